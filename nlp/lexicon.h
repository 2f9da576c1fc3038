// The compiled lexicon: its entries, one automaton over words for their terms with phrase programs beside it, headings and patterns.
// In:      the text of lexicons/*.json; the format is described in lexicons/README.md.
// Errors:  all issues of all files at once.
// Threads: built once, then shared.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "nlp/fact.h"
#include "nlp/grammar.h"
#include "nlp/hit_class.h"
#include "nlp/phrase.h"
#include "nlp/result.h"
#include "nlp/sections.h"
#include "nlp/term_trie.h"
#include "nlp/vocabulary.h"

namespace chartgap {

// What a cue says of the mentions in its reach.
enum class CueAxis : uint8_t { negated, possible, historical, hypothetical, family, present };
inline constexpr int kCueAxes = 6;
std::string_view to_string(CueAxis axis);
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
  bool operator==(const Sense&) const = default;
};

// What reading a note asks for stands first, so that it shares a cache line.
struct Entry {
  HitClass hit_class = HitClass::fact;
  bool neutral = false;
  bool overrides = false;
  bool capitals = false;                    // only where the note writes it in capitals
  bool spinal = false;                      // a fact only where the text speaks of the spine
  SectionKind section = SectionKind::none;  // of a heading
  std::optional<Assertion> polarity;        // what the words themselves assert
  Cue cue;
  std::string_view code;
  std::vector<Sense> senses;
  Attributes attributes;
  std::string id;
  uint32_t file = 0;  // index into Lexicon::files
  uint32_t line = 0;
  std::vector<std::string> yes;
  std::vector<std::string> no;

  const Sense* sense(FactType type) const;
};

// The part of the body that an entry names, or that a stretch of text is about.
enum class BodyPart : uint8_t { none, spine, hip, elsewhere };

// What is asked of an entry again and again, kept apart so that it stays in the cache.
struct EntryTraits {
  HitClass hit_class = HitClass::fact;
  bool overrides = false;
  bool capitals = false;
  bool neutral = false;
  BodyPart place = BodyPart::none;  // that it names
  uint8_t regions = 0;              // RegionBit bits of its attributes
  uint16_t senses = 0;              // a bit for each FactType that it may be

  bool may_be(FactType type) const { return (senses >> static_cast<int>(type) & 1) != 0; }
};
EntryTraits traits_of(const Entry& entry);

// A later layer lies over the earlier ones: its entries and word lists replace theirs of the same id or name.
struct LexiconSource {
  std::string file;
  std::string text;
  uint32_t layer = 0;
};

// The terms as they were read, for tools that look at a lexicon itself.
struct SpelledTerms {
  static constexpr uint32_t kMaxKept = 4000;  // word sequences of one term
  struct Term {
    uint32_t entry = 0;
    uint32_t line = 0;
    uint32_t column = 0;
    std::string text;
    bool phrase = false;  // matched step by step: no sequences are kept
    uint32_t first = 0;   // its sequences, half-open
    uint32_t last = 0;
    size_t spelled = 0;  // how many there are
  };
  std::vector<Term> terms;
  std::vector<std::vector<WordId>> sequences;
};

class Lexicon {
 public:
  // The files in the order of their layers. `terms`, when given, gets every term with the word sequences that it spells.
  static Result<Lexicon> load(const std::vector<LexiconSource>& sources, SpelledTerms* terms = nullptr);
  // The compiled lexicon as one run of bytes, without the entries' examples, and back. The bytes are only for the program whose build made them; nothing when they are not.
  std::string image() const;
  static std::optional<Lexicon> from_image(std::string_view image);
  Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  const std::vector<Entry>& entries() const { return entries_; }
  const Entry& entry(uint32_t index) const { return entries_[index]; }
  EntryTraits traits(uint32_t index) const { return traits_[index]; }
  const std::vector<std::string>& files() const { return files_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const HeadingTable& headings() const { return headings_; }
  const TermTrie& terms(Layer layer) const { return terms_[static_cast<size_t>(layer)]; }
  const PhraseTables& phrases() const { return phrases_; }
  bool has_patterns() const { return !patterns_.empty(); }
  // The RE2 patterns that a word makes possible, the entry of one, and its next match in `text` at or after `from`.
  const SparseWordLists& patterns() const { return pattern_by_word_; }
  uint32_t pattern_entry(uint32_t pattern) const;
  bool find_pattern(uint32_t pattern, std::string_view text, size_t from, size_t& begin, size_t& end) const;
  // GrammarBits of a word of the closed classes, 0 for any other.
  uint8_t grammar(WordId word) const { return word < grammar_.size() ? grammar_[word] : 0; }
  // The word's number, or kUnknownWord.
  WordId word(std::string_view word) const { return vocabulary_.find(word); }

 private:
  friend class LexiconCompiler;
  friend class LexiconImage;
  std::vector<std::string> files_;
  std::vector<Entry> entries_;
  std::vector<EntryTraits> traits_;
  std::deque<std::string> names_;
  Vocabulary vocabulary_;
  HeadingTable headings_;
  std::array<TermTrie, kLayers> terms_;  // by layer
  PhraseTables phrases_;
  std::vector<uint8_t> grammar_;
  struct Pattern;
  std::vector<Pattern> patterns_;
  SparseWordLists pattern_by_word_;
};

}  // namespace chartgap
