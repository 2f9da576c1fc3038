#include "nlp/facts/sense.h"

#include <algorithm>
#include <array>

#include "nlp/facts/binding.h"
#include "nlp/facts/care_tense.h"
#include "nlp/facts/near.h"
#include "nlp/facts/other_use.h"

namespace chartgap {
namespace {

constexpr uint32_t kListItemTokens = 16;  // longer lines of an assessment are prose

struct RegionalCode {
  std::string_view pattern;
  std::string_view cervical;
  std::string_view lumbar;
};
constexpr std::array<RegionalCode, 4> kRegionalCodes = {{
    {"*_radiculopathy", "cervical_radiculopathy", "lumbar_radiculopathy"},
    {"*_stenosis", "cervical_stenosis", "lumbar_stenosis"},
    {"*_disc_disorder", "cervical_disc_disorder", "lumbar_disc_disorder"},
    {"*_spondylosis", "cervical_spondylosis", "lumbar_spondylosis"},
}};

constexpr std::array<std::string_view, 40> kPastWords = {
    "had",       "underwent", "undergone", "received", "previous",    "previously", "prior",    "past",       "last",         "earlier",
    "since",     "ago",       "s",         "status",   "after",       "following",  "helped",   "relief",     "given",        "tried",
    "failed",    "treated",   "two",       "three",    "series",      "did",        "relieved", "documented", "conservative", "nonoperative",
    "responded", "response",  "failure",   "despite",  "improvement", "benefit",    "helpful",  "beneficial", "lasted",       "completed"};

bool has_past_word(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    const std::string_view word = scene.word(at);
    if (word == "s" && !(at + 2 < range.end && scene.token(at + 1).is('/'))) continue;
    if (one_of(kPastWords, word)) return true;
  }
  return false;
}

bool is_diagnosis_section(SectionKind section) {
  return section == SectionKind::diagnosis || section == SectionKind::assessment || section == SectionKind::assessment_plan || section == SectionKind::impression ||
         section == SectionKind::problem_list;
}

bool is_exam(const Frame& frame) { return frame.section == SectionKind::exam; }

bool has_verb(const Scene& scene, TokenRange range) {
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if ((scene.grammar(at) & kVerb) != 0) return true;
  }
  return false;
}

// A list of diagnoses ends where a paragraph of prose begins: "Diagnosis: neck pain", a blank line, "I saw this lady today".
bool is_prose_below(const Scene& scene, const Frame& frame) {
  const std::vector<Sentence>& sentences = scene.document.sentences();
  const uint32_t body = scene.document.section_of(*frame.sentence).body.begin;
  uint32_t at = frame.index;
  for (uint32_t steps = 0; steps < kListItemTokens && at > 0 && !sentences[at].paragraph; ++steps) --at;
  const Sentence& first = sentences[at];
  if (!first.paragraph || first.item || first.tokens.begin <= body) return false;
  return has_verb(scene, first.tokens) || first.tokens.size() > kListItemTokens;
}

// A line of a diagnosis list, not prose.
bool is_listed_diagnosis(const Scene& scene, const Frame& frame, TokenRange mention) {
  if (!is_diagnosis_section(frame.section)) return false;
  if (frame.section == SectionKind::diagnosis) return !is_prose_below(scene, frame);
  if (frame.sentence->item) return !has_verb(scene, {frame.sentence->tokens.begin, mention.begin});
  const std::string_view first = scene.word(frame.sentence->tokens.begin);
  if (first == "i" || first == "we") return false;  // "I encouraged her to ..." is no line of a list
  const bool told = first == "he" || first == "she" || (first == "the" && scene.word(frame.sentence->tokens.begin + 1) == "patient");
  if (told && frame.sentence->tokens.size() > kListItemTokens) return false;
  return frame.sentence->tokens.size() <= kListItemTokens || !has_verb(scene, frame.sentence->tokens);
}

constexpr uint32_t kPastReach = 12;   // tokens between an injection of a plan and the words that say that it was given
constexpr uint32_t kTitleTokens = 8;  // in which a note names the injection that it records

