#include "tools/trace.h"

#include <algorithm>

#include "nlp/matcher.h"
#include "tools/one_line.h"
#include "tools/trace_fact.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, kTraceStages> kStageNames = {"fact", "no_entry", "entry",  "overlapped", "quiet",    "box", "heading", "section", "type",
                                                                    "code", "polarity", "region", "merged",     "quantity", "cue", "binding", "span"};

bool outranks(const Hit& a, const Hit& b) { return a.tokens.size() > b.tokens.size() || (a.tokens.size() == b.tokens.size() && a.whole.size() > b.whole.size()); }
bool same_hit(const Hit& a, const Hit& b) { return a.entry == b.entry && a.tokens == b.tokens; }

class Tracer {
 public:
  Tracer(const Analysis& analysis, const Lexicon& lexicon, Span span, std::optional<FactType> type, std::string_view code = {})
      : analysis_(analysis), document_(analysis.document), lexicon_(lexicon), span_(span), type_(type), code_(code) {}

  std::vector<TraceReason> run() {
    add_facts(true);
    if (reasons_.empty()) add_facts(false);
    const bool found = !reasons_.empty() && reasons_.front().stage == TraceStage::fact;
    if (!found) add_losses();
    return std::move(reasons_);
  }

  // The fact itself, then what became of the entries that could have given it, then the other facts that stand there.
  TraceReason run_missed() {
    add_same_facts();
    if (reasons_.empty()) add_facts_of_able_entries();
    if (reasons_.empty()) add_able_losses();
    if (reasons_.empty()) add_other_facts();
    code_ = {};
    if (reasons_.empty()) add_losses();
    return std::move(reasons_.front());
  }

 private:
  bool at_place(const Hit& hit) const { return document_.span_of(hit.tokens).overlaps(span_); }
  const Entry& entry(const Hit& hit) const { return lexicon_.entry(hit.entry); }
  std::string quote(Span span) const { return "\"" + one_line(document_.text().quote(span)) + "\""; }
  std::string quote(const Hit& hit) const { return quote(document_.span_of(hit.tokens)); }
  bool can_give(const Entry& entry) const {
    if (entry.hit_class != HitClass::fact) return false;
    return !type_ || std::any_of(entry.senses.begin(), entry.senses.end(), [&](const Sense& sense) { return sense.type == *type_ && (code_.empty() || gives_code(sense, code_)); });
  }
  bool is_at_place(const Fact& fact) const { return fact.span.overlaps(span_); }

  void add_facts(bool asked) {
    for (uint32_t i = 0; i < analysis_.facts.size(); ++i) {
      const Fact& fact = analysis_.facts[i];
      if (!fact.span.overlaps(span_) || (!type_ || fact.type == *type_) != asked) continue;
      reasons_.push_back(asked ? reason_of_fact(analysis_, lexicon_, i) : reason_of_type(analysis_, lexicon_, i, *type_));
    }
  }

  // Of a missed one: it is there, and stands for another that is annotated.
  void add_same_facts() {
    for (uint32_t i = 0; i < analysis_.facts.size(); ++i) {
      const Fact& fact = analysis_.facts[i];
      if (!is_at_place(fact) || fact.type != *type_ || fact.code != code_) continue;
      TraceReason reason = reason_of_fact(analysis_, lexicon_, i);
      reason.stage = TraceStage::merged;
      reason.message = "the one fact at " + quote(fact.span) + " stands for more than one that is annotated";
      reasons_.push_back(std::move(reason));
    }
  }

  void add_facts_of_able_entries() {
    for (uint32_t i = 0; i < analysis_.facts.size(); ++i) {
      const Fact& fact = analysis_.facts[i];
      if (is_at_place(fact) && fact.entry != kNoEntry && can_give(lexicon_.entry(fact.entry))) add_other_fact(i);
    }
  }
  // Those of the type first.
  void add_other_facts() {
    for (const bool of_type : {true, false}) {
      for (uint32_t i = 0; i < analysis_.facts.size(); ++i) {
        if (is_at_place(analysis_.facts[i]) && (analysis_.facts[i].type == *type_) == of_type) add_other_fact(i);
      }
    }
  }
  void add_other_fact(uint32_t i) {
    reasons_.push_back(analysis_.facts[i].type == *type_ ? reason_of_code(analysis_, lexicon_, i, code_) : reason_of_type(analysis_, lexicon_, i, *type_));
  }

