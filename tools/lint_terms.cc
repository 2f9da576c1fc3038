// The terms of a lexicon against each other, by the word sequences that they spell.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "nlp/matcher.h"
#include "nlp/term.h"
#include "tools/lint.h"

namespace chartgap {
namespace {

constexpr size_t kMaxSpelled = 100000;  // word sequences of one term
constexpr size_t kMaxNamed = 3;

struct SequenceHash {
  size_t operator()(const std::vector<WordId>& sequence) const {
    size_t hash = 1469598103934665603ull;
    for (WordId word : sequence) hash = (hash ^ word) * 1099511628211ull;
    return hash;
  }
};

bool same_senses(const Entry& a, const Entry& b) {
  return std::equal(a.senses.begin(), a.senses.end(), b.senses.begin(), b.senses.end(), [](const Sense& x, const Sense& y) { return x.type == y.type && x.code == y.code; });
}

bool is_pseudo(const Entry& entry) { return entry.hit_class == HitClass::cue && entry.cue.direction == CueDirection::pseudo; }
bool is_end(const Entry& entry) { return entry.hit_class == HitClass::cue && entry.cue.direction == CueDirection::end; }

// Whether two entries may own the same words: a place and a finding, statements of two kinds, a cue that also ends others, one that overrides.
bool may_share(const Entry& a, const Entry& b) {
  if (a.hit_class != b.hit_class || a.overrides != b.overrides || a.capitals != b.capitals) return true;
  if (a.hit_class == HitClass::statement && a.code != b.code) return true;
  return is_end(a) != is_end(b);
}

// What two entries say differently of the same words; empty when they agree.
std::string disagreement(const Entry& a, const Entry& b) {
  if (!same_senses(a, b)) return "senses";
  if (a.hit_class == HitClass::cue && (a.cue.axis != b.cue.axis || a.cue.direction != b.cue.direction)) return "cue";
  if (a.hit_class != HitClass::cue && a.code != b.code) return "code";
  if (a.polarity != b.polarity) return "polarity";
  return a.neutral != b.neutral ? "neutral" : "";
}

class TermLinter {
 public:
  TermLinter(const LintInput& in, LintFindings& out) : in_(in), out_(out) {}

  void run() {
    index_owners();
    for (const SpelledTerms::Term& term : in_.terms.terms) {
      check_form(term);
      if (!term.phrase) check_shadow(term);
    }
    check_dead();
    report_pairs();
    check_repeated_texts();
  }

 private:
  const Entry& entry(uint32_t index) const { return in_.lexicon.entry(index); }
  std::string sample(const std::vector<std::string>& words) const {
    std::string out;
    for (size_t i = 0; i < std::min(words.size(), kMaxNamed); ++i) out += (i == 0 ? "\"" : ", \"") + words[i] + "\"";
    if (words.size() > kMaxNamed) out += " and " + std::to_string(words.size() - kMaxNamed) + " more";
    return out;
  }

  // By sequence the entries that spell it; sequences of two entries are duplicates, or contradict each other.
  void index_owners() {
    for (const SpelledTerms::Term& term : in_.terms.terms) {
      for (uint32_t i = term.first; i < term.last; ++i) {
        std::vector<uint32_t>& owners = owners_[in_.terms.sequences[i]];
        if (std::find(owners.begin(), owners.end(), term.entry) != owners.end()) continue;
        for (uint32_t other : owners) note_pair(other, term, in_.terms.sequences[i]);
        owners.push_back(term.entry);
      }
    }
  }

  void note_pair(uint32_t other, const SpelledTerms::Term& term, const std::vector<WordId>& sequence) {
    if (may_share(entry(other), entry(term.entry))) return;
    Pair& pair = pairs_[{other, term.entry}];
    pair.term = &term;
    pair.words.push_back(words_of(in_.lexicon, sequence));
  }