// The words around a mention, inside its sentence.
TokenRange around(const Frame& frame, TokenRange mention) {
  const TokenRange sentence = frame.sentence->tokens;
  return {mention.begin > sentence.begin + kPastReach ? mention.begin - kPastReach : sentence.begin, std::min(sentence.end, mention.end + kPastReach / 3 * 2)};
}

// "Last procedure: C7-T1 ESI", "Previous injections: ..."
bool is_under_past_heading(const Scene& scene, const Frame& frame) {
  const TokenRange heading = scene.document.section_of(*frame.sentence).heading;
  return !heading.empty() && has_past_word(scene, heading);
}

bool is_listed_part(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr uint32_t kPartTokens = 30;
  if (frame.section != SectionKind::procedure || frame.sentence->tokens.size() > kPartTokens * 2) return false;
  return !has_verb(scene, frame.sentence->tokens) && scene.hit(head.hit).tokens.begin - frame.sentence->tokens.begin < kPartTokens;
}

// A title that the procedure's own section says again.
bool is_title_of_procedure(const Scene& scene, const Frame& frame, TokenRange mention, std::string_view code) {
  if (frame.section != SectionKind::none || mention.begin >= kTitleTokens) return false;
  const auto repeats = [&](const Hit& hit) {
    const Sense* sense = hit.tokens.begin >= mention.end ? scene.entry(hit).sense(FactType::procedure) : nullptr;
    if (sense == nullptr || sense->code != code || scene.entry(hit).sense(FactType::therapy) == nullptr) return false;  // a needle's way is no name
    return scene.document.section_of(scene.document.sentences()[scene.document.sentence_of(hit.tokens.begin)]).kind == SectionKind::procedure;
  };
  return std::any_of(scene.hits.begin(), scene.hits.end(), repeats);
}

const Sense* injection_sense(const Scene& scene, const Frame& frame, const Head& head, const Entry& entry) {
  const Sense* therapy = entry.sense(FactType::therapy);
  const Sense* procedure = entry.sense(FactType::procedure);
  const SectionKind section = frame.section;
  if (is_under_past_heading(scene, frame)) return therapy;
  if (is_operation_section(section)) return procedure;
  if (section == SectionKind::psh || section == SectionKind::pmh || section == SectionKind::treatment_history) return therapy;
  const TokenRange mention = scene.hit(head.hit).tokens;
  const Assessment assessment = frame.context->assess(mention, FactType::procedure);
  if (assessment.assertion == Assertion::hypothetical) return is_given_before_plan(scene, frame, head) || is_advised_by_other(scene, frame, head) ? therapy : procedure;
  if (mention.begin < kTitleTokens && section == SectionKind::none && !has_past_word(scene, frame.sentence->tokens))
    return is_title_of_procedure(scene, frame, mention, procedure->code) ? nullptr : procedure;
  const bool past = has_past_word(scene, around(frame, mention));
  if (section == SectionKind::plan || section == SectionKind::assessment_plan || section == SectionKind::indication || section == SectionKind::counseling ||
      section == SectionKind::followup)
    return past ? therapy : procedure;
  if (scene.traits.procedure_note) return past ? therapy : procedure;
  return therapy;
}

constexpr uint32_t kStudyReach = 12;  // tokens between a finding and the study behind it ("a protrusion at L4-5 on MRI")
constexpr std::array<std::string_view, 10> kStudyLinks = {"on", "by", "per", "via", "from", "mri", "ct", "xray", "imaging", "("};

// Whether the study behind the finding is where it comes from.
bool points_back(const Scene& scene, TokenRange gap) {
  if (gap.size() > kStudyReach) return false;
  bool linked = gap.empty();
  for (uint32_t at = gap.begin; at < gap.end; ++at) {
    if (scene.token(at).is(';') || scene.token(at).is('.')) return false;
    linked |= one_of(kStudyLinks, scene.word(at));
  }
  return linked;
}

