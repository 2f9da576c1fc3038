#include "tools/batch/setup.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <thread>

#include "criteria/file_checks.h"
#include "tools/command.h"
#include "tools/policy_shelf.h"

namespace chartgap {
namespace {

constexpr size_t kShortHash = 12;

Issue issue(std::string option, std::string what, std::string expected) { return {std::move(option), 0, 0, "batch.option", std::move(what), std::move(expected)}; }

std::optional<uint64_t> number_of(std::string_view text) {
  uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

// "3/20"
std::optional<PartChoice> shard_of(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::optional<uint64_t> shard = number_of(text.substr(0, slash));
  const std::optional<uint64_t> shards = number_of(text.substr(slash + 1));
  if (!shard || !shards || *shard == 0 || *shard > *shards) return std::nullopt;
  return PartChoice{0, *shard, *shards};
}

void check_format(const BatchOptions& options, Issues& issues) {
  const bool only_facts = options.format == "omop" || options.format == "brat";
  if (only_facts && !options.policy.empty()) issues.push_back(issue("--format", options.format + " holds facts, no verdicts", "ndjson or csv with --policy"));
  if (options.format == "omop" && !is_calendar_day(options.nlp_date))
    issues.push_back(issue("--nlp-date", options.nlp_date.empty() ? "is missing: the column nlp_date may not be empty" : "is no date", "YYYY-MM-DD"));
}

// One stream on the standard output.
void check_stream(const BatchOptions& options, Issues& issues) {
  if (options.format != "ndjson") issues.push_back(issue("--format", options.format + " needs a folder", "--out DIR, or ndjson"));
  if (options.compress != "none") issues.push_back(issue("--compress", "needs a folder", "--out DIR"));
  if (options.shard != "1/1") issues.push_back(issue("--shard", "needs a folder", "--out DIR"));
}

void check_folder(const BatchOptions& options, Issues& issues) {
  if (std::find(options.inputs.begin(), options.inputs.end(), "-") != options.inputs.end())
    issues.push_back(issue("-", "the standard input cannot be read again to continue a run", "files with --out; or no --out, for one stream on the standard output"));
}

Issues check(const BatchOptions& options) {
  Issues issues;
  if (!options.facts && options.policy.empty()) issues.push_back(issue("batch", "has nothing to do", "--facts, --policy ID, or both"));
  if (!shard_of(options.shard)) issues.push_back(issue("--shard", "\"" + options.shard + "\" is no shard", "K/N with K from 1 to N, as 3/20"));
  check_format(options, issues);
  if (options.out.empty()) check_stream(options, issues);
  else check_folder(options, issues);
  return issues;
}

ProgressStyle style_of(const std::string& name) {
  if (name == "json") return ProgressStyle::json;
  return name.empty() && isatty(STDERR_FILENO) != 0 ? ProgressStyle::bar : ProgressStyle::none;
}

Compression compression_of(const std::string& name) {
  if (name == "gz") return Compression::gz;
  return name == "zst" ? Compression::zst : Compression::none;
}

// The names in the same order as the policies.
std::vector<PolicyIdentity> identities_of(const std::string& names, const std::vector<Policy>& policies) {
  std::vector<PolicyIdentity> out;
  size_t at = 0;
  for (const Policy& policy : policies) {
    const size_t comma = std::min(names.find(',', at), names.size());
    out.push_back({policy.id, policy.version, policy_sha256(names.substr(at, comma - at))});
    at = comma + 1;
  }
  return out;
}

void prepare_task(BatchSetup& setup, std::vector<Policy> policies) {
  BatchTask& task = setup.task;
  task.lexicon = setup.lexicon.get();
  task.policies = std::move(policies);
  task.facts = setup.options.facts;
  task.one_stream = setup.options.out.empty();
  task.format = fact_format(setup.options.format);
  task.report.program_version = program_version();
  task.report.lexicon_sha256 = lexicon_sha256(setup.options.lexicons);
  task.setting = {task.lexicon, "chartgap " + task.report.program_version + ", lexicon " + task.report.lexicon_sha256.substr(0, kShortHash), setup.options.nlp_date};
}

}  // namespace

Result<BatchSetup> set_up(const BatchOptions& options) {
  if (Issues issues = check(options); !issues.empty()) return issues;
  Result<std::vector<Policy>> policies = options.policy.empty() ? std::vector<Policy>{} : find_policies(options.policy);
  if (!policies.ok()) return policies.issues();
  Result<Lexicon> lexicon = load_lexicon(options.lexicons);
  if (!lexicon.ok()) return lexicon.issues();
  Result<std::vector<BatchInput>> inputs = find_inputs(options.inputs, !options.reading.format.empty());
  if (!inputs.ok()) return inputs.issues();
  BatchSetup out;
  out.options = options;
  out.lexicon = std::make_unique<const Lexicon>(std::move(lexicon.value()));
  out.inputs = std::move(inputs.value());
  out.policies = identities_of(options.policy, policies.value());
  out.threads = options.threads != 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  out.parts = *shard_of(options.shard);
  out.compression = compression_of(options.compress);
  out.progress = style_of(options.progress);
  prepare_task(out, std::move(policies.value()));
  return out;
}

}  // namespace chartgap
