// The tests on the examination, on other sources of the pain, and on what speaks against an injection.
#include <algorithm>
#include <array>

#include "criteria/finding.h"

namespace chartgap {
namespace {

// Named as a risk of the procedure, or said to be over: no word on the patient now.
bool is_moot(const Chart& chart, const Item& item) {
  return chart.sentence_has(item, [](const Fact& fact) { return fact.code == "risks" || fact.code == "discussed_risks" || fact.code == "resolved"; });
}

// "[ ] No bleeding disorder", but the empty box of a list of complaints denies.
bool denies_in_empty_box(const Chart& chart, const Item& item) { return is_in_empty_box(chart, item) && is_preceded_by(chart, item, "no", 24); }

Items red_flags(const Chart& chart, std::string_view code, Assertion assertion) {
  return chart.select(FactType::red_flag, [&](const Item& item) {
    return item.fact->code == code && item.is(assertion) && (assertion == Assertion::absent ? !denies_in_empty_box(chart, item) : !is_moot(chart, item));
  });
}

void drop_reports(const Chart& chart, Items& items) {
  std::erase_if(items, [&](const Item& item) { return chart.document(item).kind == DocumentKind::imaging_report; });
}

bool is_examined(const Item& item) { return item.is(Assertion::present) || item.is(Assertion::absent); }

// A grade of the legs, or of the back, is no exam of the neck and arms; nor the other way round.
bool is_of_region(const Chart& chart, const Item& item) { return chart.area_of(item.attributes()) != Area::elsewhere; }

// "No clearance": asked for and not back, or refused.
struct Fitness {
  Items cleared;
  Items refused;
  Items disease;
  Items severe;
  Items denied;
};

Fitness read_fitness(const Chart& chart) {
  Fitness fitness;
  fitness.cleared = chart.stated("cleared");
  fitness.refused = chart.asserted("not_cleared");
  fitness.disease = red_flags(chart, "cardiopulmonary", Assertion::present);
  append(fitness.disease, chart.stated("heart_lung_disease"));
  fitness.severe = chart.stated("severe_heart_lung_disease");
  fitness.denied = red_flags(chart, "cardiopulmonary", Assertion::absent);
  append(fitness.denied, chart.asserted("no_heart_lung_disease"));
  append(fitness.denied, chart.select(FactType::statement, [](const Item& item) { return item.fact->code == "heart_lung_disease" && item.is(Assertion::absent); }));
  std::erase_if(fitness.cleared, [&](const Item& item) {
    return std::any_of(fitness.refused.begin(), fitness.refused.end(),
                       [&](const Item& other) { return other.document == item.document && other.fact->sentence == item.fact->sentence; });
  });
  return fitness;
}

// "Stable, no angina since": a denial beside the disease, in its sentence or its section, does not deny it.
Items independent_of(const Items& denials, const Items& disease) {
  Items out = denials;
  std::erase_if(out, [&](const Item& denial) {
    return std::any_of(disease.begin(), disease.end(), [&](const Item& item) {
      return item.document == denial.document && (item.fact->sentence == denial.fact->sentence || item.fact->section == denial.fact->section);
    });
  });
  return out;
}

Finding weigh_fitness(const Fitness& fitness) {
  if (!fitness.cleared.empty() && !fitness.refused.empty()) return conflicting(fitness.cleared, fitness.refused, "the patient is said to be cleared, and not to be");
  if (!fitness.refused.empty()) return not_met(fitness.refused, "the patient is said not to be fit for the procedure or sedation");
  if (!fitness.cleared.empty()) return met(fitness.cleared, "the patient is cleared for the procedure or sedation");
  Items severe = fitness.severe;
  append(severe, fitness.disease);
  if (!fitness.severe.empty()) {
    const Items denied = independent_of(fitness.denied, severe);
    if (!denied.empty()) return conflicting(denied, severe, "severe heart or lung disease is asserted in one place and denied in another");
    return not_met(severe, "severe or unstable heart or lung disease, and no clearance");
  }
  if (!fitness.disease.empty()) return lacking({"clearance"}, fitness.disease, "heart or lung disease, and no word on clearance");
  if (!fitness.denied.empty()) return met(fitness.denied, "heart and lung disease are denied");
  return silent("no word on heart or lungs");
}

// One lesion, said to be there and said not to be.
struct LesionWords {
  Sides sides;
  bool imaging = false;
};

bool is_tumor(const Chart& chart, const Item& item, const Test& test) {
  const std::vector<std::string>& words = test.list("mass_words");
  const std::string_view sentence = chart.sentence(item);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return has_word(sentence, word); });
}

