// The terms of a lexicon against each other, by the word sequences that they spell.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "nlp/analyze.h"
#include "nlp/matcher.h"
#include "nlp/term.h"
#include "tools/fact_json.h"
#include "tools/lexicon_words.h"
#include "tools/lint.h"
#include "tools/trace.h"

namespace chartgap {
namespace {

constexpr size_t kMaxNamed = 3;

std::string polarity_name(const Entry& entry) { return entry.polarity ? std::string(to_string(*entry.polarity)) : "whatever the cues say"; }

bool is_pseudo(const Entry& entry) { return entry.hit_class == HitClass::cue && entry.cue.direction == CueDirection::pseudo; }
bool is_end(const Entry& entry) { return entry.hit_class == HitClass::cue && entry.cue.direction == CueDirection::end; }

// Cues that never meet: of other fact types, or one looking left and one looking right.
bool cues_apart(const Cue& a, const Cue& b) {
  const auto opposite = [](CueDirection x, CueDirection y) { return x == CueDirection::forward && y == CueDirection::backward; };
  return (a.types & b.types) == 0 || opposite(a.direction, b.direction) || opposite(b.direction, a.direction);
}

// Whether two entries may own the same words: a place and a finding, statements of two kinds, cues that never meet or one that also ends others, one that overrides.
bool may_share(const Entry& a, const Entry& b) {
  if (a.hit_class != b.hit_class || a.overrides != b.overrides || a.capitals != b.capitals) return true;
  if (a.hit_class == HitClass::statement && a.code != b.code) return true;
  return is_end(a) != is_end(b) || (a.hit_class == HitClass::cue && cues_apart(a.cue, b.cue));
}

// Of one type two codes.
std::string senses_disagree(const Entry& a, const Entry& b) {
  for (const Sense& sense : a.senses) {
    const Sense* other = b.sense(sense.type);
    if (other != nullptr && other->code != sense.code) return "as " + std::string(to_string(sense.type)) + " " + std::string(sense.code) + ", here " + std::string(other->code);
  }
  return "";
}

std::string cues_disagree(const Entry& a, const Entry& b) {
  if (is_pseudo(a) || is_pseudo(b) || is_end(a) || a.cue.axis == b.cue.axis) return "";  // of two ends each stops what it stops
  return "as " + std::string(to_string(a.cue.axis)) + ", here " + std::string(to_string(b.cue.axis));
}

// What two entries say differently of the same words wherever they stand; empty when they agree, or when the place tells.
std::string disagreement(const Entry& a, const Entry& b) {
  if (a.hit_class == HitClass::cue) return cues_disagree(a, b);
  if (const std::string senses = senses_disagree(a, b); !senses.empty()) return senses;
  if (a.code != b.code && a.hit_class != HitClass::none) return "as " + std::string(a.code) + ", here " + std::string(b.code);
  if (a.polarity != b.polarity) return "as " + polarity_name(a) + ", here " + polarity_name(b);
  return "";
}

// Whether one of two agreeing entries is as good as the other: of cues, when they reach alike.
bool as_good(const Entry& a, const Entry& b) {
  if (a.hit_class != HitClass::cue) return a.neutral == b.neutral && a.spinal == b.spinal;
  if (is_pseudo(a)) return a.code == b.code;
  return a.cue.axis == b.cue.axis && a.cue.direction == b.cue.direction && a.cue.window == b.cue.window && a.cue.types == b.cue.types && a.code == b.code;
}

// The attributes as `extract` writes them, for comparing.
std::string attributes_of(const Entry& entry) {
  std::string out;
  JsonWriter json(out);
  write_attributes(json, Text(), entry.attributes);
  return out;
}

// Notes of a sentence, in which the words of two entries may become two facts.
class Places {
 public:
  explicit Places(const Lexicon& lexicon) : analyzer_(lexicon, Reading::facts) {}

  // both: "and both are facts in a history: symptom numbness and exam sensory_deficit", empty when each place takes one of them; apart: both are facts, each with words of its own.
  struct Verdict {
    std::string both;
    bool apart = false;
  };
  Verdict try_out(const std::vector<std::string>& words, uint32_t a, uint32_t b) {
    Verdict out;
    for (size_t i = 0; i < std::min(words.size(), kMaxTried); ++i) {
      for (const Place& place : kPlaces) {
        analyzer_.analyze("", std::string(place.before) + words[i] + std::string(place.after), analysis_);
        const Fact* first = fact_of(a);
        const Fact* second = fact_of(b);
        if (first == nullptr || second == nullptr) continue;
        out.apart |= !first->span.overlaps(second->span);
        if (out.both.empty() && !out.apart) out.both = "and both are facts in " + std::string(place.name) + ": " + named(*first) + " and " + named(*second);
      }
    }
    return out;
  }

