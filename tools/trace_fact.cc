#include "tools/trace_fact.h"

#include <algorithm>

#include "nlp/facts/binding.h"
#include "nlp/facts/exam.h"
#include "nlp/facts/exam_rows.h"
#include "nlp/facts/examined.h"
#include "nlp/facts/grades.h"
#include "nlp/facts/polarity.h"
#include "nlp/facts/scene.h"
#include "nlp/facts/sense.h"
#include "tools/one_line.h"

namespace chartgap {
namespace {

std::string quoted(const Document& document, Span span) { return "\"" + one_line(document.text().quote(span)) + "\""; }
std::string named(const Fact& fact) { return std::string(to_string(fact.type)) + " " + std::string(fact.code); }

std::string under(SectionKind section) { return section == SectionKind::none ? std::string("outside any section") : "under " + std::string(to_string(section)); }

// Asks the makers of facts again what they did with one hit.
class Replay {
 public:
  Replay(const Analysis& analysis, const Lexicon& lexicon, uint32_t hit, std::optional<FactType> asked)
      : analysis_(analysis),
        document_(analysis.document),
        hit_(analysis.hits[hit]),
        entry_(lexicon.entry(hit_.entry)),
        index_(hit),
        asked_(asked),
        scene_{analysis.document, lexicon, analysis.hits, analysis.quantities, find_traits(analysis.document, lexicon, analysis.hits, analysis.quantities)} {
    rows_.read(scene_);
    scene_.told = &rows_.covered();
  }

  TraceReason run() {
    FrameWalker walker(scene_);
    while (walker.next(frame_) && !frame_.sentence->tokens.contains(hit_.tokens.begin)) continue;
    const Head* head = find_head();
    if (head == nullptr) return not_seen();
    lend_heading(scene_, frame_);
    head = find_head();
    for (Head& each : frame_.heads) {
      const Sense* sense = choose_sense(scene_, frame_, each);
      each.type = sense != nullptr ? sense->type : FactType::statement;
    }
    if (only_names(scene_, frame_)) return reason(TraceStage::heading, "the words are a heading's, which is no mention of the thing");
    if (choose_sense(scene_, frame_, *head) == nullptr) return no_sense();
    if (asked_ && head->type != *asked_)
      return reason(TraceStage::type,
                    quoted(document_, span()) + " is read as " + std::string(to_string(head->type)) + " " + under(frame_.section) + ", out of " + senses_of(entry_));
    if (head->type == FactType::exam && !is_examined(scene_, frame_, *head)) return reason(TraceStage::section, "what stands " + under(frame_.section) + " is not examined there");
    return made_none(*head);
  }

 private:
  Span span() const { return document_.span_of(hit_.tokens); }
  TraceReason reason(TraceStage stage, std::string message) const { return {stage, std::move(message), hit_.entry, kNoEntry, span()}; }

  const Head* find_head() const {
    const auto found = std::find_if(frame_.heads.begin(), frame_.heads.end(), [&](const Head& head) { return head.hit == index_; });
    return found == frame_.heads.end() ? nullptr : &*found;
  }

  // A hit that the walker left out of its sentence.
  TraceReason not_seen() const {
    for (const Checkbox& box : document_.checkboxes()) {
      if (!box.checked && box.label.contains(hit_.tokens.begin)) return reason(TraceStage::box, "it is the label of a box that is not ticked");
    }
    if (scene_.is_told(hit_.tokens)) return reason(TraceStage::overlapped, "the whole row of the examination was read at once, and what it says of this is no such fact");
    TraceReason out = reason(TraceStage::overlapped, "overlapping words that say more stand for it");
    for (const Head& head : frame_.heads) {
      if (!scene_.hit(head.hit).tokens.overlaps(hit_.tokens)) continue;
      out.by = scene_.hit(head.hit).entry;
      out.span = document_.span_of(scene_.hit(head.hit).tokens);
      out.message = quoted(document_, out.span) + " says more and stands for " + quoted(document_, span());
    }
    return out;
  }

  TraceReason no_sense() const {
    if (frame_.section == SectionKind::allergies) return reason(TraceStage::section, "a drug under allergies is no therapy");
    if (entry_.spinal) return reason(TraceStage::section, "the words are the spine's only where the text speaks of it, and here it does not");
    return reason(TraceStage::section, "none of its senses (" + senses_of(entry_) + ") fits " + under(frame_.section));
  }