LesionWords imaged_lesion(const Chart& chart, const Test& test, const std::string& code) {
  LesionWords words;
  words.imaging = true;
  for (const Item& item : chart.facts(FactType::imaging)) {
    if (item.fact->code != code || chart.area(item) == Area::elsewhere) continue;
    if (item.is(Assertion::absent)) words.sides.no.push_back(item);
    if (item.is(Assertion::present) && (code != "mass" || is_tumor(chart, item, test))) words.sides.yes.push_back(item);
  }
  return words;
}

LesionWords myelopathy_words(const Chart& chart) {
  LesionWords words;
  for (const FactType type : {FactType::red_flag, FactType::diagnosis}) {
    for (const Item& item : chart.facts(type)) {
      if (item.fact->code != "myelopathy" || chart.area(item) == Area::elsewhere || chart.document(item).kind == DocumentKind::imaging_report) continue;
      if (item.is(Assertion::present)) words.sides.yes.push_back(item);
      if (item.is(Assertion::absent) && !denies_in_empty_box(chart, item)) words.sides.no.push_back(item);
    }
  }
  append(words.sides.no, chart.asserted("no_myelopathy"));
  return words;
}

bool levels_meet(const Item& a, const Item& b) { return a.attributes().levels.empty() || b.attributes().levels.empty() || a.attributes().levels.intersects(b.attributes().levels); }

// On images only another document contradicts: within one report the two speak of different levels.
Items contradicting(const LesionWords& words) {
  Items out = words.sides.no;
  if (!words.imaging) return out;
  std::erase_if(out, [&](const Item& denial) {
    return std::none_of(words.sides.yes.begin(), words.sides.yes.end(), [&](const Item& item) { return item.document != denial.document && levels_meet(item, denial); }) ||
           std::any_of(words.sides.yes.begin(), words.sides.yes.end(), [&](const Item& item) { return item.document == denial.document; });
  });
  return out;
}

// "Eliquis cannot be held", "asked whether to stop it", "he refuses to stop it": words of a hold that is none.
bool is_refused_hold(const Chart& chart, const Item& item) {
  constexpr uint32_t kReach = 32;
  constexpr std::array<std::string_view, 7> kNot = {"not", "cannot", "can't", "don't", "never", "whether", "without"};
  constexpr std::array<std::string_view, 7> kRefused = {"refuse", "unwilling", "declines to", "declined to", "not held", "not stopped", "told not"};
  const Span sentence = item.fact->sentence;
  const uint32_t begin = std::max(sentence.begin, item.fact->span.begin - std::min(item.fact->span.begin, kReach));
  std::string_view around = chart.text(item, {begin, item.fact->span.end});
  const size_t lead = item.fact->span.begin - begin;
  const size_t stop = around.substr(0, lead).find_last_of(";,:.");
  if (stop != std::string_view::npos) around.remove_prefix(stop + 1);
  const auto says = [](std::string_view text, const auto& words) { return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return has_word(text, word); }); };
  return says(around, kNot) || says(chart.sentence(item), kRefused);
}

// "We need to ask whether it can be held" is no plan.
Items decided(const Chart& chart, Items held) {
  std::erase_if(held, [&](const Item& item) {
    return is_refused_hold(chart, item) || chart.sentence_has(item, [](const Fact& fact) { return fact.type == FactType::statement && fact.code == "hold_undecided"; });
  });
  return held;
}

// "Continue Eliquis", "no need to hold": spoken of, though no plan to hold it.
Items continued(const Chart& chart, double days) {
  return chart.select(FactType::statement, [&](const Item& item) {
    return item.fact->code == "anticoagulant_continued" && !item.is(Assertion::family) && !chart.is_old(item.document, days) && chart.area(item) != Area::elsewhere;
  });
}

// A plan to hold it that is no part of words that refuse one ("no need to hold Eliquis").
Items hold_plans(const Chart& chart, const Items& going_on) {
  Items out = decided(chart, chart.asserted("hold_plan"));
  std::erase_if(out, [&](const Item& item) {
    return std::any_of(going_on.begin(), going_on.end(), [&](const Item& other) { return other.document == item.document && other.fact->span.overlaps(item.fact->span); });
  });
  return out;
}

// "Biceps, BR, triceps 2+": strength is graded 2/5 or 4+, so a muscle's bare 1+, 2+ or 3+ is its reflex.
bool has_reflex_grade(const Chart& chart, const Item& item) {
  const std::string_view grade = chart.text(item, item.attributes().grade);
  return item.fact->code == "motor_deficit" && grade.size() == 2 && grade[0] >= '0' && grade[0] <= '3' && grade[1] == '+';
}

