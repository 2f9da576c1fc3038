// The tests on imaging: a compressed root on the MRI, and whether it agrees with symptoms and exam.
#include <algorithm>
#include <array>

#include "criteria/correlation.h"
#include "criteria/finding.h"
#include "nlp/quantities.h"

namespace chartgap {
namespace {

constexpr int64_t kSameStudy = 45;  // days; a month without its day may be off by a month

struct NamedSeverity {
  std::string_view word;
  SeverityBit bit;
};
constexpr std::array<NamedSeverity, 3> kSeverities = {{{"mild", kMild}, {"moderate", kModerate}, {"severe", kSevere}}};

uint8_t severity_bits(const std::vector<std::string>& words) {
  uint8_t bits = 0;
  for (const NamedSeverity& each : kSeverities) {
    if (std::find(words.begin(), words.end(), each.word) != words.end()) bits = static_cast<uint8_t>(bits | each.bit);
  }
  return bits;
}

bool is_report(const Chart& chart, const Item& item) { return chart.document(item).kind == DocumentKind::imaging_report; }

// The study that a finding comes from: as bound, else as the report's head says; a finding retold without a study counts as the MRI's.
Modality modality_of(const Chart& chart, const Item& item) {
  const Modality head = chart.study(item.document);
  if (head != Modality::none) return head;
  return item.attributes().modality;
}

bool is_of_study(const Chart& chart, const Item& item, const Test& test) {
  if (is_report(chart, item) && chart.is_of_other_region(item.document)) return false;
  if (chart.area(item) == Area::elsewhere) return false;
  const Modality modality = modality_of(chart, item);
  return modality == Modality::none || test.lists_word("modalities", to_string(modality));
}

// When the study was made, as far as the text says.
Date study_date(const Chart& chart, const Item& item) {
  if (is_report(chart, item)) return chart.document(item).date;
  return item.attributes().date;
}

// The findings of the newest study; those of an older one say nothing of today.
Items of_newest_study(const Chart& chart, const Items& findings) {
  int64_t newest = INT64_MIN;
  for (const Item& item : findings) {
    const Date date = study_date(chart, item);
    if (date.year != 0) newest = std::max(newest, day_number(date));
  }
  Items out;
  for (const Item& item : findings) {
    const Date date = study_date(chart, item);
    if (date.year == 0 || newest - day_number(date) <= kSameStudy) out.push_back(item);
  }
  return out;
}

void drop_retold(const Chart& chart, Items& findings) {
  if (std::none_of(findings.begin(), findings.end(), [&](const Item& item) { return is_report(chart, item); })) return;
  std::erase_if(findings, [&](const Item& item) { return !is_report(chart, item); });
}

// All findings of the region's study that counts.
Items study_findings(const Chart& chart, const Test& test) {
  Items findings = of_newest_study(chart, chart.select(FactType::imaging, [&](const Item& item) {
    return is_of_study(chart, item, test) && !item.is(Assertion::hypothetical) && !item.is(Assertion::family) && !item.is(Assertion::historical);
  }));
  if (test.number("report_outranks_note") != 0) drop_retold(chart, findings);
  return findings;
}

bool compresses(const Item& item, const Test& test) {
  if (!item.is(Assertion::present)) return false;
  if (test.lists_word("compression", item.fact->code)) return true;
  return test.lists_word("graded", item.fact->code) && (item.attributes().severities & severity_bits(test.list("severities"))) != 0;
}

bool has_level(const Item& item) { return !item.attributes().levels.empty() || !item.attributes().roots.empty(); }

// "Protrusion without contact with the root": where a policy takes a herniation for a compression, not this one.
bool is_denied_contact(const Item& item, const Items& findings) {
  if (item.fact->code != "disc_herniation") return false;
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Item& other) { return other.is(Assertion::absent) && other.fact->code == "nerve_root_compression" && same_sentence(item, other); });
}

Items compressions(const Items& findings, const Test& test) {
  Items out;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(out), [&](const Item& item) { return compresses(item, test) && !is_denied_contact(item, findings); });
  return out;
}

