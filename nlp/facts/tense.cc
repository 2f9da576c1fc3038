#include "nlp/facts/tense.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "nlp/facts/care_tense.h"
#include "nlp/facts/counsel.h"
#include "nlp/facts/near.h"

namespace chartgap {
namespace {

// What goes on, or ends now, was given; what begins was not.
constexpr std::array<std::string_view, 21> kContinueWords = {"continue", "continues", "continued", "continuing",  "cont",         "keep",          "remain",
                                                             "remains",  "stay",      "resume",    "discontinue", "discontinued", "discontinuing", "stop",
                                                             "stopped",  "wean",      "refill",    "refilled",    "hold",         "held",          "maintain"};
constexpr std::array<std::string_view, 34> kStartWords = {
    "prescription", "gave",       "start",       "started", "starting", "begin",   "beginning", "add",      "added",     "adding",      "initiate", "initiating",
    "prescribe",    "prescribed", "prescribing", "trial",   "try",      "trying",  "refer",     "referred", "recommend", "recommended", "order",    "ordered",
    "schedule",     "scheduled",  "consider",    "give",    "given",    "proceed", "obtain",    "switch",   "repeat",    "candidate"};
constexpr std::array<std::string_view, 14> kPastWords = {"previous", "previously", "prior",     "past",    "underwent", "undergone", "tried",
                                                         "failed",   "received",   "completed", "already", "history",   "benefited", "benefitted"};
constexpr std::array<std::string_view, 11> kBeenWords = {"taking", "on", "doing", "using", "going", "getting", "receiving", "attending", "through", "treated", "tried"};
constexpr std::array<std::string_view, 8> kPastAdjectives = {"previous", "prior", "past", "recent", "old", "earlier", "last", "initial"};
constexpr uint32_t kPastReach = 8;  // tokens between a word that says that it was given and the therapy
constexpr std::array<std::string_view, 2> kCurableFlags = {"malignancy", "infection"};
constexpr std::array<std::string_view, 23> kTreatedWords = {"remission",  "resected",      "resection", "excised",  "excision", "removed",   "removal", "mastectomy",
                                                            "lumpectomy", "prostatectomy", "cured",     "survivor", "treated",  "radiation", "surgery", "status",
                                                            "s",          "cut",           "shaved",    "mohs",     "burned",   "frozen",    "lasered"};
constexpr std::array<std::string_view, 13> kCurrentWords = {"active",       "current",      "currently", "ongoing", "metastatic", "metastases", "metastasis",
                                                            "metastasized", "chemotherapy", "chemo",     "now",     "diagnosed",  "recurrent"};
constexpr uint32_t kFlagReach = 6;
constexpr std::array<std::string_view, 6> kLastingFlags = {"diabetes", "cardiopulmonary", "bleeding_disorder", "immunosuppression", "anticoagulant", "antiplatelet"};

bool is_lasting(const Sense* sense) { return sense != nullptr && one_of(kLastingFlags, sense->code); }

bool section_is_plan(SectionKind section) { return section == SectionKind::plan || section == SectionKind::assessment_plan || section == SectionKind::followup; }

// "Titrate gabapentin", "finish the prednisone", "d/c cyclobenzaprine", "duloxetine increased to 60": a drug that is taken.
bool is_adjusted(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 24> kAdjust = {"moving",     "move",  "titrate",  "titrating", "titrated", "uptitrate", "increase",  "increased",
                                                        "increasing", "incr",  "reduce",   "reduced",   "reducing", "decrease",  "decreased", "decreasing",
                                                        "decr",       "lower", "lowering", "up",        "adjust",   "adjusting", "weaning",   "weaned"};
  constexpr std::array<std::string_view, 4> kEnd = {"taper", "tapering", "finish", "dc"};
  constexpr uint32_t kReach = 3;
  constexpr uint32_t kDoseReach = 5;  // "increasing the dose of her gabapentin"
  if (scene.entry_of(head.hit).attributes.drug.empty()) return false;
  const TokenRange lead = before(scene, frame, head, kReach);
  constexpr std::array<std::string_view, 5> kDose = {"dose", "dosage", "amount", "schedule", "frequency"};
  const TokenRange wide = before(scene, frame, head, kDoseReach);
  if (has_word(scene, lead, kDose) && has_word(scene, wide, kAdjust)) return true;
  const TokenRange trail = after(scene, frame, head, 1);
  const bool struck = lead.size() == kReach && scene.token(lead.begin + 1).is('/') && scene.word(lead.begin) == "d" && scene.word(lead.end - 1) == "c";
  return struck || has_word(scene, lead, kAdjust) || has_word(scene, lead, kEnd) || has_word(scene, trail, kAdjust);
}

// "Continue the exercises; new PT referral", "(a) continue, (b) repeat the ESI": here another item begins.
bool ends_item(const Scene& scene, uint32_t at) {
  if (scene.token(at).is(';')) return true;
  return scene.token(at).is(')') && at > 1 && scene.token(at - 2).is('(') && scene.token(at - 1).end - scene.token(at - 1).begin == 1;
}

// Whether the nearest verb says that the therapy goes on: in "continue PT and start gabapentin" the first only.
bool says_continue(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 2> kAlternatives = {"alternatives", "alternative"};
  constexpr std::array<std::string_view, 7> kOwnVerb = {"avoid", "limit", "restrict", "refrain", "minimize", "minimise", "no"};
  constexpr uint32_t kOwnReach = 3;
  if (is_adjusted(scene, frame, head)) return true;
  const uint32_t own = scene.hit(head.hit).tokens.begin;
  if (own >= frame.sentence->tokens.begin + 3 && scene.document.folded({own - 3, own}) == "c/w") return true;
  if (is_one_of(scene, scene.hit(head.hit).tokens.begin, kOwnVerb))
    return has_word(scene, before(scene, frame, head, kOwnReach), kContinueWords);  // "continue icing and avoid lifting"
  for (uint32_t at = scene.hit(head.hit).tokens.begin; at-- > frame.sentence->tokens.begin;) {
    if (is_one_of(scene, at, kContinueWords) && !continues_other(scene, at)) return !has_word(scene, {frame.sentence->tokens.begin, at}, kAlternatives);
    if (scene.word(at) == "go" && scene.word(at + 1) == "on") return true;
    if (is_one_of(scene, at, kStartWords)) return false;
    if (ends_item(scene, at)) break;
  }
  return has_word(scene, head.post, kContinueWords);
}

// "Related to his previous discectomy": what is definite and earlier was done, whatever the sentence says of it.
bool is_definite_past(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 5> kDefinite = {"his", "her", "the", "their", "s"};
  const TokenRange range = before(scene, frame, head, 5);
  for (uint32_t at = range.end; at-- > range.begin;) {
    if (is_one_of(scene, at, kPastAdjectives)) return at > range.begin && is_one_of(scene, at - 1, kDefinite);
    if (scene.token(at).kind == TokenKind::punctuation && !scene.token(at).is('-')) return false;
  }
  return false;
}

// "No improvement from continued traction", "no side effects from the injection": what is denied is what came of it.
bool is_denied_result(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 11> kResults = {"relief",   "improvement",   "benefit",  "benefits", "effects", "effect",
                                                         "response", "complications", "problems", "change",   "help"};
  constexpr std::array<std::string_view, 7> kLinks = {"from", "with", "after", "to", "by", "following", "on"};
  constexpr std::array<std::string_view, 8> kMay = {"would", "could", "might", "may", "will", "not", "further", "likely"};
  const TokenRange range = before(scene, frame, head, 6);
  for (uint32_t at = range.begin; at + 1 < range.end; ++at) {
    const bool to_come = at > frame.sentence->tokens.begin && is_one_of(scene, at - 1, kMay);  // "would not benefit from"
    if (!to_come && is_one_of(scene, at, kResults) && is_one_of(scene, at + 1, kLinks)) return true;
  }
  return false;
}

// "Ibuprofen x 2 wks, none": of what was given for a time, "none" is the answer to it.
bool answers_none(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 2> kNone = {"none", "nil"};
  const TokenRange trail = after(scene, frame, head, 12);
  return std::any_of(frame.quantities.begin(), frame.quantities.end(), [&](const Quantity& quantity) {
    return quantity.kind == QuantityKind::duration && trail.contains(quantity.tokens) && has_word(scene, {quantity.tokens.end, trail.end}, kNone);
  });
}

// "DX: strain", "RX: naproxen": the drugs that follow the diagnosis are new.
bool is_prescribed_below(const Scene& scene, const Frame& frame) {
  constexpr std::array<std::string_view, 5> kOrders = {"rx", "prescriptions", "prescribed", "new", "discharge"};
  if (frame.section != SectionKind::medications) return false;
  const Section& own = scene.document.section_of(*frame.sentence);
  if (!has_word(scene, own.heading, kOrders)) return false;
  const std::vector<Section>& sections = scene.document.sections();
  return std::any_of(sections.begin(), sections.end(), [&](const Section& section) {
    const bool judged = section.kind == SectionKind::diagnosis || section.kind == SectionKind::assessment || section.kind == SectionKind::assessment_plan ||
                        section.kind == SectionKind::plan || section.kind == SectionKind::impression;
    return judged && section.body.begin < own.body.begin;
  });
}

// "A prescription for Flexeril": what this note orders.
bool is_prescription(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 2> kOrders = {"prescription", "prescriptions"};
  const bool history = frame.section == SectionKind::hpi || frame.section == SectionKind::medications || frame.section == SectionKind::treatment_history ||
                       frame.section == SectionKind::pmh || frame.section == SectionKind::psh;
  constexpr std::array<std::string_view, 9> kTaken = {"he", "she", "takes", "taking", "has", "had", "continue", "continues", "refilled"};
  constexpr uint32_t kNear = 6;
  constexpr uint32_t kListed = 30;  // "prescriptions for Flexeril 10 mg #50 with a refill and Lortab"
  constexpr std::array<std::string_view, 4> kHanded = {"dispensed", "refilled", "refill", "gave"};
  if (is_prescribed_below(scene, frame)) return !says_continue(scene, frame, head) && !has_word(scene, before(scene, frame, head, kListed), kHanded);
  if (history) return false;
  const TokenRange wide = before(scene, frame, head, kListed);
  for (uint32_t at = wide.end; at-- > wide.begin;) {
    if (is_one_of(scene, at, kOrders)) return wide.end - at <= kNear || !has_word(scene, {at, wide.end}, kTaken);
  }
  return false;
}

// "Has been going to PT", "has been on gabapentin".
bool has_been_given(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 1> kBeen = {"been"};
  const TokenRange range = before(scene, frame, head, 5);
  if (!range.empty() && is_one_of(scene, range.end - 1, kBeen)) return true;  // "has been TTD since May"
  for (uint32_t at = range.begin; at + 1 < range.end; ++at) {
    if (is_one_of(scene, at, kBeen) && is_one_of(scene, at + 1, kBeenWords)) return true;
  }
  return false;
}

// "A drill was used to perform a laminotomy": of an operation's steps all were done, unless the words leave one open.
bool is_step(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 30> kOpen = {"if",          "may",      "might",    "would",   "will",     "should",    "could",   "future",    "later",   "candidate",
                                                      "recommended", "consider", "prepared", "risk",    "presents", "presented", "returns", "indicated", "need",    "needs",
                                                      "possible",    "decided",  "opted",    "elected", "planned",  "scheduled", "wished",  "wishes",    "offered", "room"};
  if (!is_operation_section(frame.section) || sense == nullptr || sense->code != "spine_surgery") return false;
  return !has_word(scene, before(scene, frame, head, 14), kOpen);
}

// "A history of back pain" tells of the pain that is there; "a past history" does not.
bool is_known_pain(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 4> kPains = {"back_pain", "neck_pain", "radicular_pain", "limb_pain"};
  constexpr std::array<std::string_view, 1> kHistory = {"history"};
  constexpr std::array<std::string_view, 8> kOld = {"past", "previous", "prior", "remote", "medical", "no", "significant", "resolved"};
  if (sense == nullptr || !one_of(kPains, sense->code)) return false;
  if (frame.section == SectionKind::pmh || frame.section == SectionKind::psh) return false;
  const TokenRange lead = before(scene, frame, head, 8);
  return has_word(scene, lead, kHistory) && !has_word(scene, lead, kOld);
}

// A plan that tells how the therapy went: "Treatment: PT for 4 weeks, no help."
bool tells_outcome(const Scene& scene, const Frame& frame) {
  constexpr std::array<std::string_view, 3> kIf = {"if", "unless", "should"};
  if (has_word(scene, frame.sentence->tokens, kIf)) return false;
  return std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) {
    const Entry& entry = scene.entry_of(mark);
    return entry.hit_class == HitClass::outcome && entry.attributes.outcome != Outcome::helped;
  });
}