bool is_near(const Item& a, const Item& b) {
  constexpr uint32_t kReach = 300;
  const uint32_t first = std::min(a.fact->span.end, b.fact->span.end);
  const uint32_t second = std::max(a.fact->span.begin, b.fact->span.begin);
  return second <= first + kReach;
}

// "Triceps weak on the left", "jerks all present": an examination told where no heading says that it is one.
Items examined_in_words(const Chart& chart, const std::string& element) {
  Items out = chart.asserted("examined_" + element);
  std::erase_if(out, [&](const Item& item) {
    const Items& exam = chart.facts(FactType::exam);
    return std::none_of(exam.begin(), exam.end(), [&](const Item& other) { return other.document == item.document && is_of_region(chart, other) && is_near(item, other); }) ||
           chart.sentence_has(item, [&](const Fact& fact) { return fact.type == FactType::exam && chart.area_of(fact.attributes) == Area::elsewhere; });
  });
  return out;
}

}  // namespace

Finding weigh_exam_components(const Chart& chart, const Criterion& criterion) {
  std::vector<Part> parts;
  for (const Element& element : criterion.elements) {
    const std::vector<std::string>& codes = criterion.test.list(element.id);
    const Items examined = chart.select(FactType::exam, [&](const Item& item) {
      const bool named = has_reflex_grade(chart, item) ? element.id == "reflex" : has_name(codes, item.fact->code);
      return named && is_examined(item) && is_of_region(chart, item);
    });
    Quotes said = quotes(examined, EvidenceFor::met);
    if (said.empty()) said = quotes(examined_in_words(chart, element.id), EvidenceFor::met);
    if (element.id == "reflex" && said.empty()) {
      said = quotes(
          chart.select(FactType::exam, [](const Item& item) { return item.fact->code == "upper_motor_neuron_sign" && is_examined(item) && !item.attributes().grade.empty(); }),
          EvidenceFor::met);
    }
    parts.push_back({element.id, said});
  }
  const std::string_view what = criterion.test.has("tenderness") ? "tenderness, strength, sensation and reflexes were examined" : "strength, sensation and reflexes were examined";
  return all_said(parts, what, "not every part of the examination is recorded");
}

// A provocation sign, positive or negative, names no source.
bool is_sign(const Chart& chart, const Item& item, const Test& test) {
  const std::vector<std::string>& signs = test.list("signs");
  return std::any_of(signs.begin(), signs.end(), [&](const std::string& word) { return has_word(chart.text(item, item.fact->span), word); });
}

Finding weigh_alternative_source(const Chart& chart, const Criterion& criterion) {
  const auto named = [&](const Item& item) {
    return criterion.test.lists_word("sources", item.fact->code) && chart.document(item).kind != DocumentKind::imaging_report && !is_sign(chart, item, criterion.test);
  };
  Items excluded = chart.select(FactType::alternative, [&](const Item& item) { return named(item) && item.is(Assertion::absent); });
  append(excluded, chart.asserted("alternative_excluded"));
  Items asserted = chart.stated("alternative_asserted");
  append(asserted, chart.select(FactType::alternative, [&](const Item& item) { return named(item) && item.is(Assertion::present); }));
  std::erase_if(asserted, [&](const Item& item) { return is_in_sentence_of_any(item, excluded); });
  const std::string sources = "the facets or the " + std::string(chart.words().nearby_joint);
  const std::string yes = sources + " are excluded as a source";
  const std::string neither = "no word on " + sources;
  return settle(excluded, asserted, {yes, "another source of the pain is asserted", "another source of the pain is excluded in one place and asserted in another", neither});
}

Finding weigh_infection(const Chart& chart, const Criterion& criterion) {
  const double days = criterion.test.number("current_days");
  Sides infection{red_flags(chart, "infection", Assertion::present), red_flags(chart, "infection", Assertion::absent)};
  Sides fever{red_flags(chart, "fever", Assertion::present), red_flags(chart, "fever", Assertion::absent)};
  append(infection.yes, chart.stated("active_infection"));
  append(fever.yes, chart.stated("high_temperature"));
  append(infection.yes, chart.select(FactType::imaging, [&](const Item& item) {
    return criterion.test.lists_word("spinal", item.fact->code) && item.is(Assertion::present) && chart.area(item) != Area::elsewhere;
  }));
  drop_reports(chart, infection.no);
  Sides all = infection;
  append(all.yes, fever.yes);
  append(all.no, fever.no);
  keep_current(chart, all, days);
  keep_current(chart, infection, days);
  keep_current(chart, fever, days);
  if (all.yes.empty()) return settle(all.no, {}, {"fever or infection is denied", "", "", "no word on fever or infection"});
  const bool only_afebrile = infection.no.empty() && fever.yes.empty();
  if (all.no.empty() || only_afebrile) return not_met(all.yes, "an infection or a fever is present");
  return conflicting(all.no, all.yes, "an infection or fever is told in one place and denied in another");
}