// "OPERATIVE FINDINGS: disk protrusion": no study shows it.
bool is_seen_in_operation(const Scene& scene, const Frame& frame) {
  constexpr std::array<std::string_view, 4> kOperative = {"operative", "intraoperative", "surgical", "intraop"};
  if (frame.section != SectionKind::findings || scene.traits.imaging_report || frame.study_mark != kNoEntry) return false;
  return has_word(scene, scene.document.section_of(*frame.sentence).heading, kOperative);
}

// Whether a study, not the writer, says it.
bool told_by_study(const Scene& scene, const Frame& frame, const Head& head) {
  if (!frame.study_told || is_seen_in_operation(scene, frame)) return false;
  if (frame.study_mark == kNoEntry || scene.traits.imaging_report || frame.carried != Modality::none) return true;
  const TokenRange mention = scene.hit(head.hit).tokens;
  const TokenRange mark = scene.hit(frame.study_mark).tokens;
  return mention.begin >= mark.begin || points_back(scene, {mention.end, mark.begin});
}

// The last study that the sentence names before the head, or kNoEntry.
uint32_t study_before(const Scene& scene, const Frame& frame, TokenRange head) {
  uint32_t found = kNoEntry;
  for (uint32_t mark : frame.marks) {
    const HitClass hit_class = scene.class_of(mark);
    if (scene.hit(mark).tokens.begin >= head.begin) break;
    if (hit_class == HitClass::modality || (hit_class == HitClass::study && found == kNoEntry)) found = mark;
  }
  return found;
}

BodyPart place_in(const Scene& scene, const Frame& frame, TokenRange zone) {
  BodyPart found = BodyPart::none;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind == QuantityKind::level && zone.contains(quantity.tokens)) return BodyPart::spine;
  }
  for (uint32_t mark : frame.marks) {
    if (!zone.contains(scene.hit(mark).tokens)) continue;
    const BodyPart place = scene.traits_of(mark).place;
    if (place == BodyPart::spine) return place;
    if (found == BodyPart::none) found = place;
  }
  return found;
}

// Of words that are the spine's only where the text speaks of it ("fracture", "stenosis").
BodyPart place_of_head(const Scene& scene, const Frame& frame, const Head& head) {
  for (TokenRange zone : {scene.hit(head.hit).whole, head.pre, head.post}) {
    if (const BodyPart place = zone.empty() ? BodyPart::none : place_in(scene, frame, zone); place != BodyPart::none) return place;
  }
  if (frame.place != BodyPart::none) return frame.place;
  return scene.traits.spine ? BodyPart::spine : BodyPart::elsewhere;
}

// "The roots were widely decompressed", "to decompress the thecal sac": of nerves, not of a bladder.
bool is_of_nerves(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr uint32_t kReach = 6;
  constexpr std::array<std::string_view, 20> kNerves = {"root",   "roots",    "cord",  "sac",    "dura",     "canal",  "foramen", "foramina", "neuroforamen", "neuroforamina",
                                                        "neural", "elements", "cauda", "recess", "recesses", "lamina", "laminae", "levels",   "spine",        "thecal"};
  return has_word(scene, before(scene, frame, head, kReach), kNerves) || has_word(scene, after(scene, frame, head, kReach), kNerves);
}

// Of a repair that is the spine's only where the text speaks of it ("ORIF", "instrumentation").
bool is_on_spine(const Scene& scene, const Frame& frame, const Head& head) {
  const bool shown = scene.entry_of(head.hit).id == "therapy.decompressed" && frame.study_told && !is_operation_section(frame.section);  // "MRI: the cord is well decompressed"
  if (scene.traits.imaging_report || shown) return false;
  if (frame.section == SectionKind::psh || frame.section == SectionKind::pmh) return frame.placed && frame.place == BodyPart::spine;
  return place_of_head(scene, frame, head) == BodyPart::spine;
}

// "stenosis secondary to facet arthropathy": a finding behind another, not a diagnosis of its own.
bool explains_another(const Scene& scene, const Head& head) {
  return head.pre.begin > 0 && (scene.grammar(head.pre.begin - 1) & kPreposition) != 0 && !scene.token(head.pre.begin).has(Token::kNewLine);
}