bool was_given(const Scene& scene, const Frame& frame, const Head& head) {
  if (is_applied(scene, frame, head)) return true;
  return has_word(scene, before(scene, frame, head, kPastReach), kPastWords) || has_been_given(scene, frame, head) || is_in_use(scene, frame, head) || tells_outcome(scene, frame);
}

// "In March 2006", "two years ago": when the sentence's event was.
bool is_dated(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (is_year(scene, at) || scene.word(at) == "ago") return true;
  }
  return false;
}

// "Her second fall in March 2006": one event of the past, where "falls" go on.
bool is_dated_fall(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 2> kFall = {"fall", "fell"};
  const TokenRange own = scene.hit(head.hit).tokens;
  return own.size() <= 2 && is_one_of(scene, own.begin, kFall) && is_dated(scene, frame.sentence->tokens);
}

// A cancer that has spread or is under treatment is there, however long its history.
bool is_active(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 9> kSpread = {"metastatic", "mets", "metastases", "metastasis", "metastasized", "active", "iv", "chemotherapy", "chemo"};
  constexpr std::array<std::string_view, 1> kSpreading = {"metastatic"};
  constexpr std::array<std::string_view, 3> kSpreads = {"metastases", "metastasis", "mets"};
  constexpr std::array<std::string_view, 1> kWith = {"with"};
  if (sense == nullptr || sense->code != "malignancy") return false;
  const TokenRange own = scene.hit(head.hit).tokens;
  if (has_word(scene, own, kSpreads) && has_word(scene, before(scene, frame, head, 1), kWith)) return true;  // "a history of lung cancer with metastases"
  return has_word(scene, own, kSpreading) || has_word(scene, before(scene, frame, head, 2), kSpread) || has_word(scene, after(scene, frame, head, 5), kSpread);
}

