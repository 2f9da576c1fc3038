// What a batch counts: for its progress, its manifest and the summary of the cohort.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "criteria/status.h"
#include "nlp/fact.h"
#include "nlp/json_writer.h"

namespace chartgap {

struct CriterionTally {
  std::array<uint64_t, kStatuses> statuses{};
  std::map<std::string, uint64_t> missing;  // by element
};

struct PolicyTally {
  std::array<uint64_t, kStandings> standings{};
  std::vector<CriterionTally> criteria;  // in the policy's order
};

struct Tally {
  uint64_t records = 0;
  uint64_t notes = 0;
  uint64_t cases = 0;
  uint64_t text_bytes = 0;
  std::map<std::string, uint64_t> rejects;  // by code
  std::array<uint64_t, kFactTypes> facts{};
  std::array<uint64_t, kFactTypes> notes_with{};  // notes that have a fact of the type
  std::vector<PolicyTally> policies;

  uint64_t all_rejects() const;
  uint64_t all_facts() const;
  void add(const Tally& other);
  void count(const std::vector<Fact>& of_a_note);
};

void write_tally(JsonWriter& json, const Tally& tally);
// Nothing when the text is no tally.
std::optional<Tally> read_tally(std::string_view text);

}  // namespace chartgap