// The steps of an operation told at length, not the list of what was done.
bool is_narrated_operation(const Scene& scene, const Frame& frame) {
  constexpr uint32_t kNarrative = 80;  // tokens
  if (frame.section == SectionKind::procedure_description) return true;
  return frame.section == SectionKind::procedure && !frame.sentence->item && scene.document.section_of(*frame.sentence).body.size() > kNarrative;
}

// A narrow foramen has a diagnosis only where diagnoses are listed; elsewhere it is a finding.
bool is_foramen_seen(const Frame& frame, const Entry& entry) { return !is_diagnosis_section(frame.section) && entry.sense(FactType::imaging)->code == "foraminal_stenosis"; }

// "No sign of infection on the films" outside a report: the patient has none.
bool is_any_infection(const Scene& scene, const Head& head) {
  constexpr std::array<std::string_view, 2> kBare = {"infection", "infections"};
  const TokenRange own = scene.hit(head.hit).tokens;
  return !scene.traits.imaging_report && own.size() == 1 && has_word(scene, own, kBare);
}

// Of the steps of an operation: what is taken out, or looked for to be sure that none is left ("all fragments were removed", "to make sure that there were no spurs").
bool is_cleared(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 22> kTakes = {"remove",    "removed",   "removing",  "removal",    "excised",      "excising", "resected", "resecting",
                                                       "retrieved", "extracted", "delivered", "evacuated",  "evacuation",   "teased",   "drilled",  "burred",
                                                       "relieve",   "relieved",  "trimmed",   "decompress", "decompressed", "curetted"};
  constexpr std::array<std::string_view, 12> kSure = {"sure",    "ensure", "ensured",  "assure",     "assured", "confirm",
                                                      "prevent", "avoid",  "residual", "additional", "further", "remaining"};
  const TokenRange lead = before(scene, frame, head, 8);
  if (has_word(scene, lead, kSure)) return true;
  return has_word(scene, {lead.end - std::min(lead.size(), 5u), lead.end}, kTakes) || has_word(scene, after(scene, frame, head, 12), kTakes);
}

// "Fragments", "osteophytes": of an operation's steps the pieces that are handled, unless the words say that they were found.
bool is_piece(const Scene& scene, const Head& head) {
  constexpr std::array<std::string_view, 12> kPieces = {"fragment", "fragments", "material", "osteophyte", "osteophytes", "spur",
                                                        "spurs",    "ridge",     "ridges",   "ridging",    "extrudes",    "residual"};
  return has_word(scene, scene.hit(head.hit).tokens, kPieces);
}
bool is_found(const Scene& scene, const Frame& frame) {
  constexpr std::array<std::string_view, 17> kFound = {"obvious",     "apparent",    "present", "found",    "noted", "seen",    "identified", "visualized", "visualised",
                                                       "encountered", "appreciated", "evident", "observed", "note",  "noticed", "there",      "consistent"};
  return has_word(scene, frame.sentence->tokens, kFound);
}

// "I encountered herniated disc material, which was removed".
bool is_met(const Scene& scene, const Frame& frame, const Head& head) {
  constexpr std::array<std::string_view, 4> kMet = {"encountered", "found", "discovered", "identified"};
  const TokenRange own = scene.hit(head.hit).tokens;
  const bool disc = has_word(scene, own, std::array<std::string_view, 4>{"herniated", "extruded", "ruptured", "sequestered"});
  return disc && has_word(scene, before(scene, frame, head, 4), kMet);
}