// "No nerve root compression", of the whole study.
Items overall_denials(const Items& findings, const Test& test) {
  Items out;
  for (const Item& item : findings) {
    if (item.is(Assertion::absent) && test.lists_word("compression", item.fact->code) && !has_level(item)) out.push_back(item);
  }
  return out;
}

// What leaves the question of the root open: a possible or mild finding, or a herniation.
bool leaves_open(const Item& item, const Test& test) {
  if (!item.is(Assertion::possible) && !item.is(Assertion::present)) return false;
  const bool narrow = test.lists_word("graded", item.fact->code);
  const bool root = test.lists_word("compression", item.fact->code);
  if (item.is(Assertion::possible)) return narrow || root;
  return item.is(Assertion::present) && (narrow || root || item.fact->code == "disc_herniation");
}

bool is_normal_word(const Item& item, const Test& test) {
  return item.is(Assertion::absent) && (test.lists_word("graded", item.fact->code) || test.lists_word("compression", item.fact->code) || item.fact->code == "disc_herniation");
}

template <class Wanted>
Items filter(const Items& items, Wanted wanted) {
  Items out;
  std::copy_if(items.begin(), items.end(), std::back_inserter(out), wanted);
  return out;
}

Finding weigh_without_compression(const Items& findings, const Test& test) {
  const Items open = filter(findings, [&](const Item& item) { return leaves_open(item, test); });
  const bool possible = std::any_of(open.begin(), open.end(), [](const Item& item) { return item.is(Assertion::possible); });
  const Items denials = overall_denials(findings, test);
  if (!denials.empty() && !possible) return not_met(denials, "the MRI shows no root compression");
  if (!open.empty()) return lacking({"compression"}, open, "the MRI says nothing certain of a compressed root");
  const Items normal = filter(findings, [&](const Item& item) { return is_normal_word(item, test); });
  if (!normal.empty()) return not_met(normal, "the MRI shows no herniation or narrowing at a root");
  return lacking({"compression"}, {}, "the MRI is described without a word on the roots");
}

// Denials in another document than every finding that they deny.
Items denials_elsewhere(const Items& compressed, const Items& denials) {
  return filter(denials,
                [&](const Item& denial) { return std::none_of(compressed.begin(), compressed.end(), [&](const Item& item) { return item.document == denial.document; }); });
}

// One localized thing: its roots and its side.
struct Place {
  SegmentSet roots;
  Side side = Side::none;
  Item item;
};
using Places = std::vector<Place>;

bool is_abnormal_finding(const Chart& chart, const Item& item, const std::vector<std::string>& codes) {
  return item.is(Assertion::present) && std::find(codes.begin(), codes.end(), item.fact->code) != codes.end() && chart.area(item) != Area::elsewhere;
}

Items clinical_items(const Chart& chart, const Test& test) {
  Items out;
  struct Source {
    FactType type;
    std::string_view list;
  };
  for (const Source& source : {Source{FactType::symptom, "symptoms"}, Source{FactType::exam, "deficits"}, Source{FactType::diagnosis, "diagnoses"}}) {
    append(out, chart.select(source.type, [&](const Item& item) { return !is_report(chart, item) && is_abnormal_finding(chart, item, test.list(source.list)); }));
  }
  return out;
}

// The one side that every clinical finding with a side names, if there is one.
Side common_side(const Items& items) {
  Side side = Side::none;
  for (const Item& item : items) {
    const Side own = item.attributes().side;
    if (own == Side::none || own == side) continue;
    if (own == Side::bilateral || side != Side::none) return Side::none;
    side = own;
  }
  return side;
}

SegmentSet roots_at_any_zone(const LevelSet& levels) { return {roots_at(levels, Zone::foramen).bits | roots_at(levels, Zone::canal).bits}; }