// "A recent abscess": an infection that is named as recent is over.
bool is_recent(const Scene& scene, const Frame& frame, const Head& head) { return has_word(scene, before(scene, frame, head, 2), kPastAdjectives); }

// "Hepatitis C" in a past history is there still.
bool stays(const Scene& scene, const Head& head) { return scene.entry_of(head.hit).polarity == Assertion::present; }

// "In October of 2008 he was found to have pneumonia", "recurrent pneumonia" of a past history.
bool is_past_illness(const Scene& scene, const Frame& frame, TokenRange lead) {
  constexpr std::array<std::string_view, 3> kWas = {"was", "were", "had"};
  constexpr std::array<std::string_view, 4> kNow = {"active", "current", "currently", "ongoing"};
  constexpr std::array<std::string_view, 2> kOften = {"recurrent", "repeated"};
  if (frame.section == SectionKind::pmh) return has_word(scene, lead, kOften) && !has_word(scene, lead, kNow);
  const TokenRange opening{frame.sentence->tokens.begin, lead.end};
  return frame.section == SectionKind::hpi && is_dated(scene, opening) && has_word(scene, opening, kWas) && !has_word(scene, opening, kNow);
}

// A cancer or an infection that was treated, or that only the past history lists.
bool is_over(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  if (sense == nullptr || !one_of(kCurableFlags, sense->code)) return false;
  if (stays(scene, head)) return false;
  if (sense->code == "infection" && is_recent(scene, frame, head)) return true;
  constexpr std::array<std::string_view, 1> kAbove = {"above"};  // "cancer as above" is that of the history
  constexpr std::array<std::string_view, 2> kHistory = {"history", "hx"};
  const TokenRange lead = before(scene, frame, head, kFlagReach);
  const TokenRange trail = after(scene, frame, head, kFlagReach);
  if (sense->code == "infection" && is_past_illness(scene, frame, lead)) return true;
  if (has_word(scene, lead, kCurrentWords) || has_word(scene, trail, kCurrentWords) || has_word(scene, trail, kAbove)) return false;
  if (frame.section == SectionKind::pmh || frame.section == SectionKind::psh) return true;
  if (sense->code == "infection" && lead.size() >= 2 && has_word(scene, {lead.end - 2, lead.end - 1}, kHistory)) return true;  // "presents with a history of osteomyelitis"
  for (uint32_t at = lead.begin; at + 1 < lead.end; ++at) {  // "was treated for": over, unlike "has been treated for"
    const std::string_view word = scene.word(at);
    if ((word == "was" || word == "were") && scene.word(at + 1) == "treated") return true;
  }
  for (uint32_t at = trail.begin; at < trail.end; ++at) {
    if (is_year(scene, at)) return true;
  }
  return sense->code == "malignancy" && has_word(scene, trail, kTreatedWords);
}

