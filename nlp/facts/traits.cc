#include "nlp/facts/traits.h"

namespace chartgap {
namespace {

constexpr uint32_t kTitleTokens = 60;  // where a note says what it is
constexpr uint32_t kPlaceTitleTokens = 12;
constexpr uint32_t kShortReport = 60;
constexpr int kManyFindings = 5;
constexpr uint32_t kStudyTitleTokens = 40;  // of "EXAM: CT head without contrast, CT cervical spine without contrast"

// What a note's headings say of its kind.
struct SectionSigns {
  bool findings = false;
  bool technique = false;
  bool clinic = false;
  bool procedure = false;
  bool diagnosis = false;  // a report may have an ordering diagnosis too
};

// What its words do.
struct HitSigns {
  int cervical = 0;
  int lumbar = 0;
  int imaging = 0;  // things that only studies show
  int other = 0;    // things that only clinicians hear, see and do
  bool spine = false;
  Modality titled = Modality::none;
  bool headed = false;  // the first line names a study
};

// "EXAM: MRI of the lumbar spine", "PROCEDURE: CT of the neck", "EXAM: Thoracic spine": the name of a study, not an examination or an operation.
bool names_study(const Lexicon& lexicon, const std::vector<Hit>& hits, const Section& section) {
  if (section.kind != SectionKind::exam && section.kind != SectionKind::procedure) return false;
  if (section.body.size() > kStudyTitleTokens) return false;
  bool study = false;
  bool place = false;
  bool fact = false;
  for (const Hit& hit : hits) {
    if (hit.tokens.begin >= section.body.end) break;
    if (hit.tokens.begin < section.body.begin) continue;
    const EntryTraits traits = lexicon.traits(hit.entry);
    study |= traits.hit_class == HitClass::modality && lexicon.entry(hit.entry).attributes.modality != Modality::emg;
    if (traits.hit_class == HitClass::fact && (traits.may_be(FactType::therapy) || traits.may_be(FactType::procedure))) return false;
    fact |= traits.hit_class == HitClass::fact;
    place |= traits.place != BodyPart::none;
  }
  return study || (place && !fact && section.kind == SectionKind::exam && section.body.size() <= kPlaceTitleTokens);
}

SectionSigns signs_of_sections(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& hits) {
  SectionSigns signs;
  for (const Section& section : document.sections()) {
    if (names_study(lexicon, hits, section)) {
      signs.technique = true;
      continue;
    }
    signs.findings |= section.kind == SectionKind::findings;
    signs.technique |= section.kind == SectionKind::technique || section.kind == SectionKind::comparison;
    signs.clinic |= is_clinic_section(section.kind);
    signs.diagnosis |= section.kind == SectionKind::diagnosis;
    signs.procedure |= is_operation_section(section.kind);
  }
  return signs;
}

bool may_title(SectionKind kind) { return kind != SectionKind::comparison && kind != SectionKind::history && kind != SectionKind::indication; }

void count_levels(const std::vector<Quantity>& quantities, HitSigns& signs) {
  for (const Quantity& quantity : quantities) {
    if (quantity.kind != QuantityKind::level) continue;
    const SpineRegion region = quantity.levels.empty() ? SpineRegion::cervical : quantity.levels.region();
    signs.cervical += region == SpineRegion::cervical;
    signs.lumbar += region == SpineRegion::lumbar;
    signs.spine = true;
  }
}

void count_fact(const Entry& entry, HitSigns& signs) {
  const Sense& sense = entry.senses.front();
  const bool imaging = sense.type == FactType::imaging;
  signs.imaging += imaging;
  signs.spine |= (imaging && !entry.spinal && !entry.neutral) || sense.code == "neck_pain" || sense.code == "back_pain";
  signs.other += sense.type == FactType::symptom || sense.type == FactType::therapy || sense.type == FactType::exam || sense.type == FactType::procedure;
}

uint32_t first_line_end(const Document& document) {
  const auto& tokens = document.tokens();
  uint32_t at = 1;
  while (at < tokens.size() && !tokens[at].has(Token::kNewLine)) ++at;
  return at <= kTitleTokens / 2 ? at : 0;
}

HitSigns signs_of_hits(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& hits, const std::vector<Quantity>& quantities) {
  HitSigns signs;
  count_levels(quantities, signs);
  for (const Hit& hit : hits) {
    const EntryTraits traits = lexicon.traits(hit.entry);
    const Entry& entry = lexicon.entry(hit.entry);
    signs.cervical += (traits.regions & (kNeck | kUpperLimb)) != 0;
    signs.lumbar += (traits.regions & (kLowBack | kLowerLimb)) != 0;
    signs.spine = signs.spine || (traits.place == BodyPart::spine && entry.code != "neck" && entry.code != "back");  // every examination has a neck
    if (traits.hit_class == HitClass::modality && signs.titled == Modality::none) {
      const SectionKind kind = document.section_of(document.sentences()[document.sentence_of(hit.tokens.begin)]).kind;
      signs.headed |= hit.tokens.begin < first_line_end(document) && entry.attributes.modality != Modality::emg;
      if (may_title(kind) && (hit.tokens.begin < kTitleTokens || kind == SectionKind::technique)) signs.titled = entry.attributes.modality;
    }
    if (traits.hit_class == HitClass::fact && !entry.senses.empty()) count_fact(entry, signs);
  }
  return signs;
}

// By its headings, by a title that names a study, or, without either, because it speaks of hardly anything else.
bool is_imaging_report(const Document& document, const SectionSigns& sections, const HitSigns& signs) {
  if (signs.headed && signs.imaging >= kManyFindings && signs.imaging > signs.other) return true;  // whatever notes are pasted into it
  if (sections.clinic || sections.procedure || signs.titled == Modality::emg) return false;
  if (sections.diagnosis && !sections.findings && !sections.technique) return false;
  if (sections.findings || sections.technique || signs.titled != Modality::none) return signs.imaging >= signs.other;
  if (signs.other == 0) return signs.imaging > 0 && (signs.imaging > 2 || document.tokens().size() < kShortReport);
  return signs.imaging > 2 && signs.imaging > 2 * signs.other;
}

}  // namespace

bool is_clinic_section(SectionKind kind) {
  switch (kind) {
    case SectionKind::chief_complaint:
    case SectionKind::hpi:
    case SectionKind::interval_history:
    case SectionKind::exam:
    case SectionKind::ros:
    case SectionKind::medications:
    case SectionKind::allergies:
    case SectionKind::psh:
    case SectionKind::plan:
    case SectionKind::assessment_plan: return true;
    default: return false;
  }
}

bool is_operation_section(SectionKind kind) { return kind == SectionKind::procedure || kind == SectionKind::procedure_description; }

NoteTraits find_traits(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& hits, const std::vector<Quantity>& quantities) {
  const SectionSigns sections = signs_of_sections(document, lexicon, hits);
  const HitSigns signs = signs_of_hits(document, lexicon, hits, quantities);
  NoteTraits traits;
  traits.spine = signs.spine;
  traits.imaging_report = is_imaging_report(document, sections, signs);
  traits.modality = traits.imaging_report ? signs.titled : Modality::none;
  traits.procedure_note = sections.procedure && !traits.imaging_report;
  if (signs.cervical != signs.lumbar) traits.region = signs.cervical > signs.lumbar ? SpineRegion::cervical : SpineRegion::lumbar;
  return traits;
}

}  // namespace chartgap