// Whether words of an operation's report tell of its steps rather than of a finding.
bool is_step(const Scene& scene, const Frame& frame, const Head& head, const Entry& entry) {
  constexpr std::array<std::string_view, 5> kPressed = {"cord_compression", "nerve_root_compression", "thecal_sac_effacement", "listhesis", "cord_signal_change"};
  constexpr std::array<std::string_view, 10> kShow = {"show", "showed", "shows", "showing", "shown", "revealed", "revealing", "demonstrated", "demonstrates", "demonstrating"};
  if (is_met(scene, frame, head)) return false;
  const bool shown = frame.study_mark != kNoEntry && has_word(scene, frame.sentence->tokens, kShow);
  if (is_piece(scene, head)) return is_cleared(scene, frame, head) || !(shown || is_found(scene, frame));
  if (shown) return false;
  const std::string_view code = entry.sense(FactType::imaging)->code;
  if (entry.sense(FactType::diagnosis) != nullptr) return code == "foraminal_stenosis" && !is_found(scene, frame);
  if (entry.neutral || entry.polarity == Assertion::absent || is_cleared(scene, frame, head)) return true;
  if (!one_of(kPressed, code) && !is_found(scene, frame)) return true;
  return frame.context->assess(scene.hit(head.hit).tokens, FactType::imaging).assertion == Assertion::absent;
}

// Words that are the spine's only where the sentence says so, in one that does not.
bool is_unplaced(const Frame& frame, const Sense* diagnosis, bool told) { return !told && (diagnosis == nullptr || is_exam(frame)) && !frame.placed; }

// "MRI to rule out a herniation" shows none.
bool is_sought(const Scene& scene, const Frame& frame, const Head& head, const Sense* diagnosis, const Sense* flag) {
  if (diagnosis == nullptr && flag == nullptr) return false;
  return frame.context->assess(scene.hit(head.hit).tokens, FactType::imaging).assertion == Assertion::hypothetical;
}

// Of an entry with an imaging sense: what a study shows, or else what the note says of the patient.
const Sense* finding_sense(const Scene& scene, const Frame& frame, const Head& head, const Entry& entry) {
  const bool told = told_by_study(scene, frame, head);
  if (scene.traits.imaging_report && frame.section == SectionKind::technique && !frame.study_told) return nullptr;
  const Sense* diagnosis = entry.sense(FactType::diagnosis);
  const Sense* alternative = entry.sense(FactType::alternative);
  const Sense* flag = entry.sense(FactType::red_flag);
  if (entry.spinal) {
    const BodyPart place = place_of_head(scene, frame, head);
    if (place == BodyPart::hip && alternative != nullptr) return alternative;
    if (place != BodyPart::spine || is_unplaced(frame, diagnosis, told)) return flag;
  }
  const bool operating = is_narrated_operation(scene, frame);
  if (operating && flag == nullptr && is_step(scene, frame, head, entry)) return nullptr;
  if (told && !is_sought(scene, frame, head, diagnosis, flag) && !is_any_infection(scene, head)) return entry.sense(FactType::imaging);
  if (flag != nullptr) return flag;
  if (diagnosis != nullptr) return is_foramen_seen(frame, entry) ? entry.sense(FactType::imaging) : diagnosis;
  if (is_exam(frame) || (is_operation_section(frame.section) && !operating)) return nullptr;
  if (!entry.spinal && alternative != nullptr && is_diagnosis_section(frame.section) && !explains_another(scene, head)) return alternative;
  return entry.sense(FactType::imaging);
}

// "Neuro: + numbness, - weakness": signs before words are those of a review of systems.
bool is_review_mark(const Scene& scene, const Frame& frame, uint32_t at) {
  const uint32_t begin = frame.sentence->tokens.begin;
  if (at <= begin) return false;
  if (scene.token(at - 1).is('+')) return at - 1 == begin || scene.token(at - 2).kind == TokenKind::punctuation;
  return at >= begin + 3 && scene.token(at - 1).is('-') && scene.token(at - 2).is(',') && scene.token(begin).is('+');
}

// "Neurological: Negative for weakness", "Neuro: no numbness, headache, seizures": a review of systems, whatever heading it stands under.
bool is_review_line(const Scene& scene, const Frame& frame, TokenRange mention) {
  constexpr std::array<std::string_view, 4> kAnswers = {"positive", "negative", "pos", "neg"};
  constexpr std::array<std::string_view, 7> kOnlyTold = {"headache", "headaches", "dizziness", "seizures", "syncope", "lightheadedness", "vertigo"};
  const TokenRange sentence = frame.sentence->tokens;
  const uint32_t opening = std::min(mention.begin, sentence.begin + 4);
  for (uint32_t at = sentence.begin; at + 1 < opening; ++at) {
    if (has_word(scene, {at, at + 1}, kAnswers) && scene.document.folded({at + 1, at + 2}) == "for") return true;
  }
  return has_word(scene, sentence, kOnlyTold);
}