// "Continue warfarin", "apixaban may be held": a drug that is taken.
bool is_taken(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 5> kAgain = {"restart", "restarted", "resume", "resumed", "off"};
  if (!is_blood_thinner(sense)) return false;
  const TokenRange lead = before(scene, frame, head, 4);
  const TokenRange trail = after(scene, frame, head, 4);
  return has_word(scene, lead, kContinueWords) || has_word(scene, trail, kContinueWords) || has_word(scene, lead, kAgain) || has_word(scene, trail, kAgain);
}

// "Had been on aspirin", "was on warfarin until May": a drug of the past.
bool was_taken(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 4> kUse = {"on", "taking", "using", "receiving"};
  constexpr std::array<std::string_view, 3> kHad = {"had", "having", "briefly"};
  if (!is_blood_thinner(sense)) return false;
  const TokenRange lead = before(scene, frame, head, 5);
  for (uint32_t at = lead.begin; at + 1 < lead.end; ++at) {
    if (!is_one_of(scene, at + 1, kUse)) continue;
    if (is_one_of(scene, at, kHad)) return true;
    if (scene.word(at) == "been" && at > frame.sentence->tokens.begin && is_one_of(scene, at - 1, kHad)) return true;
  }
  return false;
}

// "Must not stop warfarin": what is denied is the stopping.
bool is_kept(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 8> kStops = {"stop", "stopping", "hold", "holding", "discontinue", "discontinuing", "interrupt", "interrupting"};
  return is_blood_thinner(sense) && has_word(scene, before(scene, frame, head, 3), kStops);
}

