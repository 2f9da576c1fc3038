#include "nlp/facts/other_use.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "nlp/facts/near.h"

namespace chartgap {
namespace {

// "Injected with a mixture of morphine and Toradol": a drug of the operation itself.
bool is_infiltrated(const Scene& scene, const Frame& frame) {
  constexpr std::array<std::string_view, 15> kGiven = {"injected",      "infiltrated",  "injection", "infiltration", "irrigated", "mixture",   "iv",      "intravenous",
                                                       "intravenously", "administered", "sedation",  "anesthesia",   "versed",    "midazolam", "propofol"};
  return has_word(scene, frame.sentence->tokens, kGiven);
}

// "Mild traction was applied", "Waddell's negative on traction": a surgeon's or an examiner's hand, not a treatment.
bool is_handling(const Scene& scene, const Frame& frame, const Sense& sense) {
  constexpr std::array<std::string_view, 7> kTests = {"waddell", "compression", "test", "tests", "testing", "provocation", "provocative"};
  if (sense.type != FactType::therapy || sense.code != "traction") return false;
  return is_operation_section(frame.section) || (frame.section == SectionKind::exam && has_word(scene, frame.sentence->tokens, kTests));
}

// "An epidural anesthetic was given": what an "epidural" near it means, outside of a procedure's own note.
bool is_anesthetic(const Scene& scene, TokenRange range) {
  constexpr std::array<std::string_view, 4> kAnesthesia = {"anesthetic", "anesthesia", "anaesthetic", "anaesthesia"};
  for (uint32_t at = range.begin + 1; at < range.end; ++at) {
    if (is_one_of(scene, at, kAnesthesia) && scene.word(at - 1) == "epidural") return !scene.traits.procedure_note;
  }
  return false;
}

// The words around a mention, whatever their sentences.
TokenRange near(const Scene& scene, const Head& head, uint32_t reach) {
  const TokenRange mention = scene.hit(head.hit).tokens;
  const auto size = static_cast<uint32_t>(scene.document.tokens().size());
  return {mention.begin > reach ? mention.begin - reach : 0, std::min(size, mention.end + reach)};
}

// "The epidural was given in labor": an anesthetic, where only "epidural" is said; "the epidural injection before her cesarean section".
// A cervical one is given for the neck, whatever is delivered.
bool is_for_labor(const Scene& scene, const Head& head, const Entry& entry) {
  constexpr uint32_t kReach = 60;
  constexpr uint32_t kBirthReach = 20;
  constexpr uint32_t kNameReach = 4;
  constexpr std::array<std::string_view, 4> kSpinal = {"cervical", "neck", "interlaminar", "transforaminal"};
  constexpr std::array<std::string_view, 10> kBirth = {"labor",     "labour",       "delivery", "cesarean",         "caesarean",
                                                       "obstetric", "contractions", "vaginal",  "anesthesiologist", "postpartum"};
  const bool bare = entry.id == "therapy.epidural_bare";
  const Sense& sense = entry.senses.front();
  if (sense.type != FactType::therapy || sense.code != "epidural_injection") return false;
  const uint32_t begin = scene.hit(head.hit).tokens.begin;
  if (has_word(scene, {begin > kNameReach ? begin - kNameReach : 0, begin}, kSpinal)) return false;
  const TokenRange range = near(scene, head, bare ? kReach : kBirthReach);
  if (bare) return has_word(scene, range, kBirth) || is_anesthetic(scene, range);
  return has_word(scene, range, std::array<std::string_view, 4>{"cesarean", "caesarean", "contractions", "childbirth"});
}

// Prednisone beside an inhaler, an immunosuppressant or the disease that it is for: not for the spine.
bool is_for_other_disease(const Scene& scene, const Head& head, const Sense& sense) {
  constexpr uint32_t kReach = 30;
  constexpr std::array<std::string_view, 50> kOther = {
      "inhaler",    "inhalers",    "albuterol",    "combivent",   "nebulizer",    "nebulizers",    "nebs",          "duoneb",          "advair",   "spiriva",
      "atrovent",   "asthma",      "copd",         "emphysema",   "bronchitis",   "wheezing",      "imuran",        "azathioprine",    "cellcept", "mycophenolate",
      "tacrolimus", "prograf",     "cyclosporine", "neoral",      "methotrexate", "plaquenil",     "transplant",    "transplantation", "lupus",    "sle",
      "arteritis",  "polymyalgia", "pmr",          "sarcoidosis", "sarcoid",      "crohn",         "colitis",       "vasculitis",      "cytoxan",  "nephritis",
      "myasthenia", "pemphigus",   "gout",         "hives",       "spasticity",   "demyelinating", "demyelination", "myelitis",        "lymphoma", "encephalitis"};
  if (sense.type != FactType::therapy || sense.code != "oral_steroid") return false;
  return has_word(scene, near(scene, head, kReach), kOther);
}

// "Zanaflex for her spasticity", "gabapentin for seizures": a disease of the brain or the cord is treated.
bool is_for_spasticity(const Scene& scene, const Frame& frame, const Head& head, const Sense& sense) {
  constexpr uint32_t kReach = 24;
  constexpr uint32_t kDoseReach = 7;  // "gabapentin 300 mg twice a day for seizures"
  constexpr std::array<std::string_view, 3> kSpastic = {"spasticity", "paraplegia", "quadriplegia"};
  constexpr std::array<std::string_view, 4> kSeizure = {"seizure", "seizures", "epilepsy", "epileptic"};
  if (sense.type != FactType::therapy) return false;
  if (sense.code == "muscle_relaxant") return has_word(scene, near(scene, head, kReach), kSpastic);
  return sense.code == "neuropathic_agent" && (has_word(scene, after(scene, frame, head, kDoseReach), kSeizure) || has_word(scene, near(scene, head, kReach), kSpastic));
}

// "Decadron 10 mg IV every 6 hours": a drug of the ward, no oral steroid.
bool is_intravenous(const Scene& scene, const Frame& frame, const Head& head, const Sense& sense) {
  constexpr uint32_t kReach = 5;
  constexpr std::array<std::string_view, 3> kVein = {"iv", "intravenous", "intravenously"};
  constexpr std::array<std::string_view, 4> kMouth = {"po", "oral", "orally", "pack"};
  if (sense.type != FactType::therapy || sense.code != "oral_steroid") return false;
  const TokenRange trail = after(scene, frame, head, kReach);
  const TokenRange lead = before(scene, frame, head, 2);
  return (has_word(scene, trail, kVein) || has_word(scene, lead, kVein)) && !has_word(scene, trail, kMouth);
}

// "PT for strengthening exercises and stretching": what the therapist does, no program at home.
bool is_part_of_therapy(const Scene& scene, const Frame& frame, const Head& head, const Entry& entry) {
  constexpr std::array<std::string_view, 13> kLinks = {"for",     "including", "include", "includes",  "consisting",    "emphasizing", "focusing",
                                                       "focused", "focus",     "with",    "stressing", "incorporating", "involving"};
  constexpr std::array<std::string_view, 6> kHome = {"home", "daily", "own", "independent", "he", "she"};
  if (entry.id != "therapy.exercise_program_2") return false;
  const uint32_t begin = scene.hit(head.hit).tokens.begin;
  for (size_t i = frame.heads.size(); i-- > 0;) {
    const Sense* sense = scene.entry_of(frame.heads[i].hit).sense(FactType::therapy);
    const uint32_t end = scene.hit(frame.heads[i].hit).tokens.end;
    if (end > begin || sense == nullptr || sense->code != "physical_therapy") continue;
    const TokenRange between{end, begin};
    bool verb = false;
    for (uint32_t at = end; at < begin; ++at) verb |= (scene.grammar(at) & kVerb) != 0;
    return !verb && has_word(scene, between, kLinks) && !has_word(scene, {end, frame.sentence->tokens.end}, kHome);
  }
  return false;
}

// "Nerve root decompression by lysis of adhesions with a Racz catheter": no operation on the spine.
bool is_by_catheter(const Scene& scene, const Head& head, const Entry& entry) {
  constexpr uint32_t kReach = 40;
  constexpr std::array<std::string_view, 8> kCatheter = {"neuroplasty", "adhesiolysis", "epidurolysis", "racz", "tun", "epiduroscopy", "neurolysis", "hyaluronidase"};
  return entry.id == "therapy.decompression" && has_word(scene, near(scene, head, kReach), kCatheter);
}

}  // namespace

bool has_other_use(const Scene& scene, const Frame& frame, const Head& head, const Entry& entry) {
  const Sense& sense = entry.senses.front();
  if (is_operation_section(frame.section) && !entry.attributes.drug.empty() && is_infiltrated(scene, frame)) return true;
  if (is_for_labor(scene, head, entry) || is_handling(scene, frame, sense) || is_by_catheter(scene, head, entry) || is_part_of_therapy(scene, frame, head, entry)) return true;
  return is_for_other_disease(scene, head, sense) || is_for_spasticity(scene, frame, head, sense) || is_intravenous(scene, frame, head, sense);
}

}  // namespace chartgap
