#include "tools/command_line.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "criteria/report.h"
#include "nlp/fact.h"
#include "tools/command.h"
#include "tools/command_assert.h"
#include "tools/commands.h"
#include "tools/readers/charset.h"
#include "tools/readers/note_format.h"

namespace chartgap {
namespace {

struct Options {
  CheckOptions check;
  QueryOptions query;
  ExtractOptions extract;
  BatchOptions batch;
  std::string offsets = "codepoint";
  std::vector<std::string> assert_lexicons;
  InspectOptions inspect;
  ExplainOptions explain;
  ScoreOptions score;
  DiffOptions diff;
  LintOptions lint;
  ConvertOptions convert;
  PoliciesOptions policies;
  std::vector<std::string> policy_files;
  PolicyTestOptions policy_test;
  PolicyDiffOptions policy_diff;
  ServeOptions serve;
};

struct Command {
  CLI::App* app;
  int (*run)(Options&);
};

OffsetUnit offset_unit(const std::string& name) {
  if (name == "byte") return OffsetUnit::byte;
  return name == "utf16" ? OffsetUnit::utf16 : OffsetUnit::codepoint;
}

void add_lexicons(CLI::App* command, std::vector<std::string>& folders) {
  command->add_option("--lexicons", folders, "A folder of lexicon files laid over the program's own (repeatable)")->allow_extra_args(false)->type_name("DIR");
}

std::string find_encoding_issue(const std::string& name) {
  return is_known_encoding(name) ? "" : "there is no encoding \"" + name + "\"; expected utf-8, utf-16le, windows-1252 ...";
}

// Of the notes that are given as files.
void add_reading(CLI::App* command, ReadingOptions& options) {
  command->add_option("--input-format", options.format, "The format of the documents: text, ndjson, csv, tsv, fhir, omop, ccda, html, rtf, hl7; without it, by content and ending")
      ->check(CLI::IsMember(note_format_names()))
      ->type_name("FORMAT");
  command->add_option("--encoding", options.encoding, "The encoding of the documents; without it by a byte order mark, UTF-8, or windows-1252 where it is no UTF-8")
      ->check(CLI::Validator(find_encoding_issue, "", "encoding"))
      ->type_name("NAME");
}

void add_case(CLI::App* command, CaseOptions& options) {
  CLI::Option* policy = command->add_option("--policy", options.policy, "A policy's id, or a policy file; several with commas are put side by side")->capture_default_str();
  CLI::Option* payer = command->add_option("--payer", options.payer, "Instead of a policy: that of this payer in force at the date of service")->excludes(policy);
  command->add_option("--date", options.date, "The date of service, YYYY-MM-DD; without it, that of the newest document")->type_name("DATE");
  command->add_option("--cpt", options.cpt, "The procedure code, where a payer has several policies")->needs(payer);
  command->add_option("--decisions", options.decisions, "A JSON file of a reviewer's own decisions on criteria")->type_name("FILE");
  add_lexicons(command, options.lexicons);
  add_reading(command, options.reading);
  command->add_option("documents", options.documents, "The patient's documents; - is the standard input")->required();
}

std::vector<std::string> report_formats() {
  std::vector<std::string> names;
  for (const ReportFormat& format : kReportFormats) names.emplace_back(format.name);
  return names;
}

Command add_check(CLI::App& app, Options& all) {
  CheckOptions& options = all.check;
  CLI::App* command = app.add_subcommand("check", "The documentation-gap report of one patient's documents (exit 0 supported, 1 gaps, 2 error)");
  command->add_option("--format", options.format, "text, json, html, markdown, csv, fhir (R4), sarif, or decisions (a file for --decisions to fill in)")
      ->check(CLI::IsMember(report_formats()))
      ->capture_default_str();
  command->add_flag("--exit-zero", options.exit_zero, "Exit 0 although there are gaps");
  add_case(command, options.input);
  return {command, [](Options& given) {
            given.check.input.reading.reads_pdf = true;
            given.check.colour = isatty(STDOUT_FILENO) != 0 && getenv("NO_COLOR") == nullptr;
            return run_check(given.check);
          }};
}

Command add_query(CLI::App& app, Options& all) {
  CLI::App* command = app.add_subcommand("query", "A documentation query to the provider: what the notes leave open, with their own words and places");
  command->add_option("--format", all.query.format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  add_case(command, all.query.input);
  return {command, [](Options& given) { return run_query(given.query); }};
}

Command add_extract(CLI::App& app, Options& all) {
  CLI::App* command = app.add_subcommand("extract", "The facts of each document, one line a document");
  command->add_option("--format", all.extract.format, "ndjson, text or brat")->check(CLI::IsMember({"ndjson", "text", "brat"}))->capture_default_str();
  command->add_option("--offsets", all.offsets, "codepoint, byte or utf16")->check(CLI::IsMember({"codepoint", "byte", "utf16"}))->capture_default_str();
  add_lexicons(command, all.extract.lexicons);
  add_reading(command, all.extract.reading);
  command->add_option("documents", all.extract.documents, "The documents; - is the standard input")->required();
  return {command, [](Options& given) {
            given.extract.offsets = offset_unit(given.offsets);
            return run_extract(given.extract);
          }};
}

void add_batch_output(CLI::App* command, BatchOptions& options) {
  command->add_option("--out", options.out, "A folder for parts, manifest, rejects and summary, which the same command continues; without it one stream on stdout")
      ->type_name("DIR");
  command->add_flag("--facts", options.facts, "The facts of each note, as extract prints them");
  command->add_option("--policy", options.policy, "The report of each patient under these policies: ids or files, with commas between them");
  command->add_option("--format", options.format, "ndjson, csv, omop (NOTE_NLP) or brat (a tar archive)")
      ->check(CLI::IsMember({"ndjson", "csv", "omop", "brat"}))
      ->capture_default_str();
  command->add_option("--compress", options.compress, "none, gz or zst")->check(CLI::IsMember({"none", "gz", "zst"}))->capture_default_str();
  command->add_option("--part-notes", options.part_notes, "A part is closed at so many records")->check(CLI::Range(uint64_t{1}, uint64_t{1} << 40))->capture_default_str();
  command->add_option("--nlp-date", options.nlp_date, "For omop: what the column nlp_date says")->type_name("DATE");
}

void add_batch_input(CLI::App* command, ReadingOptions& reading) {
  add_reading(command, reading);
  command->add_option("--id-key", reading.id_key, "The key or column of a note's id")->capture_default_str();
  command->add_option("--text-key", reading.text_key, "... of its text")->capture_default_str();
  command->add_option("--patient-key", reading.patient_key, "... of its patient")->capture_default_str();
  command->add_option("--date-key", reading.date_key, "... of its date")->capture_default_str();
  command->add_option("--kind-key", reading.kind_key, "... of its kind")->capture_default_str();
}

Command add_batch(CLI::App& app, Options& all) {
  BatchOptions& options = all.batch;
  CLI::App* command = app.add_subcommand("batch", "A whole collection of notes to facts and verdicts (exit 0 done, 3 done with rejects, 2 error, 130 interrupted)");
  add_batch_output(command, options);
  add_batch_input(command, options.reading);
  command->add_option("--threads", options.threads, "0: one for each core")->check(CLI::Range(0, 1024))->capture_default_str();
  command->add_option("--shard", options.shard, "K/N: of the parts every Nth, from the Kth on, into a folder of its own")->capture_default_str();
  command->add_option("--progress", options.progress, "json (a line each second) or none; without it a bar where stderr is a terminal")->check(CLI::IsMember({"json", "none"}));
  add_lexicons(command, options.lexicons);
  command->add_option("inputs", options.inputs, "Files, folders, patterns in quotes; - is the standard input")->required();
  return {command, [](Options& given) { return run_batch(given.batch); }};
}

Command add_assert(CLI::App& app, Options& all) {
  CLI::App* command =
      app.add_subcommand("assert", "The assertion of a given target: NDJSON {\"id\",\"text\",\"start\",\"end\"} on stdin, {\"id\",\"assertion\",\"cue\"} on stdout");
  add_lexicons(command, all.assert_lexicons);
  return {command, [](Options& given) {
            const Result<Lexicon> lexicon = load_lexicon(given.assert_lexicons);
            return lexicon.ok() ? run_assert(std::cin, std::cout, lexicon.value()) : fail(lexicon.issues());
          }};
}

Command add_inspect(CLI::App& app, Options& all) {
  InspectOptions& options = all.inspect;
  CLI::App* command = app.add_subcommand("inspect", "What one stage saw, for people who tune the lexicons");
  command->add_option("--stage", options.stage, "The stage")->check(CLI::IsMember({"sections", "sentences", "tokens", "hits", "context", "quantities", "facts"}))->required();
  command->add_option("--format", options.format, "text, or ndjson (with - : rows {\"id\",\"text\"} on stdin, one answer each)")
      ->check(CLI::IsMember({"text", "ndjson"}))
      ->capture_default_str();
  add_lexicons(command, options.lexicons);
  add_reading(command, options.reading);
  command->add_option("documents", options.documents, "The documents; - is the standard input")->required();
  return {command, [](Options& given) { return run_inspect(given.inspect); }};
}

Command add_explain(CLI::App& app, Options& all) {
  ExplainOptions& options = all.explain;
  CLI::App* command = app.add_subcommand("explain", "Why there is a fact at a place of a note, or why there is none (exit 0 a fact, 1 none)");
  command->add_option("--at", options.at, "The place, in code points from the beginning")->type_name("OFFSET");
  command->add_option("--quote", options.quote, "The place, by its words")->type_name("WORDS");
  command->add_option("--type", options.type, "Only facts of this type")->check(CLI::IsMember(fact_type_names()));
  add_lexicons(command, options.lexicons);
  add_reading(command, options.reading);
  command->add_option("note", options.note, "The note; - is the standard input")->required();
  return {command, [](Options& given) { return run_explain(given.explain); }};
}

Command add_score(CLI::App& app, Options& all) {
  ScoreOptions& options = all.score;
  CLI::App* command = app.add_subcommand("score", "Precision, recall and F1 on annotated notes (exit 1 when a floor of the gate is missed)");
  command->add_option("--match", options.match, "When spans are the same: overlap or exact")->check(CLI::IsMember({"overlap", "exact"}))->capture_default_str();
  command->add_option("--by", options.by, "The rows: type, code, section, assertion or rule")
      ->check(CLI::IsMember({"type", "code", "section", "assertion", "rule"}))
      ->capture_default_str();
  command->add_flag("--ci", options.intervals, "95 % intervals of F1, by bootstrap over documents");
  command->add_option("--errors", options.errors, "Show so many errors first, each with the stage that lost the fact or let it in")->check(CLI::NonNegativeNumber);
  command->add_option("--gate", options.gate, "A JSON file of floors: {\"fact_f1\": 0.9, \"by_type\": {\"exam\": 0.8}}");
  command->add_option("--predictions", options.predictions, "Score these facts (lines as extract prints them) and not this program's");
  command->add_option("--format", options.format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  add_lexicons(command, options.lexicons);
  command->add_option("corpus", options.corpus, "A folder of annotated notes: ID.txt with ID.ann or ID.json beside it")->required();
  return {command, [](Options& given) { return run_score(given.score); }};
}

Command add_diff(CLI::App& app, Options& all) {
  DiffOptions& options = all.diff;
  CLI::App* command = app.add_subcommand(
      "diff",
      "What another lexicon changes in the facts of notes: gained, lost and changed, by entry; and in their scores, where they are annotated (exit 0 nothing, 1 something)");
  command->add_option("--samples", options.samples, "How many samples of each entry are shown")->capture_default_str();
  command->add_option("--threads", options.threads, "0: one for each core")->check(CLI::Range(0, 256))->capture_default_str();
  command->add_option("old", options.before, "A lexicon folder; - is the lexicon in the program")->required();
  command->add_option("new", options.after, "Another")->required();
  command->add_option("notes", options.notes, "Text files, folders of *.txt (with ID.ann or ID.json beside them they are scored), or NDJSON with \"text\"")->required();
  return {command, [](Options& given) { return run_diff(given.diff); }};
}

Command add_lint(CLI::App& app, Options& all) {
  LintOptions& options = all.lint;
  CLI::App* command = app.add_subcommand("lint", "What is wrong or missing in lexicons (exit 1 when there are errors)");
  add_lexicons(command, options.lexicons);
  command->add_option("--corpus", options.corpus, "Notes: what stands unread in them, and entries that are never hit (repeatable)")->allow_extra_args(false)->type_name("NOTES");
  command->add_option("--level", options.level, "The least that is shown: error, warning or note")->check(CLI::IsMember({"error", "warning", "note"}))->capture_default_str();
  return {command, [](Options& given) { return run_lint(given.lint); }};
}

Command add_convert(CLI::App& app, Options& all) {
  ConvertOptions& options = all.convert;
  CLI::App* command = app.add_subcommand("convert", "Annotated notes from one form to another");
  const auto forms = CLI::IsMember({"brat", "json", "label-studio", "prodigy"});
  command->add_option("--from", options.from, "brat, json, label-studio or prodigy")->check(forms)->required();
  command->add_option("--to", options.to, "brat, json, label-studio or prodigy")->check(forms)->required();
  command->add_flag("--predictions", options.predictions, "To Label Studio: as predictions, not as a person's annotations");
  command->add_flag("--force", options.force, "Write over files that are there");
  command->add_option("in", options.input, "A folder (brat, json) or a file")->required();
  command->add_option("out", options.output, "A folder (brat, json) or a file; - is the standard output")->required();
  return {command, [](Options& given) { return run_convert(given.convert); }};
}

Command add_policies(CLI::App& app, Options& all) {
  CLI::App* command = app.add_subcommand("policies", "The policies in the program, with payer, codes and dates");
  command->add_option("id", all.policies.id, "One policy in full: sources, contractors, parameters, what it does not judge");
  return {command, [](Options& given) { return run_policies(given.policies); }};
}

Command add_policy(CLI::App& app, Options& all) {
  CLI::App* policy = app.add_subcommand("policy", "For people who write policies: lint, test, diff");
  policy->require_subcommand(1);
  CLI::App* lint = policy->add_subcommand("lint", "What is wrong in policy files, each as file:line:column (exit 1 when there are errors)");
  lint->add_option("files", all.policy_files, "Policy files")->required();
  CLI::App* test = policy->add_subcommand("test", "A policy's own labelled cases: what is found otherwise, and which statuses the labels cover (exit 1 on a difference)");
  test->add_option("--cases", all.policy_test.roots, "Folders to look for labelled cases in")->allow_extra_args(false)->capture_default_str();
  test->add_option("what", all.policy_test.what, "A policy's id, a policy file, or a folder of labelled cases; without it every policy");
  CLI::App* diff = policy->add_subcommand("diff", "Which cases another version changes, in which criterion, and why (exit 1 on a change)");
  diff->add_option("old", all.policy_diff.before, "A policy's id or file")->required();
  diff->add_option("new", all.policy_diff.after, "Another")->required();
  diff->add_option("cases", all.policy_diff.cases, "Folders of cases: each folder below with *.txt is one")->required();
  return {policy, [](Options& given) {
            if (!given.policy_files.empty()) return run_policy_lint(given.policy_files);
            return given.policy_diff.before.empty() ? run_policy_test(given.policy_test) : run_policy_diff(given.policy_diff);
          }};
}

Command add_serve(CLI::App& app, Options& all) {
  ServeOptions& options = all.serve;
  CLI::App* command = app.add_subcommand("serve", "The local page, where documents are pasted and the gaps shown, and its HTTP API; until Ctrl-C");
  command->add_option("--port", options.port, "0: one that is free")->capture_default_str();
  command->add_flag("--open,!--no-open", options.open, "Open the page in the browser")->capture_default_str();
  command->add_option("--address", options.address, "Listen on this address, which others may reach, and not only on this machine's own; needs --token")->type_name("IP");
  command->add_option("--token", options.token, "What others must know; without it a new one is made at each start");
  return {command, [](Options& given) { return run_serve(given.serve); }};
}

// "a, b or c"
std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) out += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
  return out;
}

int fail_to_parse(const CLI::App& app, const CLI::ParseError& error, const std::string& first) {
  if (first == "policy" && error.get_name() == "RequiredError" && app.get_subcommands().front()->get_subcommands().empty())
    return fail("policy lacks its command; expected lint, test or diff");
  if (!app.get_subcommands().empty() || first.empty() || first[0] == '-') return fail(std::string(error.what()) + "; see chartgap --help");
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  const std::string near = nearest(first, names);
  return fail("there is no command \"" + first + "\"; expected " + (near.empty() ? listed(names) : "\"" + near + "\""));
}

}  // namespace

int run_command_line(int argc, char** argv) {
  CLI::App app{
      "chartgap reads clinic notes and radiology reports of spine patients and shows what the documentation supports, what contradicts and what is missing under a "
      "medical-necessity policy."};
  app.set_version_flag("--version", "chartgap " + std::string(program_version()));
  app.name("chartgap");
  app.require_subcommand(0, 1);
  Options options;
  std::vector<Command> commands;
  for (const auto add :
       {add_check, add_query, add_extract, add_batch, add_assert, add_inspect, add_explain, add_score, add_diff, add_lint, add_convert, add_policies, add_policy, add_serve}) {
    commands.push_back(add(app, options));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    return fail_to_parse(app, error, argc > 1 ? argv[1] : "");
  }
  for (const Command& command : commands) {
    if (*command.app) return command.run(options);
  }
  std::cout << app.help();
  return 0;
}

}  // namespace chartgap