// "Start apixaban": a drug that is only now prescribed.
bool is_begun(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  constexpr std::array<std::string_view, 4> kBegins = {"start", "begin", "initiate", "commence"};
  if (!is_blood_thinner(sense)) return false;
  const TokenRange lead = before(scene, frame, head, 3);
  for (uint32_t at = lead.end; at-- > lead.begin;) {
    if (scene.token(at).is(',') || scene.token(at).is(';')) return false;
    if (is_one_of(scene, at, kBegins)) return true;
  }
  return false;
}

// "Return precautions: ...", "Call: ...": what would be a reason to come back.
bool is_warning(const Scene& scene, TokenRange heading) {
  constexpr std::array<std::string_view, 10> kFirst = {"call", "warning", "seek", "return", "when", "er", "ed", "strict", "red", "safety"};
  constexpr std::array<std::string_view, 9> kThen = {"precautions", "away", "immediately", "for", "if", "signs", "call", "net", "netting"};
  if (heading.empty() || !is_one_of(scene, heading.begin, kFirst)) return false;
  return (heading.size() == 1 && scene.document.folded(heading) == "call") || has_word(scene, heading, kThen);
}
bool stands_under_warning(const Scene& scene, const Frame& frame) {
  if (frame.sentence->topic != kNoTopic && is_warning(scene, scene.document.topics()[frame.sentence->topic].heading)) return true;
  return frame.section == SectionKind::followup && is_warning(scene, scene.document.section_of(*frame.sentence).heading);
}

