// Headings and what stands under them.
// Shape: a section opens at a heading whose words say what kind it is and lasts to the next; a topic is a smaller heading inside it ("Motor:", "C5-6:", "Neck:") and lasts to the next topic,
//        the next section or, for a key of one line, the end of its list line.
// Source: the words of headings are lexicon entries of class `heading`.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nlp/lines.h"
#include "nlp/span.h"
#include "nlp/tokens.h"

namespace chartgap {

enum class SectionKind : uint8_t {
  none,
  chief_complaint,
  hpi,
  interval_history,
  pmh,
  psh,
  family_history,
  social_history,
  medications,
  allergies,
  ros,
  exam,
  vitals,
  imaging,
  labs,
  emg,
  findings,
  impression,
  assessment,
  diagnosis,
  plan,
  assessment_plan,
  procedure,
  procedure_description,
  indication,
  technique,
  comparison,
  counseling,
  goals,
  anesthesia,
  complications,
  course,
  history,
  treatment_history,
  problem_list,
  followup,
  other
};
std::string_view to_string(SectionKind kind);
// SectionKind::none when the name is unknown.
SectionKind section_kind(std::string_view name);

// Heading words to kinds; filled from the lexicon.
class HeadingTable {
 public:
  friend class LexiconImage;
  void add(const std::vector<WordId>& words, SectionKind kind);
  // The kind of the longest known heading that begins at `at` and ends by `end`; its length in tokens goes to `length`. none when there is none.
  SectionKind find(const std::vector<Token>& tokens, uint32_t at, uint32_t end, uint32_t& length) const;

  // The letters that begin a spinal level, and the words that may join or follow levels in a heading ("and", "through", "level").
  void set_level_words(std::vector<WordId> letters, std::vector<WordId> words);
  bool is_spine_letter(WordId word) const;
  bool is_level_word(WordId word) const;

 private:
  std::vector<WordId> spine_letters_;
  std::vector<WordId> level_words_;
  // Asked of many places of which few begin a heading.
  bool begins(WordId word) const { return word / 64 < first_.size() && (first_[word / 64] >> (word % 64) & 1) != 0; }

  std::vector<uint64_t> first_;  // a bit for each word that begins a heading
  std::unordered_map<uint64_t, SectionKind> kinds_;
  uint32_t longest_ = 0;
};

struct Section {
  SectionKind kind = SectionKind::none;
  TokenRange heading;  // without its colon; empty for what stands before the first heading
  TokenRange body;
};

struct Topic {
  TokenRange heading;  // without its colon
  TokenRange body;
  bool level = false;  // names spinal levels ("C5-6:", "L4-5, L5-S1:")
};

// Finds them all; the vectors are cleared first.
void find_sections(const std::vector<Token>& tokens, const std::vector<Line>& lines, const HeadingTable& headings, std::vector<Section>& sections, std::vector<Topic>& topics);

}  // namespace chartgap