  // The note is matched again as it was: what the analysis left out is in the scratch.
  void match_again(MatchScratch& scratch) const {
    const bool statements = std::any_of(analysis_.hits.begin(), analysis_.hits.end(), [&](const Hit& hit) { return entry(hit).hit_class == HitClass::statement; });
    std::vector<Hit> hits;
    find_hits(document_, lexicon_, {statements, false}, scratch, hits);
  }

  void add_able_losses() {
    MatchScratch scratch;
    match_again(scratch);
    const size_t before = reasons_.size();
    for (const Hit& hit : scratch.raw) {
      const bool told = std::any_of(reasons_.begin(), reasons_.begin() + static_cast<std::ptrdiff_t>(before), [&](const TraceReason& reason) { return reason.entry == hit.entry; });
      if (at_place(hit) && can_give(entry(hit)) && !told) add_loss(hit, scratch.raw);
    }
  }

  void add_losses() {
    add_able_losses();
    if (!reasons_.empty()) return;
    MatchScratch scratch;
    match_again(scratch);
    add_number();
    add_other_words(scratch.raw);
    add_quiet_words();
    if (leaves_words()) add_no_entry();
  }

  // Whether some of the words are of nothing that was found there.
  bool leaves_words() const {
    for (uint32_t i = 0; i < document_.tokens().size(); ++i) {
      const Span token = document_.span_of({i, i + 1});
      if (document_.tokens()[i].kind != TokenKind::word || !token.overlaps(span_)) continue;
      if (std::none_of(reasons_.begin(), reasons_.end(), [&](const TraceReason& reason) { return reason.span.overlaps(token); })) return true;
    }
    return reasons_.empty();
  }

  void add_loss(const Hit& hit, const std::vector<Hit>& raw) {
    for (uint32_t i = 0; i < analysis_.hits.size(); ++i) {
      if (!same_hit(analysis_.hits[i], hit)) continue;
      reasons_.push_back(reason_of_loss(analysis_, lexicon_, i, type_));
      return;
    }
    TraceReason reason{TraceStage::overlapped, "other words hide " + quote(hit), hit.entry, kNoEntry, document_.span_of(hit.tokens)};
    for (const Hit& other : raw) {
      if (!hides(other, hit)) continue;
      reason.by = other.entry;
      reason.span = document_.span_of(other.tokens);
      reason.message = quote(other) + (entry(other).overrides ? " overrides " : " is longer and hides ") + quote(hit);
    }
    reasons_.push_back(std::move(reason));
  }

  // As the matcher's resolver sees it, for hits of facts.
  bool hides(const Hit& other, const Hit& hit) const {
    if (same_hit(other, hit)) return false;
    const Entry& above = entry(other);
    if (above.overrides && !entry(hit).overrides && other.whole.contains(hit.whole) && other.whole.size() > hit.whole.size()) return true;
    if (above.hit_class != HitClass::fact || !other.tokens.contains(hit.tokens)) return false;
    return outranks(other, hit) || (!outranks(hit, other) && above.overrides);
  }

  void add_number() {
    if (type_ && *type_ != FactType::score) return;
    for (const Hit& hit : analysis_.hits) {
      if (entry(hit).hit_class != HitClass::score_name || !at_place(hit)) continue;
      reasons_.push_back({TraceStage::quantity, "the score " + quote(hit) + " is named, and no number of it was found", hit.entry, kNoEntry, document_.span_of(hit.tokens)});
    }
    for (const Quantity& quantity : analysis_.quantities) {
      const Span span = document_.span_of(quantity.tokens);
      if (!span.overlaps(span_)) continue;
      reasons_.push_back(
          {TraceStage::quantity, quote(span) + " is a quantity, which makes no fact of its own" + (type_ ? ", and was bound to no score" : ""), kNoEntry, kNoEntry, span});
    }
  }

  // Entries that stand there and cannot give the fact.
  void add_other_words(const std::vector<Hit>& raw) {
    for (const Hit& hit : raw) {
      if (!at_place(hit)) continue;
      const HitClass hit_class = entry(hit).hit_class;
      TraceReason reason{TraceStage::entry, "", hit.entry, kNoEntry, document_.span_of(hit.tokens)};
      const bool graded = (hit_class == HitClass::muscle || hit_class == HitClass::reflex) && (!type_ || *type_ == FactType::exam);
      if (graded) say_ungraded(hit, reason);
      else if (hit_class == HitClass::fact) reason.message = quote(hit) + " is known only as " + senses_of(entry(hit)) + "; no entry has it as " + asked();
      else
        reason.message = quote(hit) + " is known as " + std::string(to_string(hit_class)) + (entry(hit).code.empty() ? "" : " (" + std::string(entry(hit).code) + ")") +
                         ", which makes no fact of its own";
      reasons_.push_back(std::move(reason));
    }
  }

