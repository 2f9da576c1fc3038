// A patient put together fact by fact, for the tests of the judge.
#pragma once

#include "criteria/judge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

inline Policy shipped_policy(const std::string& id) {
  std::ifstream in(std::string(CHARTGAP_ROOT) + "/criteria/policies/" + id + ".json");
  std::ostringstream text;
  text << in.rdbuf();
  const Result<Policy> loaded = load_policy(text.str(), id);
  EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : to_string(loaded.issues()));
  return loaded.ok() ? loaded.value() : Policy{};
}

inline const Policy& own_policy() {
  static const Policy policy = shipped_policy("cervical-esi-62321");
  return policy;
}

inline SegmentSet root(int number) {
  SegmentSet roots;
  roots.add(spine_segment('c', number));
  return roots;
}

inline LevelSet disc(int upper) {
  LevelSet levels;
  levels.discs.add(spine_segment('c', upper));
  return levels;
}

// A case made of facts by hand. A fact stands where its words stand; its sentence ends at the next full stop or line.
class Patient {
 public:
  Patient& document(std::string text, DocumentKind kind = DocumentKind::clinic_note, Date date = {2025, 5, 1}) {
    case_.documents.emplace_back();
    CaseDocument& added = case_.documents.back();
    added.document = Document("doc" + std::to_string(case_.documents.size()), std::move(text), Vocabulary{}, HeadingTable{});
    find_quantities(added.document.text(), added.document.tokens(), added.quantities);
    added.kind = kind;
    added.date = date;
    return *this;
  }

  template <class Change>
  Patient& fact(FactType type, std::string_view code, std::string_view words, Assertion assertion, Change change) {
    CaseDocument& home = case_.documents.back();
    const std::string& text = home.document.text().bytes();
    const size_t at = text.find(words);
    EXPECT_NE(at, std::string::npos) << words;
    Fact made;
    made.type = type;
    made.code = code;
    made.assertion = assertion;
    made.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
    const size_t before = text.find_last_of(".\n", at == 0 ? 0 : at - 1);
    const size_t after = std::min(text.find_first_of(".\n", at), text.size());
    made.sentence = {before == std::string::npos || at == 0 ? 0 : static_cast<uint32_t>(before + 1), static_cast<uint32_t>(after)};
    change(made);
    std::vector<Fact>& list = type == FactType::statement ? home.statements : home.facts;
    list.push_back(made);
    std::stable_sort(list.begin(), list.end(), [](const Fact& a, const Fact& b) { return a.span.begin < b.span.begin; });
    return *this;
  }
  Patient& fact(FactType type, std::string_view code, std::string_view words, Assertion assertion = Assertion::present) {
    return fact(type, code, words, assertion, [](Fact&) {});
  }
  Patient& says(std::string_view code, std::string_view words) { return fact(FactType::statement, code, words); }

  const Case& patient() const { return case_; }
  // Judged by another policy than the own one.
  Patient& under(const std::string& id) {
    policy_ = shipped_policy(id);
    return *this;
  }
  // An optional number given to one of its tests.
  Patient& with(std::string_view criterion_id, std::string argument, double value) {
    for (Criterion& criterion : policy_.criteria) {
      if (criterion.id != criterion_id) continue;
      criterion.elements.push_back({argument, "Please record the rest."});
      criterion.test.numbers.emplace_back(std::move(argument), value);
    }
    return *this;
  }

  Judgement judged() const { return judge(case_, policy_); }

  Verdict verdict(std::string_view id) const {
    for (const Verdict& each : judged().verdicts) {
      if (policy_.criteria[each.criterion].id == id) return each;
    }
    ADD_FAILURE() << "no criterion " << id;
    return {};
  }
  std::string status(std::string_view id) const { return std::string(to_string(verdict(id).status)); }
  std::vector<std::string> missing(std::string_view id) const { return verdict(id).missing; }

 private:
  Case case_;
  Policy policy_ = own_policy();
};

using Names = std::vector<std::string>;
constexpr auto kPresent = Assertion::present;
constexpr auto kAbsent = Assertion::absent;
constexpr auto kPlanned = Assertion::hypothetical;

inline auto days(int count) {
  return [count](Fact& fact) { fact.attributes.duration.min_days = fact.attributes.duration.max_days = count; };
}
inline auto outcome(Outcome value) {
  return [value](Fact& fact) { fact.attributes.outcome = value; };
}
inline auto in_arm(Side side = Side::none, int implied = 0) {
  return [side, implied](Fact& fact) {
    fact.attributes.regions = kUpperLimb;
    fact.attributes.side = side;
    if (implied != 0) fact.attributes.implied_roots = root(implied);
  };
}
inline auto at_level(int upper, Side side = Side::none, uint8_t severities = 0) {
  return [upper, side, severities](Fact& fact) {
    fact.attributes.levels = disc(upper);
    fact.attributes.side = side;
    fact.attributes.severities = severities;
    fact.attributes.modality = Modality::mri;
  };
}

}  // namespace chartgap