  void report_pairs() {
    for (const auto& [entries, pair] : pairs_) {
      const std::string differs = disagreement(entry(entries.first), entry(entries.second));
      const std::string other = name_of(in_.lexicon, entries.first);
      if (is_pseudo(entry(entries.first)) != is_pseudo(entry(entries.second))) {
        out_.push_back(finding_at(in_, *pair.term, LintLevel::warning, "pseudo_equal",
                                  sample(pair.words) + " is of " + other + " too; of the two, the pseudo cue hides only cues that are shorter", "the words in one of the two"));
      } else if (differs.empty()) {
        out_.push_back(finding_at(in_, *pair.term, LintLevel::warning, "duplicate", sample(pair.words) + " belongs to " + other + " as well", "keep it in one of the two"));
      } else {
        out_.push_back(finding_at(in_, *pair.term, LintLevel::error, "contradiction",
                                  sample(pair.words) + " is of " + other + " too, which says something else of it (" + differs + ")",
                                  "one meaning for the same words, or \"overrides\" for one"));
      }
    }
  }

  // Alternatives, classes and gaps that leave a term no way to match, or too many.
  void check_form(const SpelledTerms::Term& term) {
    const ParsedTerm parsed = parse_term(term.text);
    if (!parsed.root.children.empty() && parsed.root.children.front().kind == TermNode::Kind::gap)
      add(term, LintLevel::error, "never_tried", "\"" + term.text + "\" begins with a gap and is never tried", "a word or a class first");
    check_classes(term, parsed.root);
    if (term.spelled > kMaxSpelled)
      add(term, LintLevel::note, "term_large", "\"" + term.text + "\" spells more than " + std::to_string(kMaxSpelled) + " word sequences",
          "several terms, or a gap ~N in the place of choices");
  }

  void check_classes(const SpelledTerms::Term& term, const TermNode& at) {
    for (const TermNode& child : at.children) check_classes(term, child);
    if (at.kind != TermNode::Kind::hit || has_member(at)) return;
    add(term, LintLevel::error, "empty_class", "no entry is a <" + at.text + (at.value.empty() ? "" : ":" + at.value) + ">, which \"" + term.text + "\" asks for", near_member(at));
  }

  static bool in_region(const Entry& entry, const std::string& value) {
    for (size_t i = 0; i < kRegionNames.size(); ++i) {
      if (kRegionNames[i] == value) return (entry.attributes.regions >> i & 1) != 0;
    }
    return false;
  }
  bool has_member(const TermNode& hit) const {
    return std::any_of(in_.lexicon.entries().begin(), in_.lexicon.entries().end(),
                       [&](const Entry& one) { return to_string(one.hit_class) == hit.text && (hit.value.empty() || one.code == hit.value || in_region(one, hit.value)); });
  }
  std::string near_member(const TermNode& hit) const {
    std::set<std::string> codes(kRegionNames.begin(), kRegionNames.end());
    for (const Entry& one : in_.lexicon.entries()) {
      if (to_string(one.hit_class) == hit.text && !one.code.empty()) codes.insert(std::string(one.code));
    }
    const std::string near = nearest(hit.value, {codes.begin(), codes.end()});
    return near.empty() ? "a code or a region of that class" : "did you mean <" + hit.text + ":" + near + ">?";
  }

  // Reads each of the term's spellings alone: another entry hides those in which this one has no hit.
  void check_shadow(const SpelledTerms::Term& term) {
    const Entry& owner = entry(term.entry);
    if (owner.hit_class == HitClass::heading || owner.hit_class == HitClass::none || term.first == term.last) return;
    uint32_t by = kNoEntry;
    size_t hidden = 0;
    const uint32_t count = std::min(term.last - term.first, kMaxRead);
    for (uint32_t i = term.first; i < term.first + count; ++i) hidden += !hits_itself(term.entry, in_.terms.sequences[i], by);
    Life& life = lives_[term.entry];
    life.terms += 1;
    if (hidden < count) return;
    life.hidden += 1;
    life.by = by;
    const std::string hider = by == kNoEntry ? "nothing finds it as it stands" : name_of(in_.lexicon, by) + " takes its words";
    shadowed_.push_back(finding_at(in_, term, LintLevel::warning, "shadowed", "\"" + term.text + "\" is never hit: " + hider, "remove it, or let it override"));
    shadowed_by_.push_back(term.entry);
  }