// Named, or implied by a dermatome, a muscle or a reflex. A segment that stands alone beside a diagnosis is its root ("radiculopathy, C6").
SegmentSet clinical_roots(const Item& item) {
  const Attributes& attributes = item.attributes();
  if (!attributes.roots.empty()) return attributes.roots;
  if (!attributes.implied_roots.empty()) return attributes.implied_roots;
  return item.fact->type == FactType::diagnosis && attributes.levels.discs.empty() ? attributes.levels.vertebrae : roots_at_any_zone(attributes.levels);
}

Places clinical_places(const Chart& chart, const Test& test) {
  const Items items = clinical_items(chart, test);
  const Side side = common_side(items);
  Places out;
  for (const Item& item : items) {
    const SegmentSet roots = within(chart.region(), clinical_roots(item));
    if (!roots.empty()) out.push_back({roots, item.attributes().side == Side::none ? side : item.attributes().side, item});
  }
  return out;
}

// "Left C6-7 extrusion compressing the left C7 root. Conclusion: C7 root compression": the root told without its side is the one told with it.
Side told_side(const Place& place, const Places& places) {
  Side side = Side::none;
  for (const Place& other : places) {
    if (other.side == Side::none || other.side == side || !other.roots.intersects(place.roots)) continue;
    if (side != Side::none) return Side::none;
    side = other.side;
  }
  return side;
}

// The roots that the finding concerns. In the neck every zone of a level concerns the same one. In the low back a foramen holds the root that leaves there and the canal the one
// on its way down; where neither the finding nor its words say which, it may be either.
SegmentSet imaged_roots(const Chart& chart, const Item& item) {
  const Attributes& attributes = item.attributes();
  if (!attributes.roots.empty() || item.fact->code == "foraminal_stenosis") return roots_of(attributes, Zone::foramen);
  if (item.fact->code == "canal_stenosis") return roots_of(attributes, Zone::canal);
  constexpr std::array<std::string_view, 5> kForamen = {"foramen", "foramina", "exiting", "far lateral", "extraforaminal"};
  constexpr std::array<std::string_view, 6> kCanal = {"paracentral", "subarticular", "lateral recess", "traversing", "descending", "central"};
  const std::string_view sentence = chart.sentence(item);
  const auto names = [&](std::string_view word) { return has_word(sentence, word); };
  const bool foramen = std::any_of(kForamen.begin(), kForamen.end(), names);
  const bool canal = std::any_of(kCanal.begin(), kCanal.end(), names);
  if (foramen == canal) return roots_at_any_zone(attributes.levels);
  return roots_of(attributes, foramen ? Zone::foramen : Zone::canal);
}

Places imaging_places(const Chart& chart, const Items& compressed) {
  Places out;
  for (const Item& item : compressed) {
    const SegmentSet roots = within(chart.region(), imaged_roots(chart, item));
    if (!roots.empty()) out.push_back({roots, item.attributes().side, item});
  }
  const Places told = out;
  for (Place& place : out) {
    if (place.side == Side::none) place.side = told_side(place, told);
  }
  return out;
}

bool agree(const Place& a, const Place& b) { return a.roots.intersects(b.roots) && sides_agree(a.side, b.side); }

bool is_opposite(Side a, Side b) { return !sides_agree(a, b); }

// The same root told on the other side by another document, which nowhere has it on this side.
bool is_contradicted(const Place& place, const Place& other, const Places& imaging) {
  if (other.item.document == place.item.document || !other.roots.intersects(place.roots) || !is_opposite(other.side, place.side)) return false;
  return std::none_of(imaging.begin(), imaging.end(), [&](const Place& each) {
    return each.item.document == other.item.document && each.roots.intersects(place.roots) && each.side != Side::none && !is_opposite(each.side, place.side);
  });
}

struct Match {
  Items imaging;
  Items clinical;
  Items contradiction;
};

void match_place(const Place& place, const Places& imaging, const Places& clinical, Match& match) {
  Items partners;
  for (const Place& each : clinical) {
    if (agree(place, each)) partners.push_back(each.item);
  }
  if (partners.empty()) return;
  match.imaging.push_back(place.item);
  append(match.clinical, partners);
  for (const Place& other : imaging) {
    if (is_contradicted(place, other, imaging)) match.contradiction.push_back(other.item);
  }
}