// What the patient feels or would feel, though it stands among findings: "call if weakness comes back", "no new numbness", "denies weakness".
bool is_told_in_exam(const Scene& scene, const Frame& frame, const Head& head, const Entry& entry) {
  constexpr std::array<std::string_view, 9> kTold = {"new", "denies", "reports", "complains", "endorses", "reported", "denied", "subjective", "subjectively"};
  constexpr uint32_t kReach = 5;
  if (entry.sense(FactType::symptom) == nullptr) return false;
  const TokenRange mention = scene.hit(head.hit).tokens;
  if (frame.context->assess(mention, FactType::symptom).assertion == Assertion::hypothetical) return true;
  if (is_review_mark(scene, frame, mention.begin) || is_review_line(scene, frame, mention)) return true;
  return has_word(scene, words_before(frame, mention.begin, kReach), kTold);
}

// "Motor deficits", "sensory loss": the examiner's words, but in what a patient tells.
bool is_loss(const Entry& entry) { return entry.id == "exam.sensory_loss" || entry.id == "exam.motor_loss"; }
bool is_told_by_patient(SectionKind section) {
  return section == SectionKind::hpi || section == SectionKind::chief_complaint || section == SectionKind::interval_history || section == SectionKind::ros ||
         section == SectionKind::indication;
}

// "To ER for foot drop": what the patient would notice.
bool is_warned_of(const Scene& scene, const Frame& frame, const Head& head) {
  return !is_exam(frame) && frame.context->assess(scene.hit(head.hit).tokens, FactType::symptom).assertion == Assertion::hypothetical;
}

// "ALLERGIES: aspirin, Imuran": what is not taken.
bool is_allergen(const Scene& scene, const Frame& frame, const Entry& entry) {
  const Sense* flag = entry.sense(FactType::red_flag);
  if (frame.section != SectionKind::allergies || flag == nullptr || flag->code == "allergy" || entry.attributes.drug.empty()) return false;
  return frame.sentence->item || frame.sentence->tokens.begin == scene.document.section_of(*frame.sentence).body.begin;
}

// Words of a therapy that are none here: a drug of the operation, a repair elsewhere, a surgeon's hand, a drug for another disease.
bool is_other_care(const Scene& scene, const Frame& frame, const Head& head, const Entry& entry) {
  if (entry.spinal && !is_on_spine(scene, frame, head)) return true;
  if (entry.id == "therapy.listed_part" && !is_listed_part(scene, frame, head)) return true;
  if (entry.id == "therapy.decompressed" && !is_of_nerves(scene, frame, head)) return true;
  return has_other_use(scene, frame, head, entry);
}

// Places that take none of an entry's senses.
bool is_excluded(const Scene& scene, const Frame& frame, const Entry& entry) {
  if (frame.section == SectionKind::allergies && entry.senses.front().type == FactType::therapy) return true;
  if (entry.id == "therapy.discogram" && (frame.section != SectionKind::procedure || is_narrated_operation(scene, frame))) return true;  // elsewhere a study that was done
  return is_allergen(scene, frame, entry);
}

