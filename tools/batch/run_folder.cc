#include "tools/batch/run_folder.h"

#include <cstdio>
#include <iostream>
#include <optional>

#include "tools/batch/cohort_summary.h"
#include "tools/batch/flow.h"
#include "tools/batch/interrupt.h"
#include "tools/batch/output_folder.h"
#include "tools/batch/part_writer.h"
#include "tools/command.h"

namespace chartgap {
namespace {

constexpr uint64_t kHeldBytes = uint64_t{64} << 20;

class FolderRun {
 public:
  explicit FolderRun(BatchSetup& setup) : setup_(setup), folder_(setup.options.out), journal_(setup.options.out) {}

  int run() {
    if (const Failure failure = folder_.refuse_inputs_inside_out(setup_.inputs)) return fail({*failure});
    if (const Failure failure = folder_.open()) return fail({*failure});
    watch_for_interrupts();
    stamp_ = stamp_of(setup_.inputs);
    if (const Issues issues = hash_inputs(setup_.inputs, setup_.threads); !issues.empty()) return fail(issues);
    identity_ = {setup_.task.report.program_version, setup_.task.report.lexicon_sha256, setup_.policies, &setup_.options, &setup_.inputs};
    if (const std::optional<int> code = begin_or_continue()) return *code;
    return work();
  }

 private:
  std::string manifest_path() const { return folder_.path() + "/" + std::string(kManifestName); }

  // An exit code when there is nothing to do or nothing may be done.
  std::optional<int> begin_or_continue() {
    if (const std::optional<std::string> stored = bytes_of_file(manifest_path())) {
      if (const std::optional<int> code = meet_earlier_run(*stored)) return code;
    } else {
      if (const Failure failure = folder_.refuse_foreign()) return fail({*failure});
      if (const Failure failure = replace_file(folder_.path(), std::string(kManifestName), running_manifest(identity_))) return fail({*failure});
    }
    if (const Failure failure = journal_.open()) return fail({*failure});
    if (const Failure failure = folder_.check(journal_.parts())) return fail({*failure});
    if (const Failure failure = folder_.sweep(journal_.last_part())) return fail({*failure});
    for (const DonePart& part : journal_.parts()) before_.add(part.tally);
    if (!journal_.parts().empty()) say("continues behind " + part_name(journal_.last_part()));
    return std::nullopt;
  }

  std::optional<int> meet_earlier_run(const std::string& stored) {
    const Result<EarlierRun> earlier = compare_manifest(manifest_path(), stored, identity_);
    if (!earlier.ok()) return fail(earlier.issues());
    if (!earlier.value().differences.empty()) {
      Issues issues;
      for (const std::string& difference : earlier.value().differences)
        issues.push_back({folder_.path(), 0, 0, "batch.other_run", "holds another run: " + difference, "the same command as before, or a new folder"});
      return fail(issues);
    }
    if (!earlier.value().complete) return std::nullopt;
    if (const Failure failure = journal_.remove()) return fail({*failure});
    say("is complete already");
    return earlier.value().rejects == 0 ? 0 : kExitRejects;
  }

  int work() {
    std::optional<CaseIndex> index;
    PartChoice wanted = setup_.parts;
    wanted.after = journal_.last_part();
    if (!setup_.task.policies.empty()) {
      RecordStream records(setup_.inputs, setup_.options.reading);
      index.emplace(records, setup_.options.part_notes);
    }
    CaseSource source = index ? CaseSource(GatheredCases(setup_.inputs, setup_.options.reading, *index, wanted, kHeldBytes))
                              : CaseSource(SingleCases(setup_.inputs, setup_.options.reading, setup_.options.part_notes, wanted));
    Feeder feeder(source, was_interrupted, [] { return false; });
    Progress progress(setup_.progress, goal(index), before_);
    PartWriter writer(folder_.path(), setup_.task, setup_.compression, journal_);
    Failure failure;
    flow(feeder, setup_.task, setup_.threads, [&](WorkResult&& result) {
      failure = writer.take(result);
      progress.add(result.tally);
      return !failure;
    });
    progress.finish();
    if (failure) return fail({*failure});
    if (feeder.was_stopped()) return stopped();
    const auto* gathered = std::get_if<GatheredCases>(&source);
    const bool changed = stamp_of(setup_.inputs) != stamp_ || (gathered != nullptr && gathered->has_changed());
    if (changed) return fail("an input was changed while it was read; begin again with a new folder");
    return complete(progress);
  }

  ProgressGoal goal(const std::optional<CaseIndex>& index) const {
    if (setup_.parts.shards != 1) return {};
    ProgressGoal out;
    if (index) out.records = index->records();
    for (const BatchInput& input : setup_.inputs) {
      for (const std::string& file : input.files) {
        if (file.ends_with(".gz") || file.ends_with(".zst")) return out;
      }
      out.text_bytes += input.bytes;
    }
    return out;
  }

  int stopped() const {
    say("was interrupted; " + std::to_string(journal_.parts().size()) + " parts are done, and the same command continues behind them");
    return kExitInterrupted;
  }

  int complete(const Progress& progress) {
    Tally total;
    for (const DonePart& part : journal_.parts()) total.add(part.tally);
    const Cohort cohort{total, setup_.task.policies, setup_.task.report.program_version, setup_.task.report.lexicon_sha256};
    const std::pair<std::string, std::string> files[] = {{"summary.txt", summary_text(cohort)},
                                                         {"summary.json", summary_json(cohort)},
                                                         {"summary.html", summary_html(cohort)},
                                                         {std::string(kManifestName), complete_manifest(identity_, journal_.parts(), total)}};
    for (const auto& [name, bytes] : files) {
      if (const Failure failure = replace_file(folder_.path(), name, bytes)) return fail({*failure});
    }
    if (const Failure failure = journal_.remove()) return fail({*failure});
    tell(total, progress);
    return total.rejects.empty() ? 0 : kExitRejects;
  }

  void tell(const Tally& total, const Progress& progress) const {
    const ProgressCounts now = progress.done();
    const double seconds = progress.seconds();
    char text[200];
    snprintf(text, sizeof text, "has %lu notes, %lu facts, %lu rejects; %.1f s, %.0f notes/s, %.1f MB/s", static_cast<unsigned long>(total.notes),
             static_cast<unsigned long>(total.all_facts()), static_cast<unsigned long>(total.all_rejects()), seconds, static_cast<double>(now.notes) / seconds,
             static_cast<double>(now.text_bytes) / seconds / 1e6);
    say(text);
    uint64_t left_out = 0;
    for (const BatchInput& input : setup_.inputs) left_out += input.left_out;
    if (left_out > 0) say("has nothing of " + std::to_string(left_out) + " files with other endings; --input-format takes them, too");
  }

  void say(const std::string& what) const { std::cerr << "chartgap: " << folder_.path() << " " << what << "\n"; }

  BatchSetup& setup_;
  OutputFolder folder_;
  Journal journal_;
  BatchIdentity identity_;
  std::string stamp_;
  Tally before_;
};

}  // namespace

int run_folder(BatchSetup& setup) { return FolderRun(setup).run(); }

}  // namespace chartgap
