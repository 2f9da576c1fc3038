// Lexicon files to checked entries, and those to one compiled automaton over words with phrase programs beside it.
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
#include "nlp/result.h"
#include "nlp/sections.h"
#include "nlp/term_trie.h"
#include "nlp/vocabulary.h"

namespace chartgap {

enum class HitClass : uint8_t {
  fact,
  statement,
  none,
  body,
  side,
  severity,
  quality,
  modality,
  muscle,
  reflex,
  outcome,
  normal,
  abnormal,
  cue,
  heading,
  guidance,
  approach,
  contrast,
  score_name,
  elsewhere,
  study,
  relief
};
inline constexpr int kHitClasses = 22;
std::string_view to_string(HitClass hit_class);

// Modifiers and cues say nothing by themselves: they are looked for only where something stands that they can change.
// Statements are looked for only where a judge will ask for them.
enum class Layer : uint8_t { things, statements, modifiers };
inline constexpr size_t kLayers = 3;
constexpr Layer layer_of(HitClass hit_class) {
  switch (hit_class) {
    case HitClass::cue:
    case HitClass::side:
    case HitClass::severity:
    case HitClass::normal:
    case HitClass::abnormal:
    case HitClass::outcome:
    case HitClass::approach:
    case HitClass::contrast:
    case HitClass::relief: return Layer::modifiers;
    case HitClass::statement: return Layer::statements;
    default: return Layer::things;
  }
}

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

// What matching asks of an entry again and again, kept apart so that it stays in the cache.
struct EntryTraits {
  HitClass hit_class = HitClass::fact;
  bool overrides = false;
  bool capitals = false;
};

struct LexiconSource {
  std::string file;
  std::string text;
};

// A phrase: a small program that is tried where its first word or class stands.
struct PhraseStep {
  enum class Op : uint8_t { word, word_set, hit, any, split, dispatch, jump, begin, end, accept };
  Op op = Op::accept;
  uint32_t a = 0;  // word, word set, hit filter, dispatch, or the target that split prefers and jump takes
  uint32_t b = 0;  // the other target of split
};

// The words and classes of a stretch of text as bits: a phrase whose needed bits are not there cannot fit.
struct Signature {
  std::array<uint64_t, 4> bits{};

  void add_class(HitClass hit_class) { bits[0] |= uint64_t{1} << static_cast<int>(hit_class); }
  static uint32_t bit_of(WordId word) { return kHitClasses + static_cast<uint32_t>((word * 0x9E3779B1u) >> 8) % (256 - kHitClasses); }
  void add_word(WordId word) { add_bit(bit_of(word)); }
  void add_bit(uint32_t bit) { bits[bit / 64] |= uint64_t{1} << (bit % 64); }
  bool has_bit(uint32_t bit) const { return (bits[bit / 64] >> (bit % 64) & 1) != 0; }
  void add(const Signature& other) {
    for (size_t i = 0; i < bits.size(); ++i) bits[i] |= other.bits[i];
  }
  bool meets(const Signature& other) const { return ((bits[0] & other.bits[0]) | (bits[1] & other.bits[1]) | (bits[2] & other.bits[2]) | (bits[3] & other.bits[3])) != 0; }
  bool empty() const { return folded() == 0; }
  // All in one word: what meets does so folded, too.
  uint64_t folded() const { return bits[0] | bits[1] | bits[2] | bits[3]; }
};

// Lists by key, one after the other in one array.
template <class Item>
struct ListTable {
  std::vector<uint32_t> starts{0};
  std::vector<Item> items;
  void fill(const std::vector<std::vector<Item>>& lists) {
    starts.assign(1, 0);
    items.clear();
    for (const std::vector<Item>& list : lists) {
      items.insert(items.end(), list.begin(), list.end());
      starts.push_back(static_cast<uint32_t>(items.size()));
    }
  }
  std::span<const Item> at(uint32_t key) const {
    if (key + 1 >= starts.size()) return {};
    return std::span(items).subspan(starts[key], starts[key + 1] - starts[key]);
  }
};

// A choice of many branches by the word that stands there: for each first word the branches that may fit, in their order.
struct Dispatch {
  std::vector<WordId> words;    // sorted
  ListTable<uint32_t> targets;  // by index into words; the last list is for every other word
  std::vector<uint32_t> all;
  std::span<const uint32_t> at(WordId word) const;
};

struct Phrase {
  uint32_t entry = 0;
  std::vector<PhraseStep> steps;
};

// What stands at a place as bits: words and classes; the last bit is for words that no term has and for the end of a sentence.
class NextBits {
 public:
  static constexpr uint64_t kAnything = ~uint64_t{0};
  static uint64_t word(WordId word) { return uint64_t{1} << (word == kUnknownWord ? 63 : kHitClasses + (word * 0x9E3779B1u >> 8) % (63 - kHitClasses)); }
  static uint64_t classes(uint32_t classes) { return classes; }
  static uint64_t end() { return uint64_t{1} << 63; }
};

// A phrase under the word or class that may stand first, with the bits of what may stand right after that, and those of what its guard asks for first, folded.
struct PhraseTrigger {
  uint64_t next = 0;
  uint64_t need = 0;
  uint32_t phrase = 0;
};

// The triggers of each word or class.
class TriggerTable {
 public:
  friend class LexiconImage;
  void fill(const std::vector<std::vector<PhraseTrigger>>& lists);
  std::span<const PhraseTrigger> at(uint32_t key) const { return std::span(triggers_).subspan(starts_[key], starts_[key + 1] - starts_[key]); }
  // The bits of what may stand behind `key` in any of them.
  uint64_t next(uint32_t key) const { return next_[key]; }

