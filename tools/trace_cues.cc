#include "tools/trace_cues.h"

#include <array>

#include "nlp/context.h"
#include "tools/one_line.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, 6> kAsserted = {"absent", "possible", "historical", "hypothetical", "family", "present"};  // by CueAxis

std::string quoted(const Document& document, Span span) { return "\"" + one_line(document.text().quote(span)) + "\""; }

CueFate fate_of(const CueTrace& cue, const Cue& rule, const Fact& fact) {
  if (cue.span == fact.cue.span) return CueFate::decided;
  if ((rule.types >> static_cast<int>(fact.type) & 1) == 0) return CueFate::other_type;
  return cue.reach.contains(fact.span) && !cue.span.overlaps(fact.span) ? CueFate::outruled : CueFate::not_reaching;
}

std::string said_of(const Document& document, const CueTrace& cue) {
  switch (cue.fate) {
    case CueFate::decided: return "decided";
    case CueFate::other_type: return "is not for facts of this type";
    case CueFate::outruled: return "reaches it and was ruled out by another";
    case CueFate::not_reaching: return cue.reach == cue.span ? "reaches nothing" : "reaches only " + quoted(document, cue.reach);
  }
  return "";
}

}  // namespace

std::vector<CueTrace> trace_cues(const Analysis& analysis, const Lexicon& lexicon, const Fact& fact) {
  const Document& document = analysis.document;
  std::vector<CueTrace> out;
  for (uint32_t i = 0; i < document.sentences().size(); ++i) {
    if (document.span_of(document.sentences()[i].tokens) != fact.sentence) continue;
    SentenceContext context;
    context.prepare(document, lexicon, analysis.hits, i);
    for (const CueReach& cue : context.reaches()) {
      CueTrace one{analysis.hits[cue.hit].entry, cue.cue.axis, CueFate::not_reaching, document.span_of(cue.tokens), document.span_of(cue.reach)};
      one.fate = fate_of(one, cue.cue, fact);
      out.push_back(one);
    }
  }
  return out;
}

TraceReason reason_of_assertion(const Analysis& analysis, const Lexicon& lexicon, uint32_t index, std::string_view wanted) {
  const Fact& fact = analysis.facts[index];
  const Document& document = analysis.document;
  const std::string is(to_string(fact.assertion));
  TraceReason out{TraceStage::cue, "", fact.entry, fact.cue.entry, fact.span, index};
  std::string other;  // the last cue that says what is wanted
  uint32_t other_entry = kNoEntry;
  for (const CueTrace& cue : trace_cues(analysis, lexicon, fact)) {
    if (cue.fate == CueFate::decided || kAsserted[static_cast<size_t>(cue.axis)] != wanted) continue;
    other = quoted(document, cue.span) + " says " + std::string(wanted) + " and " + said_of(document, cue);
    other_entry = cue.entry;
  }
  if (fact.cue.entry != kNoEntry) {
    out.message = quoted(document, fact.cue.span) + " makes it " + is + (other.empty() ? "" : "; " + other + " (" + name_of_entry(lexicon, other_entry) + ")");
  } else if (fact.entry != kNoEntry && lexicon.entry(fact.entry).polarity == fact.assertion) {
    out.stage = TraceStage::polarity;
    out.message = "its own words say " + is;
  } else if (!other.empty()) {
    out.message = other;
    out.by = other_entry;
  } else {
    out.message = "no cue of the sentence says " + std::string(wanted) + ": " + is + " by its section (" + std::string(to_string(fact.section)) + ") and its kind";
  }
  return out;
}

}  // namespace chartgap
