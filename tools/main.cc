// The program chartgap: reads the command line and calls one command.
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "tools/command.h"
#include "tools/command_assert.h"
#include "tools/commands.h"

namespace {

chartgap::OffsetUnit offset_unit(const std::string& name) {
  if (name == "byte") return chartgap::OffsetUnit::byte;
  return name == "utf16" ? chartgap::OffsetUnit::utf16 : chartgap::OffsetUnit::codepoint;
}

// A core dump would hold patient text.
void forbid_core_dumps() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

int run_assert_command(const std::vector<std::string>& lexicons) {
  const auto lexicon = chartgap::load_lexicon(lexicons);
  if (!lexicon.ok()) return chartgap::fail(lexicon.issues());
  return chartgap::run_assert(std::cin, std::cout, lexicon.value());
}

void add_lexicons(CLI::App* command, std::vector<std::string>& folders) {
  command->add_option("--lexicons", folders, "A folder of lexicon files laid over the program's own (repeatable)")->allow_extra_args(false)->type_name("DIR");
}

CLI::App* add_explain(CLI::App& app, chartgap::ExplainOptions& options) {
  CLI::App* command = app.add_subcommand("explain", "Why there is a fact at a place of a note, or why there is none (exit 0 a fact, 1 none)");
  command->add_option("--at", options.at, "The place, in code points from the beginning")->type_name("OFFSET");
  command->add_option("--quote", options.quote, "The place, by its words")->type_name("WORDS");
  command->add_option("--type", options.type, "Only facts of this type")
      ->check(CLI::IsMember({"symptom", "therapy", "imaging", "exam", "red_flag", "procedure", "score", "counseling", "diagnosis", "alternative"}));
  add_lexicons(command, options.lexicons);
  command->add_option("note", options.note, "The note; - is the standard input")->required();
  return command;
}

CLI::App* add_diff(CLI::App& app, chartgap::DiffOptions& options) {
  CLI::App* command = app.add_subcommand("diff", "What another lexicon changes in the facts of notes: gained, lost and changed, by entry (exit 0 nothing, 1 something)");
  command->add_option("--samples", options.samples, "How many samples of each entry are shown")->capture_default_str();
  command->add_option("--threads", options.threads, "0: one for each core")->check(CLI::Range(0, 256))->capture_default_str();
  command->add_option("old", options.before, "A lexicon folder; - is the lexicon in the program")->required();
  command->add_option("new", options.after, "Another")->required();
  command->add_option("notes", options.notes, "Text files, folders of *.txt, or NDJSON with \"text\"")->required();
  return command;
}

CLI::App* add_lint(CLI::App& app, chartgap::LintOptions& options) {
  CLI::App* command = app.add_subcommand("lint", "What is wrong or missing in lexicons (exit 1 when there are errors)");
  add_lexicons(command, options.lexicons);
  command->add_option("--corpus", options.corpus, "Notes: entries that are never hit in them are named (repeatable)")->allow_extra_args(false)->type_name("NOTES");
  command->add_option("--level", options.level, "The least that is shown: error, warning or note")->check(CLI::IsMember({"error", "warning", "note"}))->capture_default_str();
  return command;
}

int run(int argc, char** argv) {
  CLI::App app{
      "chartgap reads clinic notes and radiology reports of spine patients and shows what the documentation supports, what contradicts and what is missing under a "
      "medical-necessity policy."};
  app.set_version_flag("--version", "chartgap " + std::string(chartgap::program_version()));
  app.name("chartgap");
  app.require_subcommand(0, 1);

  chartgap::CheckOptions check;
  CLI::App* check_command = app.add_subcommand("check", "The documentation-gap report of one patient's documents (exit 0 supported, 1 gaps, 2 error)");
  check_command->add_option("--policy", check.policy, "A policy's id, or a policy file")->capture_default_str();
  check_command->add_option("--format", check.format, "text, json or html")->check(CLI::IsMember({"text", "json", "html"}))->capture_default_str();
  check_command->add_flag("--exit-zero", check.exit_zero, "Exit 0 although there are gaps");
  check_command->add_option("documents", check.documents, "The patient's documents; - is the standard input")->required();

  add_lexicons(check_command, check.lexicons);

  chartgap::ExtractOptions extract;
  CLI::App* extract_command = app.add_subcommand("extract", "The facts of each document, one line a document");
  extract_command->add_option("--format", extract.format, "ndjson, text or brat")->check(CLI::IsMember({"ndjson", "text", "brat"}))->capture_default_str();
  std::string offsets = "codepoint";
  extract_command->add_option("--offsets", offsets, "codepoint, byte or utf16")->check(CLI::IsMember({"codepoint", "byte", "utf16"}))->capture_default_str();
  extract_command->add_option("documents", extract.documents, "The documents; - is the standard input")->required();

  add_lexicons(extract_command, extract.lexicons);

  std::vector<std::string> assert_lexicons;
  CLI::App* assert_command =
      app.add_subcommand("assert", "The assertion of a given target: NDJSON {\"id\",\"text\",\"start\",\"end\"} on stdin, {\"id\",\"assertion\",\"cue\"} on stdout");

  add_lexicons(assert_command, assert_lexicons);

  chartgap::InspectOptions inspect;
  CLI::App* inspect_command = app.add_subcommand("inspect", "What one stage saw, for people who tune the lexicons");
  inspect_command->add_option("--stage", inspect.stage, "The stage")
      ->check(CLI::IsMember({"sections", "sentences", "tokens", "hits", "context", "quantities", "facts"}))
      ->required();
  inspect_command->add_option("--format", inspect.format, "text, or ndjson (with - : rows {\"id\",\"text\"} on stdin, one answer each)")
      ->check(CLI::IsMember({"text", "ndjson"}))
      ->capture_default_str();
  inspect_command->add_option("documents", inspect.documents, "The documents; - is the standard input")->required();

  add_lexicons(inspect_command, inspect.lexicons);

  chartgap::ExplainOptions explain;
  CLI::App* explain_command = add_explain(app, explain);
  chartgap::DiffOptions diff;
  CLI::App* diff_command = add_diff(app, diff);
  chartgap::LintOptions lint;
  CLI::App* lint_command = add_lint(app, lint);

  CLI::App* policies_command = app.add_subcommand("policies", "The policies in the program");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    const std::string first = argc > 1 ? argv[1] : "";
    if (app.get_subcommands().empty() && !first.empty() && first[0] != '-') {
      const std::string near = chartgap::nearest(first, {"check", "extract", "assert", "inspect", "explain", "diff", "lint", "policies"});
      return chartgap::fail("there is no command \"" + first + "\"; expected " +
                            (near.empty() ? "check, extract, assert, inspect, explain, diff, lint or policies" : "\"" + near + "\""));
    }
    return chartgap::fail(std::string(error.what()) + "; see chartgap --help");
  }
  if (app.get_subcommands().empty()) {
    std::cout << app.help();
    return 0;
  }
  extract.offsets = offset_unit(offsets);
  check.colour = isatty(STDOUT_FILENO) != 0 && getenv("NO_COLOR") == nullptr;
  if (*check_command) return chartgap::run_check(check);
  if (*extract_command) return chartgap::run_extract(extract);
  if (*assert_command) return run_assert_command(assert_lexicons);
  if (*inspect_command) return chartgap::run_inspect(inspect);
  if (*explain_command) return chartgap::run_explain(explain);
  if (*diff_command) return chartgap::run_diff(diff);
  if (*lint_command) return chartgap::run_lint(lint);
  if (*policies_command) return chartgap::run_policies();
  return chartgap::kExitError;
}

}  // namespace

int main(int argc, char** argv) {
  forbid_core_dumps();
  std::ios::sync_with_stdio(false);
  const int code = run(argc, argv);
  std::cout.flush();
  if (fflush(stdout) != 0 || ferror(stdout) != 0 || !std::cout) return chartgap::fail("the output could not be written (is the disk full?)");
  return code;
}
