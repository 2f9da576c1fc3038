// DIR/manifest.json: what a run is, by which a later one knows whether it is the same, and at the end what it wrote.
// Shape: criteria/schema/batch_manifest.schema.json. No clock and no host in it: the same run gives the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/batch/batch_options.h"
#include "tools/batch/inputs.h"
#include "tools/batch/journal.h"

namespace chartgap {

inline constexpr std::string_view kManifestName = "manifest.json";

struct PolicyIdentity {
  std::string id;
  std::string version;
  std::string sha256;
};

// Everything that decides what is written. Threads and progress do not.
struct BatchIdentity {
  std::string program_version;
  std::string lexicon_sha256;
  std::vector<PolicyIdentity> policies;
  const BatchOptions* options = nullptr;
  const std::vector<BatchInput>* inputs = nullptr;
};

// While it runs: no parts.
std::string running_manifest(const BatchIdentity& identity);
std::string complete_manifest(const BatchIdentity& identity, const std::vector<DonePart>& parts, const Tally& total);

struct EarlierRun {
  bool complete = false;
  uint64_t rejects = 0;                  // of a complete one
  std::vector<std::string> differences;  // "options.part_notes was 5000 and is 500"
};
// How the run whose manifest that is stands to this one. Errors: what is no manifest.
Result<EarlierRun> compare_manifest(const std::string& path, const std::string& stored, const BatchIdentity& identity);

}  // namespace chartgap