bool follows_risks(const Scene& scene, const Frame& frame, const Head& head) {
  for (const Head& other : frame.heads) {
    if (other.type == FactType::counseling && scene.hit(other.hit).tokens.begin < scene.hit(head.hit).tokens.begin) {
      const Sense* sense = scene.entry_of(other.hit).sense(FactType::counseling);
      if (sense != nullptr && sense->code == "risks") return true;
    }
  }
  return false;
}

// "Risks include failed fusion and further surgery", "the risks and benefits of the laminectomy were explained": an operation to come.
bool is_risk_told(const Scene& scene, const Frame& frame, const Head& head) {
  if (frame.section == SectionKind::psh || frame.section == SectionKind::pmh) return false;
  return follows_risks(scene, frame, head) && !has_word(scene, before(scene, frame, head, kPastReach), kPastWords);
}

// "Planned procedure: C7-T1 ESI", "Upcoming procedures: ..."
bool is_under_planned_heading(const Scene& scene, const Frame& frame) {
  constexpr std::array<std::string_view, 7> kPlanned = {"planned", "upcoming", "scheduled", "proposed", "requested", "recommended", "future"};
  return has_word(scene, scene.document.section_of(*frame.sentence).heading, kPlanned);
}

// "History of impingement" tells of what is there; "resolved" and "released" do not.
bool has_history(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 2> kHistory = {"history", "hx"};
  constexpr std::array<std::string_view, 6> kOver = {"resolved", "past", "remote", "previous", "prior", "healed"};
  const TokenRange lead = before(scene, frame, head, 24);
  return has_word(scene, lead, kHistory) && !has_word(scene, lead, kOver) && !has_word(scene, after(scene, frame, head, 6), kOver);
}

// "The possibility of bleeding, which can compress the cord": what would come of the operation.
bool is_risked(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 5> kRisks = {"risk", "risks", "possibility", "complication", "complications"};
  constexpr std::array<std::string_view, 6> kMay = {"can", "could", "may", "might", "would", "will"};
  if (scene.traits.imaging_report) return false;
  const TokenRange lead = before(scene, frame, head, 24);
  return has_word(scene, lead, kMay) && has_word(scene, lead, kRisks);
}

