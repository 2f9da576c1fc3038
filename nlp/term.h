// The term grammar of the lexicons: one term's text to a tree.
// Errors: a term that does not parse gives a message.
// Source: lexicons/README.md.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

struct TermNode {
  enum class Kind : uint8_t { sequence, choice, word, word_list, hit, gap, mark_begin, mark_end };
  Kind kind = Kind::sequence;
  std::string text;    // word, list name, class name
  std::string value;   // of a class
  uint32_t count = 0;  // of a gap
  std::vector<TermNode> children;
};

struct ParsedTerm {
  TermNode root;
  bool phrase = false;  // holds a class or a gap
  std::string error;    // empty when all is well
};
ParsedTerm parse_term(std::string_view term);

// The words that a piece of a term is cut into, as the tokenizer would cut the note.
std::vector<std::string> split_words(std::string_view text);

using WordLists = std::map<std::string, std::vector<std::string>, std::less<>>;

}  // namespace chartgap