  // A muscle or a tendon is a finding only by its grade, or by a word of normal or abnormal.
  void say_ungraded(const Hit& hit, TraceReason& reason) const {
    const TokenRange sentence = document_.sentences()[document_.sentence_of(hit.tokens.begin)].tokens;
    const bool graded = std::any_of(analysis_.quantities.begin(), analysis_.quantities.end(),
                                    [&](const Quantity& one) { return one.kind == QuantityKind::grade && sentence.contains(one.tokens); });
    reason.stage = graded ? TraceStage::quantity : TraceStage::polarity;
    reason.message = quote(hit) + " is a " + std::string(to_string(entry(hit).hit_class)) + ", and " +
                     (graded ? "none of the grades in the sentence was bound to it" : "nothing near grades it or says normal or abnormal");
  }

  void add_quiet_words() {
    MatchScratch scratch;
    std::vector<Hit> hits;
    find_hits(document_, lexicon_, {false, true}, scratch, hits);
    for (const Hit& hit : hits) {
      const bool known = std::any_of(reasons_.begin(), reasons_.end(), [&](const TraceReason& reason) { return reason.entry == hit.entry; });
      if (!at_place(hit) || known || layer_of(entry(hit).hit_class) != Layer::modifiers) continue;
      reasons_.push_back(
          {TraceStage::quiet,
           quote(hit) + " (" + std::string(to_string(entry(hit).hit_class)) + ") is not looked for here: nothing in the sentence or the one before can be changed by it", hit.entry,
           kNoEntry, document_.span_of(hit.tokens)});
    }
  }

  void add_no_entry() {
    std::string unknown;
    for (uint32_t i = 0; i < document_.tokens().size(); ++i) {
      const Token& token = document_.tokens()[i];
      if (token.kind != TokenKind::word || token.word != kUnknownWord || !document_.span_of({i, i + 1}).overlaps(span_)) continue;
      unknown += (unknown.empty() ? "\"" : ", \"") + std::string(document_.word(i)) + "\"";
    }
    reasons_.insert(reasons_.begin(),
                    {TraceStage::no_entry, "no entry has these words as " + asked() + (unknown.empty() ? "" : "; in no lexicon at all: " + unknown), kNoEntry, kNoEntry, span_});
  }

  std::string asked() const { return type_ ? std::string(to_string(*type_)) : std::string("a fact"); }

  const Analysis& analysis_;
  const Document& document_;
  const Lexicon& lexicon_;
  const Span span_;
  const std::optional<FactType> type_;
  std::string_view code_;  // asked for, or empty
  std::vector<TraceReason> reasons_;
};

}  // namespace

std::string_view to_string(TraceStage stage) { return kStageNames[static_cast<size_t>(stage)]; }

std::vector<TraceReason> trace(const Analysis& analysis, const Lexicon& lexicon, Span span, std::optional<FactType> type) { return Tracer(analysis, lexicon, span, type).run(); }

TraceReason trace_missed(const Analysis& analysis, const Lexicon& lexicon, Span span, FactType type, std::string_view code) {
  return Tracer(analysis, lexicon, span, type, code).run_missed();
}

std::string place_of_entry(const Lexicon& lexicon, uint32_t entry) {
  if (entry == kNoEntry) return "";
  return lexicon.files()[lexicon.entry(entry).file] + ":" + std::to_string(lexicon.entry(entry).line);
}

std::map<std::string, std::string> places_of_entries(const Lexicon& lexicon) {
  std::map<std::string, std::string> out;
  for (uint32_t i = 0; i < lexicon.entries().size(); ++i) out.emplace(lexicon.entry(i).id, place_of_entry(lexicon, i));
  return out;
}

std::string name_of_entry(const Lexicon& lexicon, uint32_t entry) { return entry == kNoEntry ? "" : lexicon.entry(entry).id + " " + place_of_entry(lexicon, entry); }

}  // namespace chartgap