  TraceReason made_none(const Head& head) const {
    GradedResult graded;
    grade_sentence(scene_, frame_, graded);
    if (std::find(graded.used_heads.begin(), graded.used_heads.end(), index_) != graded.used_heads.end())
      return reason(TraceStage::quantity, "the grades of the sentence speak of it: the facts of its muscles or reflexes stand for it");
    if (!decide(scene_, frame_, head)) {
      return reason(TraceStage::polarity,
                    entry_.neutral ? "the words only name the thing, and nothing near says normal or abnormal, or gives a grade" : "the sentence asserts nothing of it");
    }
    const std::string_view code = entry_.sense(head.type)->code;
    if (regional_code(scene_, frame_, head, bind(scene_, frame_, head, {}), code).empty())
      return reason(TraceStage::region, "it is cervical or lumbar, and nothing says which (" + std::string(code) + ")");
    for (const Fact& fact : analysis_.facts) {
      if (fact.type == head.type && (fact.sentence.contains(span()) || fact.span.overlaps(span())) && fact.code == code) {
        TraceReason out = reason(TraceStage::merged, "the fact " + named(fact) + " at " + quoted(document_, fact.span) + " stands for it");
        out.by = fact.entry;
        return out;
      }
    }
    return reason(TraceStage::section, "what the sentence says of it makes no " + std::string(to_string(head.type)) + " fact " + under(frame_.section));
  }

  const Analysis& analysis_;
  const Document& document_;
  const Hit hit_;
  const Entry& entry_;
  const uint32_t index_;
  const std::optional<FactType> asked_;
  Scene scene_;
  ExamRows rows_;
  Frame frame_;
};

}  // namespace

bool gives_code(const Sense& sense, std::string_view code) { return sense.code == code || (sense.code.starts_with('*') && code.ends_with(sense.code.substr(1))); }

std::string senses_of(const Entry& entry) {
  std::string out;
  for (const Sense& sense : entry.senses) out += (out.empty() ? "" : " or ") + std::string(to_string(sense.type)) + " " + std::string(sense.code);
  return out;
}

TraceReason reason_of_fact(const Analysis& analysis, const Lexicon& lexicon, uint32_t index) {
  const Fact& fact = analysis.facts[index];
  TraceReason out{
      TraceStage::fact, quoted(analysis.document, fact.span) + " is " + named(fact) + ", " + std::string(to_string(fact.assertion)), fact.entry, fact.cue.entry, fact.span, index};
  if (fact.cue.entry != kNoEntry) out.message += " by " + quoted(analysis.document, fact.cue.span);
  else if (fact.entry != kNoEntry && lexicon.entry(fact.entry).polarity == fact.assertion) out.message += " by its own words";
  return out;
}

TraceReason reason_of_type(const Analysis& analysis, const Lexicon& lexicon, uint32_t index, FactType asked) {
  TraceReason out = reason_of_fact(analysis, lexicon, index);
  const Fact& fact = analysis.facts[index];
  out.stage = TraceStage::type;
  const bool able = fact.entry != kNoEntry && lexicon.entry(fact.entry).sense(asked) != nullptr;
  out.message += able ? "; of its senses (" + senses_of(lexicon.entry(fact.entry)) + ") the place chose this one, " + under(fact.section)
                      : "; its entry knows no " + std::string(to_string(asked));
  return out;
}

TraceReason reason_of_code(const Analysis& analysis, const Lexicon& lexicon, uint32_t index, std::string_view asked) {
  TraceReason out = reason_of_fact(analysis, lexicon, index);
  const Fact& fact = analysis.facts[index];
  const Sense* sense = fact.entry == kNoEntry ? nullptr : lexicon.entry(fact.entry).sense(fact.type);
  const bool regional = sense != nullptr && gives_code(*sense, asked);
  out.stage = regional ? TraceStage::region : TraceStage::code;
  out.message += regional ? "; the words around chose this region" : "; its entry does not give " + std::string(asked);
  return out;
}

TraceReason reason_of_loss(const Analysis& analysis, const Lexicon& lexicon, uint32_t hit, std::optional<FactType> asked) { return Replay(analysis, lexicon, hit, asked).run(); }

}  // namespace chartgap
