// Lexicon files to checked entries, and those to one compiled automaton over words with phrase programs beside it.
// In:      the text of lexicons/*.json; the format is described in lexicons/README.md.
// Errors:  all issues of all files at once.
// Threads: built once, then shared.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nlp/fact.h"
#include "nlp/grammar.h"
#include "nlp/result.h"
#include "nlp/sections.h"
#include "nlp/vocabulary.h"

namespace chartgap {

enum class HitClass : uint8_t {
  fact, statement, none, body, side, severity, quality, modality, muscle, reflex, outcome, normal, abnormal, cue, heading, guidance, approach, contrast, score_name, direction, study, relief
};
inline constexpr int kHitClasses = 22;
std::string_view to_string(HitClass hit_class);

// What a cue says of the mentions in its reach.
enum class CueAxis : uint8_t { negated, possible, historical, hypothetical, family, present };
// Where it reaches: to its right, to its left, both ways; an end stops other cues; a pseudo cue only hides shorter ones.
enum class CueDirection : uint8_t { forward, backward, both, end, pseudo };
inline constexpr uint8_t kWholeSentence = 255;
struct Cue {
  CueAxis axis = CueAxis::negated;
  CueDirection direction = CueDirection::forward;
  uint8_t window = kWholeSentence;  // tokens
  uint16_t types = 0xFFFF;          // bit per FactType that it may change
};

struct Sense {
  FactType type = FactType::symptom;
  std::string_view code;  // a leading `*` stands for the region
};

struct Entry {
  std::string id;
  uint32_t file = 0;  // index into Lexicon::files
  uint32_t line = 0;
  HitClass hit_class = HitClass::fact;
  std::vector<Sense> senses;
  std::string_view code;
  Attributes attributes;
  std::optional<Assertion> polarity;  // what the words themselves assert
  bool neutral = false;
  bool overrides = false;
  bool capitals = false;  // only where the note writes it in capitals
  Cue cue;
  SectionKind section = SectionKind::none;  // of a heading
  std::vector<std::string> yes;
  std::vector<std::string> no;

  const Sense* sense(FactType type) const;
};

struct LexiconSource {
  std::string file;
  std::string text;
};

// The automaton over words: one step a token, whatever the number of terms.
class TermTrie {
 public:
  struct Accept {
    uint32_t entry = 0;
    uint8_t begin = 0;  // evidence, in words from the start
    uint8_t end = 0;
  };
  void add(const std::vector<WordId>& words, Accept accept);
  void freeze(uint32_t vocabulary_size);
  // The node after the first word, or 0.
  uint32_t first(WordId word) const { return word < roots_.size() ? roots_[word] : 0; }
  // The node after one more word, or 0.
  uint32_t next(uint32_t node, WordId word) const;
  // What ends at the node.
  const Accept* accepts(uint32_t node, uint32_t& count) const;

 private:
  struct BuildNode {
    std::vector<std::pair<WordId, uint32_t>> edges;
    std::vector<Accept> accepts;
  };
  struct Node {
    uint32_t first_edge = 0;
    uint32_t first_accept = 0;
    uint16_t edges = 0;
    uint16_t accepts = 0;
  };
  std::vector<BuildNode> build_{BuildNode{}};
  std::vector<Node> nodes_;
  std::vector<WordId> edge_words_;
  std::vector<uint32_t> edge_nodes_;
  std::vector<Accept> accepts_;
  std::vector<uint32_t> roots_;
};

// A phrase: a small program that is tried where its first word or class stands.
struct PhraseStep {
  enum class Op : uint8_t { word, word_set, hit, any, split, jump, begin, end, accept };
  Op op = Op::accept;
  uint32_t a = 0;  // word, word set, hit filter, or the target that split prefers and jump takes
  uint32_t b = 0;  // the other target of split
};
struct Phrase {
  uint32_t entry = 0;
  std::vector<PhraseStep> steps;
};
// Which hits a `<class:value>` takes.
struct HitFilter {
  HitClass hit_class = HitClass::body;
  std::vector<bool> entries;  // by entry
};

class Lexicon {
 public:
  static Result<Lexicon> load(const std::vector<LexiconSource>& sources);
  Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  const std::vector<Entry>& entries() const { return entries_; }
  const Entry& entry(uint32_t index) const { return entries_[index]; }
  const std::vector<std::string>& files() const { return files_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const HeadingTable& headings() const { return headings_; }
  const TermTrie& terms() const { return terms_; }
  const std::vector<Phrase>& phrases() const { return phrases_; }
  const std::vector<std::vector<WordId>>& word_sets() const { return word_sets_; }
  const std::vector<HitFilter>& filters() const { return filters_; }
  // The phrases that may begin with this word, and with a hit of this class.
  std::span<const uint32_t> phrases_at_word(WordId word) const;
  std::span<const uint32_t> phrases_at_class(HitClass hit_class) const { return by_class_[static_cast<size_t>(hit_class)]; }
  // The RE2 patterns that this word makes possible, the entry of one, and its next match in `text` at or after `from`.
  std::span<const uint32_t> patterns_at_word(WordId word) const;
  uint32_t pattern_entry(uint32_t pattern) const;
  bool find_pattern(uint32_t pattern, std::string_view text, size_t from, size_t& begin, size_t& end) const;
  // GrammarBits of a word of the closed classes, 0 for any other.
  uint8_t grammar(WordId word) const { return word < grammar_.size() ? grammar_[word] : 0; }
  // The word's number, or kUnknownWord.
  WordId word(std::string_view word) const { return vocabulary_.find(word); }

 private:
  friend class LexiconBuilder;
  std::vector<std::string> files_;
  std::vector<Entry> entries_;
  std::deque<std::string> names_;
  Vocabulary vocabulary_;
  HeadingTable headings_;
  TermTrie terms_;
  std::vector<Phrase> phrases_;
  std::vector<std::vector<WordId>> word_sets_;
  std::vector<HitFilter> filters_;
  std::vector<std::vector<uint32_t>> by_word_;
  std::vector<std::vector<uint32_t>> by_class_;
  std::vector<uint8_t> grammar_;
  struct Pattern;
  std::vector<Pattern> patterns_;
  std::vector<std::vector<uint32_t>> pattern_by_word_;
};

}  // namespace chartgap