Finding weigh_red_flag(const Chart& chart, const Criterion& criterion) {
  Sides flags;
  for (const std::string& code : criterion.test.list("flags")) {
    append(flags.yes, red_flags(chart, code, Assertion::absent));
    append(flags.no, red_flags(chart, code, Assertion::present));
  }
  keep_current(chart, flags, criterion.test.number("current_days"));
  const auto is_denied = [&](const Item& item) { return std::any_of(flags.yes.begin(), flags.yes.end(), [&](const Item& other) { return other.fact->code == item.fact->code; }); };
  const bool disputed = std::all_of(flags.no.begin(), flags.no.end(), is_denied);
  if (!flags.no.empty() && !disputed) return not_met(flags.no, "a warning sign is present");
  return settle(flags.yes, flags.no, {"the warning signs are denied", "", "a warning sign is told in one place and denied in another", "no word on the warning signs"});
}

Finding weigh_bleeding_risk(const Chart& chart, const Criterion& criterion) {
  const double days = criterion.test.number("current_days");
  Sides disorder{red_flags(chart, "bleeding_disorder", Assertion::absent), red_flags(chart, "bleeding_disorder", Assertion::present)};
  Sides drug{red_flags(chart, "anticoagulant", Assertion::absent), red_flags(chart, "anticoagulant", Assertion::present)};
  append(disorder.no, chart.stated("low_platelets"));
  if (drug.no.empty()) append(disorder.no, chart.stated("high_inr"));
  keep_current(chart, drug, days);
  if (!drug.no.empty()) std::erase_if(drug.yes, [](const Item& item) { return !item.attributes().drug.empty(); });
  if (!disorder.no.empty()) {
    if (!disorder.yes.empty()) return conflicting(disorder.yes, disorder.no, "a bleeding disorder is asserted in one place and denied in another");
    return not_met(disorder.no, "a bleeding disorder is present and not said to be corrected");
  }
  if (!drug.no.empty() && !drug.yes.empty()) return conflicting(drug.yes, drug.no, "an anticoagulant is denied in one place and taken in another");
  Items yes = disorder.yes;
  append(yes, drug.yes);
  if (drug.no.empty()) {
    const bool platelets = !red_flags(chart, "antiplatelet", Assertion::present).empty();
    const std::string_view silent = platelets ? "an antiplatelet drug is taken; no word on bleeding or anticoagulants" : "no word on bleeding or anticoagulants";
    return settle(yes, {}, {"a bleeding disorder or an anticoagulant is denied", "", "", silent});
  }
  Items going_on = continued(chart, days);
  const Items held = hold_plans(chart, going_on);
  if (held.empty()) {
    const std::string why = going_on.empty() ? "an anticoagulant is taken and no plan to hold it is written" : "an anticoagulant is taken and said to be continued, not held";
    append(going_on, drug.no);
    return lacking({"hold_plan"}, going_on, why);
  }
  append(yes, held);
  return met(yes, "the anticoagulant is held for the procedure");
}

Finding weigh_cardiopulmonary(const Chart& chart, const Criterion&) { return weigh_fitness(read_fitness(chart)); }

Finding weigh_compressive_lesion(const Chart& chart, const Criterion& criterion) {
  std::vector<LesionWords> lesions{myelopathy_words(chart)};
  for (const std::string& code : criterion.test.list("imaging")) lesions.push_back(imaged_lesion(chart, criterion.test, code));
  Items present;
  Items disputed;
  Items denials;
  Items excluded;
  for (const LesionWords& words : lesions) {
    append(excluded, words.sides.no);
    if (words.sides.yes.empty()) continue;
    const Items against = contradicting(words);
    append(against.empty() ? present : disputed, words.sides.yes);
    append(denials, against);
  }
  if (!present.empty()) return not_met(present, "cord compression, myelopathy, a tumor or a fracture is present");
  if (!disputed.empty()) return conflicting(denials, disputed, "a compressive lesion or myelopathy is asserted in one place and denied in another");
  if (!excluded.empty()) return met(excluded, "cord compression, myelopathy, tumor or fracture is excluded");
  return silent("no word on the cord, tumor or fracture");
}

}  // namespace chartgap