 private:
  struct Place {
    std::string_view name, before, after;
  };
  static constexpr size_t kMaxTried = 4;  // spellings of one pair
  static constexpr std::array<Place, 6> kPlaces = {{{"a history", "HISTORY OF PRESENT ILLNESS\nShe has ", " for 6 weeks.\n"},
                                                    {"an examination", "PHYSICAL EXAMINATION\nNeck and left arm: ", " on the left.\n"},
                                                    {"an imaging result", "IMAGING\nMRI of the cervical spine shows ", " at C5-6.\n"},
                                                    {"an assessment", "ASSESSMENT\n1. Cervical spine: ", "\n"},
                                                    {"a past history", "PAST MEDICAL HISTORY\n", "\n"},
                                                    {"a note without sections", "She has ", "."}}};

  const Fact* fact_of(uint32_t entry) const {
    const auto found = std::find_if(analysis_.facts.begin(), analysis_.facts.end(), [&](const Fact& fact) { return fact.entry == entry; });
    return found == analysis_.facts.end() ? nullptr : &*found;
  }
  static std::string named(const Fact& fact) { return std::string(to_string(fact.type)) + " " + std::string(fact.code); }

  Analyzer analyzer_;
  Analysis analysis_;
};

class TermLinter {
  struct Pair {
    const SpelledTerms::Term* term = nullptr;
    std::vector<std::string> words;
    std::map<const SpelledTerms::Term*, uint32_t> of_term;  // how many of a term's spellings
  };

 public:
  TermLinter(const LintInput& in, LintFindings& out) : in_(in), out_(out), places_(in.lexicon) {}

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
    ++pair.of_term[&term];
  }

  void report_pairs() {
    for (const auto& [entries, pair] : pairs_) report_pair(entries.first, entries.second, pair);
  }

  void report_pair(uint32_t a, uint32_t b, const Pair& pair) {
    const std::string words = sample(pair.words);
    const std::string other = name_of_entry(in_.lexicon, a);
    if (is_pseudo(entry(a)) != is_pseudo(entry(b))) {
      add(*pair.term, LintLevel::warning, "pseudo_equal", words + " is of " + other + " too; of the two, the pseudo cue hides only cues that are shorter",
          "the words in one of the two");
    } else if (const std::string differs = difference(a, b, pair); !differs.empty()) {
      add(*pair.term, LintLevel::error, "contradiction", words + " stands in " + other + " too, " + differs,
          "one meaning for the same words, one entry with both senses, or \"overrides\" for the one that is meant");
    } else if (entry(a).senses != entry(b).senses) {
      return;  // each has its own places
    } else if (const std::string had = attributes_of(entry(a)), has = attributes_of(entry(b)); had != has) {
      add(*pair.term, LintLevel::warning, "duplicate", words + " stands in " + other + " too, there with " + had + ", here with " + has, "keep it in one of the two");
    } else if (as_good(entry(a), entry(b))) {
      for (const auto& [term, count] : pair.of_term) {
        const bool own_words = term->text.find('[') != std::string::npos;
        if (count == term->last - term->first && !own_words)
          add(*term, LintLevel::note, "duplicate", "all of \"" + term->text + "\" stands in " + other + " too, which says the same", "remove it");
      }
    }
  }

  // What two entries of the same words contradict each other in; two facts with words of their own ("[exercises] from [therapy]") do not.
  std::string difference(uint32_t a, uint32_t b, const Pair& pair) {
    const bool facts = entry(a).hit_class == HitClass::fact;
    const std::string differs = disagreement(entry(a), entry(b));
    if (!facts || entry(a).senses == entry(b).senses) return differs;
    const Places::Verdict verdict = places_.try_out(pair.words, a, b);
    return verdict.apart ? "" : differs.empty() ? verdict.both : differs;
  }

  // Alternatives, classes and gaps that leave a term no way to match, or too many.
  void check_form(const SpelledTerms::Term& term) {
    const ParsedTerm parsed = parse_term(term.text);
    if (!parsed.root.children.empty() && parsed.root.children.front().kind == TermNode::Kind::gap)
      add(term, LintLevel::error, "never_tried", "\"" + term.text + "\" begins with a gap and is never tried", "a word or a class first");
    check_classes(term, parsed.root);
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
    if (hidden < count) return;
    ++life.hidden;
    life.by = by;
    const std::string hider = by == kNoEntry ? "nothing finds it as it stands" : name_of_entry(in_.lexicon, by) + " takes its words";
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
                                "\"" + entry(index).id + "\" is never hit" + (life.by == kNoEntry ? "" : ": " + name_of_entry(in_.lexicon, life.by) + " takes its words"),
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
          "\"" + term.text + "\" stands in " + name_of_entry(in_.lexicon, known->second->entry) + " too", "keep it in one of the two");
    }
  }

  void add(const SpelledTerms::Term& term, LintLevel level, std::string code, std::string message, std::string suggestion) {
    out_.push_back(finding_at(in_, term, level, std::move(code), std::move(message), std::move(suggestion)));
  }

  static constexpr uint32_t kMaxRead = 200;  // spellings of one term that are read
  struct Life {
    size_t hidden = 0;  // of its terms
    uint32_t by = kNoEntry;
  };
  const LintInput& in_;
  LintFindings& out_;
  Places places_;
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
