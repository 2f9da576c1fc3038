// Extracted facts against annotated ones: who matches whom, and what is counted of it.
// Shape:  a predicted fact matches an annotated one when type and code are equal and the spans overlap (or are the same); one to one, the larger overlap first.
//         found counts type + code, fact also asks for the assertion, attributes are (name, value) pairs of the matched facts.
// Cost:   quadratic in the facts of one document.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tools/annotation.h"

namespace chartgap {

enum class Match : uint8_t { overlap, exact };
// The ways to group the counts; a fact is in one row of each.
enum class Grouping : uint8_t { type, code, section, assertion, rule };
inline constexpr size_t kGroupings = 5;

struct Rates {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};
Rates rates_of(uint32_t true_positive, uint32_t false_positive, uint32_t false_negative);

struct Counts {
  uint32_t gold = 0;
  uint32_t predicted = 0;
  uint32_t found = 0;  // matched
  uint32_t fact = 0;   // matched, and the assertion is right

  void add(const Counts& other);
  Rates found_rates() const { return rates_of(found, predicted - found, gold - found); }
  Rates fact_rates() const { return rates_of(fact, predicted - fact, gold - fact); }
};

struct AttributeCounts {
  uint32_t right = 0;
  uint32_t wrong = 0;   // predicted only
  uint32_t missed = 0;  // annotated only

  void add(const AttributeCounts& other);
  Rates rates() const { return rates_of(right, wrong, missed); }
};

struct FactPair {
  uint32_t gold = 0;
  uint32_t predicted = 0;
};
std::vector<FactPair> match_facts(const std::vector<AnnotatedFact>& gold, const std::vector<AnnotatedFact>& predicted, Match match);

// The (attribute, value) pairs that are compared: lists give one each, a duration gives its days; the evidence's size and codes (`max`, `icd`, `contrast`) are not compared.
using AttributePairs = std::vector<std::pair<std::string, std::string>>;
AttributePairs attribute_pairs(const AnnotatedFact& fact);

enum class ErrorKind : uint8_t { missed, spurious, assertion, attributes };
std::string_view to_string(ErrorKind kind);
inline constexpr uint32_t kNoFact = UINT32_MAX;
struct ScoreError {
  ErrorKind kind = ErrorKind::missed;
  uint32_t gold = kNoFact;
  uint32_t predicted = kNoFact;
};

using Rows = std::map<std::string, Counts>;
struct Score {
  Counts all;
  AttributeCounts attributes;
  std::array<Rows, kGroupings> rows;  // by Grouping; the annotated facts that no rule found stand in the rule "(none)"
  std::map<std::string, AttributeCounts> by_attribute;

  const Rows& by(Grouping grouping) const { return rows[static_cast<size_t>(grouping)]; }
  void add(const Score& other);
  // The mean of the types' fact F1.
  double macro_f1() const;
};

struct DocumentScore {
  Score score;
  std::vector<ScoreError> errors;  // in the order of the note
};
DocumentScore score_document(const std::vector<AnnotatedFact>& gold, const std::vector<AnnotatedFact>& predicted, Match match);

// 95 % by bootstrap over documents. The seed is fixed, and the draws are those of Python's random.Random(1).choice.
struct Interval {
  double low = 0;
  double high = 0;
};
using Resample = std::vector<uint32_t>;  // numbers of documents
inline constexpr size_t kResamples = 1000;
std::vector<Resample> draw_resamples(size_t documents);
// Of one value a resample; sorts them.
Interval interval_of(std::vector<double> values);
// The interval of the fact F1 of one row, whose counts are given by document.
Interval fact_interval(const std::vector<Counts>& by_document, const std::vector<Resample>& resamples);

// What changed from one reading of the same documents to another; the intervals are of the differences, in which a document is drawn with both its counts.
struct PairedChange {
  Counts before;
  Counts after;
  Interval precision;
  Interval recall;
  Interval f1;
};
PairedChange paired_change(const std::vector<Counts>& before, const std::vector<Counts>& after, const std::vector<Resample>& resamples);

}  // namespace chartgap
