// What another lexicon changes in the facts of one note.
// Shape:   a change has a fact before, a fact after, or both; its cause is the entry, the cue or the words of an attribute that the change comes from, by their id.
// Threads: FactDiffer is one worker's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/analyze.h"

namespace chartgap {

enum class ChangeKind : uint8_t { gained, lost, changed };

struct FactChange {
  ChangeKind kind = ChangeKind::gained;
  std::string cause;  // an entry's id, or "(a number)" and "(a table)" for facts that no entry makes
  bool after = true;  // the cause is an entry of the new lexicon
  uint32_t note = 0;
  uint32_t line = 0;
  std::string what;     // "symptom numbness, present", or "... -> ..."
  std::string context;  // the words around, the fact's own in [ ]
};

class FactDiffer {
 public:
  FactDiffer(const Lexicon& before, const Lexicon& after) : before_(before), after_(after), read_before_(before, Reading::facts), read_after_(after, Reading::facts) {}

  // Appends the changes of one note.
  void run(uint32_t number, std::string_view bytes, std::vector<FactChange>& out);
  // Of the note that was run last.
  const Analysis& before() const { return old_; }
  const Analysis& after() const { return new_; }
  size_t facts_before() const { return facts_before_; }
  size_t facts_after() const { return facts_after_; }

 private:
  void pair_facts();
  void take_pair(size_t before, size_t after);
  void add(ChangeKind kind, const Fact* before, const Fact* after, std::vector<FactChange>& out);
  void set_cause(FactChange& change, const Fact* before, const Fact* after) const;
  std::string attribute_change(const Fact& before, const Fact& after) const;
  uint32_t attribute_cause(const Fact& before, const Fact& after, bool& is_after) const;

  const Lexicon& before_;
  const Lexicon& after_;
  Analyzer read_before_;
  Analyzer read_after_;
  Analysis old_;
  Analysis new_;
  std::vector<size_t> match_;  // by old fact: its new one, or SIZE_MAX
  std::vector<uint8_t> used_;  // by new fact
  uint32_t note_ = 0;
  size_t facts_before_ = 0;
  size_t facts_after_ = 0;
};

}  // namespace chartgap
