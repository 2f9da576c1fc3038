// Term programs to the automaton that finds them all: the programs are followed side by side, one word at a time, and places from which the same ends lie ahead are one node.
// Cost:   by the distinct sets of places, not by the word sequences, of which a term may spell millions.
// Errors: none; a program takes at least one and at most TermTrie::kMaxTermWords words and holds no class and no gap.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "nlp/term_program.h"
#include "nlp/term_trie.h"

namespace chartgap {

class TermTrieBuilder {
 public:
  explicit TermTrieBuilder(const TermSymbols& symbols) : symbols_(symbols) {}
  // Takes the program in; its last step names the entry.
  void add(const TermProgram& program);
  TermTrie build(uint32_t vocabulary_size);

 private:
  // A place in a program, packed: the step, the words so far and those before the evidence and its end, which are counted only where the program marks them.
  using Place = uint64_t;
  using Places = std::vector<Place>;
  struct PlacesHash {
    size_t operator()(const Places& places) const;
  };
  struct CellsHash {
    size_t operator()(const std::vector<uint32_t>& cells) const;
  };

  static void fill_pairs(const std::vector<std::pair<WordId, WordId>>& pairs, TermTrie& trie);
  // Adds the places, at words and ends, to which a step leads without taking a word.
  void reach(Place from, Places& out) const;
  Places sorted(Places places) const;
  // The node of a set of places, written behind its children.
  uint32_t node(const Places& places);
  // Each word that may come next with the places behind it.
  std::vector<std::pair<WordId, Places>> next(const Places& places) const;
  std::vector<uint32_t> accepts(const Places& places) const;
  uint32_t write(std::vector<uint32_t> cells);

  const TermSymbols& symbols_;
  TermProgram all_;              // every program, one after the other
  std::vector<uint8_t> marked_;  // by step: 1 in a program that marks its evidence
  std::vector<uint32_t> roots_;  // the first step of each
  std::unordered_map<Places, uint32_t, PlacesHash> nodes_;
  std::unordered_map<std::vector<uint32_t>, uint32_t, CellsHash> written_;
  std::vector<uint32_t> cells_;
};

}  // namespace chartgap