// "She underwent a decompression for back and leg pain": what an earlier operation was for.
bool was_operated_for(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 6> kPast = {"underwent", "undergone", "had", "prior", "previous", "status"};
  constexpr std::array<std::string_view, 4> kSeveral = {"multiple", "several", "two", "three"};
  constexpr std::array<std::string_view, 1> kFor = {"for"};
  if (frame.section == SectionKind::indication || is_operation_section(frame.section)) return false;
  const uint32_t begin = scene.hit(head.hit).tokens.begin;
  if (!has_word(scene, before(scene, frame, head, 6), kFor)) return false;
  return std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& other) {
    const TokenRange tokens = scene.hit(other.hit).tokens;
    const Sense* sense = tokens.end < begin ? scene.entry_of(other.hit).sense(FactType::therapy) : nullptr;
    return sense != nullptr && sense->code == "spine_surgery" && has_word(scene, {tokens.end, begin}, kFor) &&
           frame.context->assess(tokens, FactType::therapy).assertion != Assertion::hypothetical &&
           (frame.section == SectionKind::psh || has_word(scene, before(scene, frame, other, 6), kPast) || has_word(scene, before(scene, frame, other, 2), kSeveral));
  });
}

// "Status post lumbar stenosis surgery": what it was that was operated.
bool names_past_operation(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 3> kPost = {"post", "p", "prior"};
  const uint32_t end = scene.hit(head.hit).tokens.end;
  const TokenRange lead{head.pre.begin > frame.sentence->tokens.begin + 2 ? head.pre.begin - 2 : frame.sentence->tokens.begin, head.pre.end};
  return has_word(scene, lead, kPost) && std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& other) {
           const Sense* sense = scene.hit(other.hit).tokens.begin == end ? scene.entry_of(other.hit).sense(FactType::therapy) : nullptr;
           return sense != nullptr && sense->code == "spine_surgery";
         });
}

// Of a therapy that nothing denies or supposes: to come where it is ordered, where its risks are told, or where a plan has it that does not go on.
Assertion planned_assertion(const Scene& scene, const Frame& frame, const Head& head, const Sense* sense) {
  if (is_prescription(scene, frame, head)) return Assertion::hypothetical;
  if (sense != nullptr && sense->code == "spine_surgery" && is_risk_told(scene, frame, head)) return Assertion::hypothetical;
  if (!section_is_plan(frame.section)) return Assertion::present;
  return says_continue(scene, frame, head) || was_given(scene, frame, head) ? Assertion::present : Assertion::hypothetical;
}

// A therapy that was tried at any time is present.
Assertion therapy_assertion(const Scene& scene, const Frame& frame, const Head& head, Assertion said, const Sense* sense) {
  if (said == Assertion::historical) return Assertion::present;
  if (is_replaced(scene, frame, head) || (said != Assertion::present && is_definite_past(scene, frame, head))) return Assertion::present;
  if (is_declined_behind(scene, frame, head) || (said == Assertion::hypothetical && never_came_about(scene, frame, head))) return Assertion::absent;
  switch (said) {
    case Assertion::present: return planned_assertion(scene, frame, head, sense);
    case Assertion::absent: return is_denied_result(scene, frame, head) || answers_none(scene, frame, head) ? Assertion::present : said;
    case Assertion::hypothetical: {
      const bool given = came_to_pass(scene, frame, head) || says_continue(scene, frame, head) || has_been_given(scene, frame, head) || is_step(scene, frame, head, sense);
      return given ? Assertion::present : said;
    }
    default: return said;
  }
}

// "PROGNOSIS: guarded because of her stenosis": what there is, not what is aimed at.
bool is_prognosis(const Scene& scene, const Frame& frame, const Head& head) {
  const bool disorder = head.type == FactType::imaging || head.type == FactType::diagnosis || head.type == FactType::alternative;
  constexpr std::array<std::string_view, 2> kPrognosis = {"prognosis", "outlook"};
  return disorder && has_word(scene, scene.document.section_of(*frame.sentence).heading, kPrognosis);
}