Match match_places(const Places& imaging, const Places& clinical) {
  Match match;
  for (const Place& place : imaging) match_place(place, imaging, clinical, match);
  return match;
}

Items items_of(const Places& places) {
  Items out;
  for (const Place& place : places) out.push_back(place.item);
  return out;
}

bool has_side(const Places& places) {
  return std::any_of(places.begin(), places.end(), [](const Place& place) { return place.side != Side::none; });
}

Finding weigh_match(const Places& imaging, const Places& clinical) {
  Match match = match_places(imaging, clinical);
  append(match.clinical, match.imaging);
  if (!match.contradiction.empty()) return conflicting(match.clinical, match.contradiction, "two documents put the same imaging finding on opposite sides");
  if (!match.imaging.empty()) {
    if (has_side(imaging) || has_side(clinical)) return met(match.clinical, "the compressed root is that of the symptoms or the exam");
    return lacking({"side"}, match.clinical, "the root agrees, and no side is named");
  }
  Items all = items_of(imaging);
  append(all, items_of(clinical));
  const bool roots_meet = std::any_of(imaging.begin(), imaging.end(),
                                      [&](const Place& a) { return std::any_of(clinical.begin(), clinical.end(), [&](const Place& b) { return a.roots.intersects(b.roots); }); });
  return not_met(all, roots_meet ? "imaging and symptoms are on opposite sides" : "the compressed root is not that of the symptoms and the exam");
}

RootSource source_of(FactType type) {
  switch (type) {
    case FactType::imaging: return RootSource::imaging;
    case FactType::exam: return RootSource::exam;
    case FactType::diagnosis: return RootSource::diagnosis;
    default: return RootSource::symptom;
  }
}

// Both sides of the comparison, for the report.
std::vector<RootFinding> root_findings(const Places& clinical, const Places& imaging) {
  std::vector<RootFinding> out;
  for (const Places* places : {&clinical, &imaging}) {
    for (const Place& place : *places) {
      const Fact& fact = *place.item.fact;
      out.push_back({source_of(fact.type), place.roots, fact.attributes.levels, place.side, {place.item.document, fact.span, EvidenceFor::met}});
    }
  }
  return out;
}

Finding not_localized(const Places& imaging, const Places& clinical) {
  std::vector<std::string> missing;
  if (clinical.empty()) missing.emplace_back("symptom_root");
  if (imaging.empty()) missing.emplace_back("imaging_level");
  Items partly = items_of(imaging);
  append(partly, items_of(clinical));
  return lacking(std::move(missing), partly, "symptoms or imaging are not localized enough to compare");
}

}  // namespace

Finding weigh_root_compression(const Chart& chart, const Criterion& criterion) {
  const Test& test = criterion.test;
  const Items findings = study_findings(chart, test);
  if (findings.empty()) {
    if (const Items normal = chart.stated("mri_normal"); !normal.empty()) return not_met(normal, "the MRI is called normal");
    return lacking({"mri"}, {}, "no " + std::string(chart.words().adjective) + " MRI is described");
  }
  const Items compressed = compressions(findings, test);
  if (compressed.empty()) return weigh_without_compression(findings, test);
  const Items denied = denials_elsewhere(compressed, overall_denials(findings, test));
  if (!denied.empty()) return conflicting(compressed, denied, "one document has a compressed root, another none");
  const Items placed = filter(compressed, has_level);
  if (placed.empty()) return lacking({"level"}, compressed, "a compressed root is described without its level");
  return met(placed, "the MRI shows a compressed root or a foramen narrowed at least moderately");
}

Finding weigh_root_correlation(const Chart& chart, const Criterion& criterion) {
  const Test& test = criterion.test;
  const Places imaging = imaging_places(chart, compressions(study_findings(chart, test), test));
  const Places clinical = clinical_places(chart, test);
  Finding finding = imaging.empty() || clinical.empty() ? not_localized(imaging, clinical) : weigh_match(imaging, clinical);
  finding.roots = root_findings(clinical, imaging);
  return finding;
}

}  // namespace chartgap