  bool hits_itself(uint32_t index, const std::vector<WordId>& sequence, uint32_t& by) {
    std::string text = words_of(in_.lexicon, sequence);
    if (entry(index).capitals) std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    document_.lay_out("", text, in_.lexicon.vocabulary(), in_.lexicon.headings());
    find_hits(document_, in_.lexicon, {true, true}, scratch_, hits_);
    if (std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) { return hit.entry == index; })) return true;
    const bool matched = std::any_of(scratch_.raw.begin(), scratch_.raw.end(), [&](const Hit& hit) { return hit.entry == index; });
    if (!matched) return true;  // cut into sentences otherwise than in a note: nothing is known
    uint32_t longest = 0;
    for (const Hit& hit : hits_) {
      if (hit.whole.size() <= longest) continue;
      longest = hit.whole.size();
      by = hit.entry;
    }
    return false;
  }

  // An entry all of whose terms are hidden is dead; its terms are not named one by one.
  void check_dead() {
    std::set<uint32_t> dead;
    std::map<uint32_t, size_t> all;
    for (const SpelledTerms::Term& term : in_.terms.terms) ++all[term.entry];
    for (const auto& [index, life] : lives_) {
      if (life.hidden == 0 || life.hidden < all[index]) continue;
      dead.insert(index);
      out_.push_back(finding_at(in_, index, LintLevel::error, "dead",
                                "\"" + entry(index).id + "\" is never hit" + (life.by == kNoEntry ? "" : ": " + name_of(in_.lexicon, life.by) + " takes its words"),
                                "remove it, or let it override"));
    }
    for (size_t i = 0; i < shadowed_.size(); ++i) {
      if (dead.count(shadowed_by_[i]) == 0) out_.push_back(std::move(shadowed_[i]));
    }
  }

  // Phrases have no sequences: they are compared as they are written.
  void check_repeated_texts() {
    std::map<std::pair<HitClass, std::string>, const SpelledTerms::Term*> first;
    for (const SpelledTerms::Term& term : in_.terms.terms) {
      if (!term.phrase) continue;
      const auto [known, fresh] = first.try_emplace({entry(term.entry).hit_class, term.text}, &term);
      if (fresh) continue;
      const Entry& other = entry(known->second->entry);
      if (may_share(other, entry(term.entry)) || other.id == entry(term.entry).id) continue;
      if (term.text.find('{') != std::string::npos && other.file != entry(term.entry).file) continue;  // the lists may differ
      const bool agree = disagreement(other, entry(term.entry)).empty();
      add(term, agree ? LintLevel::warning : LintLevel::error, agree ? "duplicate" : "contradiction",
          "\"" + term.text + "\" stands in " + name_of(in_.lexicon, known->second->entry) + " too", "keep it in one of the two");
    }
  }

  void add(const SpelledTerms::Term& term, LintLevel level, std::string code, std::string message, std::string suggestion) {
    out_.push_back(finding_at(in_, term, level, std::move(code), std::move(message), std::move(suggestion)));
  }

  static constexpr uint32_t kMaxRead = 200;  // spellings of one term that are read
  struct Pair {
    const SpelledTerms::Term* term = nullptr;
    std::vector<std::string> words;
  };
  struct Life {
    size_t terms = 0;
    size_t hidden = 0;
    uint32_t by = kNoEntry;
  };
  const LintInput& in_;
  LintFindings& out_;
  std::unordered_map<std::vector<WordId>, std::vector<uint32_t>, SequenceHash> owners_;
  std::map<std::pair<uint32_t, uint32_t>, Pair> pairs_;
  std::map<uint32_t, Life> lives_;
  LintFindings shadowed_;
  std::vector<uint32_t> shadowed_by_;  // the entry of each
  Document document_;
  MatchScratch scratch_;
  std::vector<Hit> hits_;
};

}  // namespace

void lint_terms(const LintInput& in, LintFindings& out) { TermLinter(in, out).run(); }

}  // namespace chartgap