// A red flag is over when it was treated, and to come when it is only warned of; a drug is taken unless it is only now begun.
Assertion red_flag_assertion(const Scene& scene, const Frame& frame, const Head& head, Assertion said, const Sense* sense) {
  switch (said) {
    case Assertion::present:
      if (follows_risks(scene, frame, head) || stands_under_warning(scene, frame) || is_begun(scene, frame, head, sense)) return Assertion::hypothetical;
      return is_over(scene, frame, head, sense) || was_taken(scene, frame, head, sense) ? Assertion::historical : said;
    case Assertion::hypothetical: return is_taken(scene, frame, head, sense) && !is_begun(scene, frame, head, sense) ? Assertion::present : said;
    case Assertion::absent: return is_kept(scene, frame, head, sense) ? Assertion::present : said;
    case Assertion::historical:
      if (frame.section == SectionKind::family_history) return Assertion::family;
      if (scene.entry_of(head.hit).polarity == Assertion::historical) return said;  // an event, not a state: "MI", "CABG"
      if (is_active(scene, frame, head, sense) || is_lasting(sense) || stays(scene, head)) return Assertion::present;
      return said;
    default: return said;
  }
}

Assertion procedure_assertion(const Scene& scene, const Frame& frame, const Head& head, Assertion said) {
  if (is_declined_behind(scene, frame, head)) return Assertion::absent;
  const bool planned = section_is_plan(frame.section) || frame.section == SectionKind::indication || is_under_planned_heading(scene, frame);
  return said == Assertion::present && planned ? Assertion::hypothetical : said;
}

Assertion symptom_assertion(const Scene& scene, const Frame& frame, const Head& head, Assertion said, const Sense* sense) {
  if (said == Assertion::historical && is_known_pain(scene, frame, head, sense)) return Assertion::present;
  if (said != Assertion::present) return said;
  if (was_operated_for(scene, frame, head) || is_dated_fall(scene, frame, head) || is_in_chronicle(scene, frame)) return Assertion::historical;
  return stands_under_warning(scene, frame) || follows_risks(scene, frame, head) ? Assertion::hypothetical : said;
}

Assertion diagnosis_assertion(const Scene& scene, const Frame& frame, const Head& head, Assertion said) {
  if (said != Assertion::present && said != Assertion::historical) return said;
  if (said == Assertion::present && was_operated_for(scene, frame, head)) return Assertion::historical;
  return names_past_operation(scene, frame, head) ? Assertion::historical : Assertion::present;
}

// "Family history: negative for diabetes" says nothing of the patient.
bool is_of_family(const Frame& frame, const Head& head, Assertion said) {
  if (frame.section != SectionKind::family_history) return false;
  const bool disorder = head.type == FactType::red_flag || head.type == FactType::alternative || head.type == FactType::diagnosis;
  return said == Assertion::present || (said == Assertion::absent && disorder);
}

}  // namespace

bool is_blood_thinner(const Sense* sense) { return sense != nullptr && (sense->code == "anticoagulant" || sense->code == "antiplatelet"); }

Assertion by_section(const Scene& scene, const Frame& frame, const Head& head, Assertion said, const Sense* sense) {
  if (is_of_family(frame, head, said)) return Assertion::family;
  if (frame.section == SectionKind::goals && said == Assertion::present && !is_prognosis(scene, frame, head)) return Assertion::hypothetical;
  switch (head.type) {
    case FactType::therapy: return therapy_assertion(scene, frame, head, said, sense);
    case FactType::procedure: return procedure_assertion(scene, frame, head, said);
    case FactType::red_flag: return red_flag_assertion(scene, frame, head, said, sense);
    case FactType::symptom: return symptom_assertion(scene, frame, head, said, sense);
    case FactType::counseling: return counsel_assertion(scene, frame, head, sense);
    case FactType::imaging: return said == Assertion::present && is_risked(scene, frame, head) ? Assertion::hypothetical : said;
    case FactType::diagnosis: return diagnosis_assertion(scene, frame, head, said);
    case FactType::alternative: return said == Assertion::historical && has_history(scene, frame, head) ? Assertion::present : said;
    default: return said;
  }
}

}  // namespace chartgap
