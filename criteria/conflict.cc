#include "criteria/conflict.h"

#include <algorithm>

namespace chartgap {
namespace {

constexpr int kSameFinding = 4;
constexpr int kSameKind = 2;
constexpr int kTwoDocuments = 1;

// The facts and statements that a quoted span is of; behind a label the span goes on to its value. Both lists are in the order of the text.
std::vector<const Fact*> facts_at(const Case& patient, const Evidence& evidence) {
  const CaseDocument& document = patient.documents[evidence.document];
  std::vector<const Fact*> out;
  for (const auto* list : {&document.facts, &document.statements}) {
    auto at = std::partition_point(list->begin(), list->end(), [&](const Fact& fact) { return fact.span.begin < evidence.span.begin; });
    for (; at != list->end() && at->span.begin == evidence.span.begin; ++at) {
      if (evidence.span.contains(at->span)) out.push_back(&*at);
    }
  }
  return out;
}

int likeness(const std::vector<const Fact*>& a, const std::vector<const Fact*>& b) {
  int best = 0;
  for (const Fact* one : a) {
    for (const Fact* other : b) {
      if (one->type != other->type) continue;
      best = std::max(best, one->code == other->code ? kSameFinding : kSameKind);
    }
  }
  return best;
}

bool shows(const Quote& quote, const Evidence& evidence) {
  return quote.document == evidence.document && quote.points_to == evidence.points_to && quote.place.sentence.contains(evidence.span);
}

void bring_forward(std::vector<Quote>& quotes, size_t to, const Evidence& evidence) {
  const auto found = std::find_if(quotes.begin() + static_cast<ptrdiff_t>(to), quotes.end(), [&](const Quote& quote) { return shows(quote, evidence); });
  if (found != quotes.end()) std::rotate(quotes.begin() + static_cast<ptrdiff_t>(to), found, found + 1);
}

}  // namespace

std::optional<ConflictPair> conflict_of(const Case& patient, const Verdict& verdict) {
  if (verdict.status != Status::conflicting) return std::nullopt;
  std::vector<std::vector<const Fact*>> facts;
  for (const Evidence& evidence : verdict.evidence) facts.push_back(facts_at(patient, evidence));
  const auto elsewhere = [&](const Evidence& evidence) { return evidence.document != verdict.evidence.front().document; };
  const int most = kSameFinding + (std::any_of(verdict.evidence.begin(), verdict.evidence.end(), elsewhere) ? kTwoDocuments : 0);
  std::optional<ConflictPair> best;
  int best_likeness = -1;
  for (uint32_t one = 0; one < verdict.evidence.size(); ++one) {
    for (uint32_t other = 0; other < verdict.evidence.size(); ++other) {
      const Evidence& a = verdict.evidence[one];
      const Evidence& b = verdict.evidence[other];
      if (a.points_to != EvidenceFor::met || b.points_to != EvidenceFor::not_met) continue;
      const int like = likeness(facts[one], facts[other]) + (a.document != b.document ? kTwoDocuments : 0);
      if (like <= best_likeness) continue;
      best_likeness = like;
      best = ConflictPair{one, other};
      if (like == most) return best;
    }
  }
  return best;
}

std::vector<Quote> ordered_quotes(const Case& patient, const Verdict& verdict) {
  std::vector<Quote> quotes = quotes_of(patient, verdict.evidence);
  if (const std::optional<ConflictPair> pair = conflict_of(patient, verdict)) {
    bring_forward(quotes, 0, verdict.evidence[pair->one]);
    bring_forward(quotes, 1, verdict.evidence[pair->other]);
  }
  return quotes;
}

}  // namespace chartgap
