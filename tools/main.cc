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

int run_assert_command() {
  const auto lexicon = chartgap::load_lexicon();
  if (!lexicon.ok()) return chartgap::fail(lexicon.issues());
  return chartgap::run_assert(std::cin, std::cout, lexicon.value());
}

CLI::App* add_score(CLI::App& app, chartgap::ScoreOptions& score) {
  CLI::App* command = app.add_subcommand("score", "Precision, recall and F1 on annotated notes (exit 1 when a floor of the gate is missed)");
  command->add_option("--match", score.match, "When spans are the same: overlap or exact")->check(CLI::IsMember({"overlap", "exact"}))->capture_default_str();
  command->add_option("--by", score.by, "The rows: type, code, section, assertion or rule")
      ->check(CLI::IsMember({"type", "code", "section", "assertion", "rule"}))
      ->capture_default_str();
  command->add_flag("--ci", score.intervals, "95 % intervals of F1, by bootstrap over documents");
  command->add_option("--errors", score.errors, "Show so many errors first")->check(CLI::NonNegativeNumber);
  command->add_option("--gate", score.gate, "A JSON file of floors: {\"fact_f1\": 0.9, \"by_type\": {\"exam\": 0.8}}");
  command->add_option("--predictions", score.predictions, "Score these facts (lines as extract prints them) and not this program's");
  command->add_option("--format", score.format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  command->add_option("corpus", score.corpus, "A folder of annotated notes: ID.txt with ID.ann or ID.json beside it")->required();
  return command;
}

CLI::App* add_convert(CLI::App& app, chartgap::ConvertOptions& convert) {
  CLI::App* command = app.add_subcommand("convert", "Annotated notes from one form to another");
  const auto forms = CLI::IsMember({"brat", "json", "label-studio", "prodigy"});
  command->add_option("--from", convert.from, "brat, json, label-studio or prodigy")->check(forms)->required();
  command->add_option("--to", convert.to, "brat, json, label-studio or prodigy")->check(forms)->required();
  command->add_flag("--predictions", convert.predictions, "To Label Studio: as predictions, not as a person's annotations");
  command->add_flag("--force", convert.force, "Write over files that are there");
  command->add_option("in", convert.input, "A folder (brat, json) or a file")->required();
  command->add_option("out", convert.output, "A folder (brat, json) or a file; - is the standard output")->required();
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

  chartgap::ExtractOptions extract;
  CLI::App* extract_command = app.add_subcommand("extract", "The facts of each document, one line a document");
  extract_command->add_option("--format", extract.format, "ndjson, text or brat")->check(CLI::IsMember({"ndjson", "text", "brat"}))->capture_default_str();
  std::string offsets = "codepoint";
  extract_command->add_option("--offsets", offsets, "codepoint, byte or utf16")->check(CLI::IsMember({"codepoint", "byte", "utf16"}))->capture_default_str();
  extract_command->add_option("documents", extract.documents, "The documents; - is the standard input")->required();

  CLI::App* assert_command =
      app.add_subcommand("assert", "The assertion of a given target: NDJSON {\"id\",\"text\",\"start\",\"end\"} on stdin, {\"id\",\"assertion\",\"cue\"} on stdout");

  chartgap::InspectOptions inspect;
  CLI::App* inspect_command = app.add_subcommand("inspect", "What one stage saw, for people who tune the lexicons");
  inspect_command->add_option("--stage", inspect.stage, "The stage")
      ->check(CLI::IsMember({"sections", "sentences", "tokens", "hits", "context", "quantities", "facts"}))
      ->required();
  inspect_command->add_option("--format", inspect.format, "text, or ndjson (with - : rows {\"id\",\"text\"} on stdin, one answer each)")
      ->check(CLI::IsMember({"text", "ndjson"}))
      ->capture_default_str();
  inspect_command->add_option("documents", inspect.documents, "The documents; - is the standard input")->required();

  chartgap::ScoreOptions score;
  CLI::App* score_command = add_score(app, score);
  chartgap::ConvertOptions convert;
  CLI::App* convert_command = add_convert(app, convert);

  CLI::App* policies_command = app.add_subcommand("policies", "The policies in the program");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    const std::string first = argc > 1 ? argv[1] : "";
    if (app.get_subcommands().empty() && !first.empty() && first[0] != '-') {
      const std::string near = chartgap::nearest(first, {"check", "extract", "assert", "inspect", "score", "convert", "policies"});
      return chartgap::fail("there is no command \"" + first + "\"; expected " +
                            (near.empty() ? "check, extract, assert, inspect, score, convert or policies" : "\"" + near + "\""));
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
  if (*assert_command) return run_assert_command();
  if (*inspect_command) return chartgap::run_inspect(inspect);
  if (*score_command) return chartgap::run_score(score);
  if (*convert_command) return chartgap::run_convert(convert);
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