// Of words that the patient, the examiner and the list of diagnoses share.
const Sense* complaint_sense(const Scene& scene, const Frame& frame, const Head& head, const Entry& entry) {
  const Sense* exam = entry.sense(FactType::exam);
  if (exam != nullptr && is_exam(frame)) return !is_loss(entry) && is_told_in_exam(scene, frame, head, entry) ? entry.sense(FactType::symptom) : exam;
  const Sense* diagnosis = entry.sense(FactType::diagnosis);
  if (diagnosis != nullptr && entry.sense(FactType::red_flag) != nullptr) {
    const Assertion assertion = frame.context->assess(scene.hit(head.hit).tokens, FactType::red_flag).assertion;
    return assertion == Assertion::absent || assertion == Assertion::hypothetical ? entry.sense(FactType::red_flag) : diagnosis;
  }
  const Sense* symptom = entry.sense(FactType::symptom);
  if (exam != nullptr && symptom != nullptr && is_loss(entry) && !is_told_by_patient(frame.section) && !is_warned_of(scene, frame, head)) return exam;
  if (symptom != nullptr) return diagnosis != nullptr && is_listed_diagnosis(scene, frame, scene.hit(head.hit).tokens) ? diagnosis : symptom;
  const Sense* alternative = entry.sense(FactType::alternative);
  if (alternative != nullptr && is_diagnosis_section(frame.section) && !scene.traits.imaging_report) return alternative;
  return diagnosis != nullptr ? diagnosis : &entry.senses.front();
}

}  // namespace

Modality study_of(const Scene& scene, const Frame& frame, const Head& head) {
  if (!told_by_study(scene, frame, head)) return Modality::none;
  const TokenRange mention = scene.hit(head.hit).tokens;
  const uint32_t before = study_before(scene, frame, mention);
  if (before != kNoEntry) {
    const Modality named = scene.entry_of(before).attributes.modality;
    return named == Modality::none && before == frame.study_mark ? frame.study : named;
  }
  if (scene.traits.imaging_report && frame.section != SectionKind::comparison)
    return frame.study_mark != kNoEntry && mention.end <= scene.hit(frame.study_mark).tokens.begin ? scene.traits.modality : frame.study;
  if (frame.carried != Modality::none) return frame.carried;
  return frame.study_mark != kNoEntry ? scene.entry_of(frame.study_mark).attributes.modality : frame.study;
}

const Sense* choose_sense(const Scene& scene, const Frame& frame, const Head& head) {
  const Entry& entry = scene.entry_of(head.hit);
  if (entry.senses.empty() || is_excluded(scene, frame, entry)) return nullptr;
  if (entry.sense(FactType::imaging) != nullptr) return finding_sense(scene, frame, head, entry);
  const bool therapy = entry.sense(FactType::therapy) != nullptr;
  if (therapy && is_other_care(scene, frame, head, entry)) return nullptr;
  if (entry.senses.size() == 1) return &entry.senses.front();
  if (therapy && entry.sense(FactType::procedure) != nullptr) return injection_sense(scene, frame, head, entry);
  return complaint_sense(scene, frame, head, entry);
}

std::string_view regional_code(const Scene& scene, const Frame& frame, const Head& head, const Attributes& attributes, std::string_view code) {
  if (code.empty() || code.front() != '*') return code;
  SpineRegion region = attributes.levels.empty() ? SpineRegion::none : attributes.levels.region();
  for (int segment = 0; region == SpineRegion::none && segment < kSpineSegments; ++segment) {
    if (attributes.roots.has(segment)) region = region_of_segment(segment);
  }
  const auto from_bits = [](uint8_t bits) {
    const bool upper = (bits & (kNeck | kUpperLimb)) != 0;
    const bool lower = (bits & (kLowBack | kLowerLimb)) != 0;
    if (upper == lower) return bits == kThoracic ? SpineRegion::thoracic : SpineRegion::none;
    return upper ? SpineRegion::cervical : SpineRegion::lumbar;
  };
  const Zones zones = zones_of(scene, frame, head);
  for (TokenRange zone : {zones.inside, zones.pre, zones.post, zones.lead, zones.trail, frame.sentence->tokens, zones.topic}) {
    if (region == SpineRegion::none && !zone.empty()) region = from_bits(regions_in(scene, frame, zone));
  }
  if (region == SpineRegion::none) region = from_bits(attributes.regions);
  if (region == SpineRegion::none) region = scene.traits.region;
  for (const RegionalCode& regional : kRegionalCodes) {
    if (regional.pattern != code) continue;
    if (region == SpineRegion::cervical) return regional.cervical;
    if (region == SpineRegion::lumbar) return regional.lumbar;
    return {};
  }
  return {};
}

}  // namespace chartgap