 private:
  std::vector<uint64_t> next_;    // apart, because it is asked of every word of a note
  std::vector<uint32_t> starts_;  // and one past the last
  std::vector<PhraseTrigger> triggers_;
};

// Of each of the two, something must stand in the sentence; all bits when there is no such need.
struct PhraseGuard {
  Signature first;
  Signature second;
  bool admits(const Signature& sentence) const { return first.meets(sentence) && second.meets(sentence); }
};

// Which hits a `<class:value>` takes.
struct HitFilter {
  HitClass hit_class = HitClass::body;
  std::vector<uint8_t> entries;  // by entry: 1 when taken
};

class Lexicon {
 public:
  static Result<Lexicon> load(const std::vector<LexiconSource>& sources);
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
  const std::vector<Phrase>& phrases() const { return phrases_; }
  const std::vector<std::vector<WordId>>& word_sets() const { return word_sets_; }
  const std::vector<HitFilter>& filters() const { return filters_; }
  const std::vector<Dispatch>& dispatches() const { return dispatches_; }
  // The phrases that may begin with a word, by WordId, and with a hit of a class, by HitClass.
  const TriggerTable& phrases_at_word(Layer layer) const { return by_word_[static_cast<size_t>(layer)]; }
  const TriggerTable& phrases_at_class(Layer layer) const { return by_class_[static_cast<size_t>(layer)]; }
  const PhraseGuard& guard(uint32_t phrase) const { return guards_[phrase]; }
  bool has_patterns() const { return !pattern_by_word_.items.empty(); }
  // The RE2 patterns that this word makes possible, the entry of one, and its next match in `text` at or after `from`.
  std::span<const uint32_t> patterns_at_word(WordId word) const { return pattern_by_word_.at(word); }
  bool may_begin_pattern(WordId word) const { return (pattern_words_[word / 64] >> (word % 64) & 1) != 0; }
  uint32_t pattern_entry(uint32_t pattern) const;
  bool find_pattern(uint32_t pattern, std::string_view text, size_t from, size_t& begin, size_t& end) const;
  // GrammarBits of a word of the closed classes, 0 for any other.
  uint8_t grammar(WordId word) const { return word < grammar_.size() ? grammar_[word] : 0; }
  // The word's number, or kUnknownWord.
  WordId word(std::string_view word) const { return vocabulary_.find(word); }

 private:
  friend class LexiconBuilder;
  friend class LexiconImage;
  std::vector<std::string> files_;
  std::vector<Entry> entries_;
  std::vector<EntryTraits> traits_;
  std::deque<std::string> names_;
  Vocabulary vocabulary_;
  HeadingTable headings_;
  std::array<TermTrie, kLayers> terms_;  // by layer
  std::vector<Phrase> phrases_;
  std::vector<std::vector<WordId>> word_sets_;
  std::vector<HitFilter> filters_;
  std::vector<Dispatch> dispatches_;
  std::vector<PhraseGuard> guards_;
  std::array<TriggerTable, kLayers> by_word_;  // by layer
  std::array<TriggerTable, kLayers> by_class_;
  std::vector<uint8_t> grammar_;
  struct Pattern;
  std::vector<Pattern> patterns_;
  ListTable<uint32_t> pattern_by_word_;
  std::vector<uint64_t> pattern_words_;  // a bit for each word
};

}  // namespace chartgap
