// The program as its users call it: exit codes, one line an error, data on stdout.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace chartgap {
namespace {

using ::testing::HasSubstr;

struct ProgramRun {
  int code = -1;
  std::string out;
};

// Runs the program through the shell; stderr is joined to the output.
ProgramRun run(const std::string& arguments, const std::string& input = "") {
  const std::string command =
      (input.empty() ? "" : "printf '%s' '" + input + "' | ") + std::string(CHARTGAP_PROGRAM) + " " + arguments + (arguments.find("2>&1") == std::string::npos ? " 2>&1" : "");
  ProgramRun out;
  FILE* pipe = popen(command.c_str(), "r");
  char buffer[4096];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.out.append(buffer, n);
  out.code = WEXITSTATUS(pclose(pipe));
  return out;
}

class ProgramTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("chartgap_test_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  std::filesystem::path folder_;
};

TEST_F(ProgramTest, extracts_facts_as_one_line_a_document) {
  const std::string note = write("n.txt", "HPI: Neck pain radiating to the left arm. No weakness.\n");
  const ProgramRun one = run("extract " + note);
  ASSERT_EQ(one.code, 0);
  const nlohmann::json line = nlohmann::json::parse(one.out);
  EXPECT_EQ(line["document"], note);
  ASSERT_GE(line["facts"].size(), 3u);
  EXPECT_EQ(line["facts"][0]["code"], "neck_pain");
  EXPECT_EQ(line["facts"][0]["text"], "Neck pain");
}

TEST_F(ProgramTest, checks_a_case_and_says_by_its_exit_code_that_there_are_gaps) {
  const std::string note = write("n.txt", "HPI: Neck pain.\n");
  EXPECT_EQ(run("check " + note).code, 1);
  EXPECT_EQ(run("check --exit-zero " + note).code, 0);
  const nlohmann::json report = nlohmann::json::parse(run("check --exit-zero --format json " + note).out);
  EXPECT_EQ(report["policy"]["id"], "cervical-esi-62321");
  EXPECT_EQ(report["criteria"].size(), 17u);
  EXPECT_THAT(run("check --exit-zero --format html " + note).out, HasSubstr("<!doctype html>"));
}

TEST_F(ProgramTest, never_says_approve_or_deny) {
  const std::string note = write("n.txt", "HPI: Neck pain radiating down the left arm for 3 months.\n");
  for (const char* format : {"text", "json", "html", "markdown", "csv", "fhir", "sarif"}) {
    const std::string report = run("check --exit-zero --format " + std::string(format) + " " + note).out;
    for (const char* word : {"approve", "Approve", "deny", "denied", "medically indicated"}) EXPECT_EQ(report.find(word), std::string::npos) << format << " " << word;
  }
}

constexpr const char* kDecision = R"({"schema_version": 1, "decisions": [{"policy": "cervical-esi-62321", "criterion": "diagnossis", "status": "met", "reason": "x"}]})";

TEST_F(ProgramTest, each_bad_input_gets_its_own_message_and_exit_2) {
  const std::string note = write("n.txt", "Neck pain.");
  const auto fails = [](const ProgramRun& one, const std::string& message) {
    EXPECT_EQ(one.code, 2) << one.out;
    EXPECT_THAT(one.out, HasSubstr(message));
  };
  fails(run("check /nowhere/x.txt"), "/nowhere/x.txt: cannot be read");
  fails(run("check " + folder_.string()), "is a directory");
  fails(run("check " + write("empty.txt", "")), "is empty");
  fails(run("check " + write("binary.txt", std::string("a\0b", 3))), "is not a text file");
  fails(run("check --policy cervical-esi-62322 " + note), "expected \"cervical-esi-62321\"");
  fails(run("check --policy " + write("p.json", "{\"id\": 1}") + " " + note), "p.json:1:");
  fails(run("check --decisions /nowhere/d.json " + note), "/nowhere/d.json: cannot be read");
  fails(run("check --decisions " + write("d.json", "{}") + " " + note), "d.json:1:1: \"schema_version\" is missing");
  fails(run("check --decisions " + write("c.json", kDecision) + " " + note), "c.json:1:");
  fails(run("chek " + note), "there is no command \"chek\"; expected \"check\"");
  fails(run("check --formt json " + note), "chartgap:");
  fails(run("extract " + note + " 2>&1 >/dev/full"), "could not be written");
}

// Judging once read the numbers of the whole note again for every fact: 25 s for 1.6 MB.
TEST_F(ProgramTest, a_long_note_is_judged_in_time_that_grows_with_its_length) {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "He has had sharp left arm pain for 6 weeks and denies weakness. PT x 6 weeks did not help.\n";
  const std::string note = write("long.txt", text);
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(run("check " + note).code, 1);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
}

TEST_F(ProgramTest, query_asks_what_the_notes_leave_open) {
  const std::string note = write("n.txt", "HPI: Neck pain.\n");
  const ProgramRun one = run("query " + note);
  EXPECT_EQ(one.code, 0);
  EXPECT_THAT(one.out, HasSubstr("Question 1\n"));
  EXPECT_GT(nlohmann::json::parse(run("query --format json " + note).out)["questions"].size(), 5u);
  EXPECT_EQ(run("query /nowhere/x.txt").code, 2);
}

TEST_F(ProgramTest, a_decision_survives_a_re_run_and_a_changed_note) {
  const std::string note = write("n.txt", "HPI: Neck pain.\n");
  const auto report = [&](const std::string& options) { return nlohmann::json::parse(run("check --exit-zero --format json " + options + note).out); };
  const std::string sha256 = report("")["documents"][0]["sha256"];
  const std::string file =
      write("d.json", R"({"schema_version": 1, "decisions": [{"policy": "cervical-esi-62321", "criterion": "image_guidance", "status": "met", "was": "not_documented",
      "reason": "the suite has nothing else", "documents": [{"name": "n.txt", "sha256": ")" +
                          sha256 + "\"}]}]}");
  const auto decision = [&] {
    const nlohmann::json all = report("--decisions " + file + " ");
    for (const auto& criterion : all["criteria"]) {
      if (criterion["id"] == "image_guidance") return criterion;
    }
    return nlohmann::json();
  };
  EXPECT_EQ(decision()["status"], "not_documented");
  EXPECT_EQ(decision()["decision"]["state"], "holds");
  write("n.txt", "HPI: Neck pain and arm pain.\n");
  EXPECT_EQ(decision()["decision"]["changes"], nlohmann::json({"n.txt has changed"}));
  write("n.txt", "PLAN: cervical epidural steroid injection under fluoroscopy.\n");
  EXPECT_EQ(decision()["status"], "met");
  EXPECT_EQ(decision()["decision"]["state"], "resolved");
}

TEST_F(ProgramTest, bad_input_is_an_operation_outcome_for_a_fhir_client) {
  const ProgramRun one = run("check --format fhir /nowhere/x.txt 2>/dev/null # 2>&1");
  EXPECT_EQ(one.code, 2);
  EXPECT_EQ(nlohmann::json::parse(one.out)["resourceType"], "OperationOutcome");
}

// A note saved as "Unicode" by a word processor was once "not a text file".
TEST_F(ProgramTest, reads_utf_16_with_its_mark) {
  std::string bytes = "\xFF\xFE";
  for (const char c : std::string("Neck pain.")) bytes += {c, '\0'};
  const nlohmann::json line = nlohmann::json::parse(run("extract " + write("u.txt", bytes)).out);
  EXPECT_EQ(line["facts"][0]["text"], "Neck pain");
  EXPECT_EQ(line["facts"][0]["start"], 0);
}

TEST_F(ProgramTest, reads_the_standard_input) {
  const ProgramRun one = run("extract -", "Neck pain.");
  ASSERT_EQ(one.code, 0);
  EXPECT_EQ(nlohmann::json::parse(one.out)["document"], "-");
}

TEST_F(ProgramTest, inspect_answers_rows_in_order) {
  const ProgramRun one = run("inspect --stage quantities --format ndjson -", R"({"id": "a", "text": "for 6 weeks"}
{"id": "b", "text": "nothing"}
bad
)");
  ASSERT_EQ(one.code, 0);
  EXPECT_THAT(one.out, HasSubstr(R"("iso":"P6W","min_days":42,"max_days":42)"));
  EXPECT_THAT(one.out, HasSubstr(R"({"id":"b","quantities":[]})"));
  EXPECT_THAT(one.out, HasSubstr("\"error\""));
}

TEST_F(ProgramTest, offsets_come_in_three_units) {
  const std::string note = write("n.txt", "😀 é neck pain.");
  const auto start = [&](const std::string& unit) { return nlohmann::json::parse(run("extract --offsets " + unit + " " + note).out)["facts"][0]["start"].get<int>(); };
  EXPECT_EQ(start("codepoint"), 4);
  EXPECT_EQ(start("utf16"), 5);
  EXPECT_EQ(start("byte"), 8);
}

constexpr const char* kOverlay =
    "{\"lexicon\": \"symptom\", \"about\": \"x\", \"entries\": [\n"
    "{\"id\": \"symptom.gronk\", \"senses\": {\"symptom\": \"numbness\"}, \"terms\": [\"gronky\"], \"yes\": [\"[gronky]\"]},\n"
    "{\"id\": \"cue.deny\", \"remove\": true}]}";

TEST_F(ProgramTest, a_folder_of_lexicons_lies_over_the_own_in_every_command) {
  const std::string note = write("n.txt", "HPI: The hand is gronky. She denies weakness.\n");
  write("over.json", kOverlay);
  const std::string over = " --lexicons " + folder_.string() + " ";
  EXPECT_THAT(run("extract" + over + note).out, HasSubstr("\"rule\":\"symptom.gronk\""));
  EXPECT_THAT(run("inspect --stage hits" + over + note).out, HasSubstr("symptom.gronk"));
  EXPECT_THAT(run("explain --quote gronky" + over + note).out, HasSubstr("over.json:2"));
  const std::string row = R"({"text": "She denies weakness.", "start": 11, "end": 19})";
  EXPECT_THAT(run("assert", row).out, HasSubstr("absent"));
  EXPECT_THAT(run("assert" + over, row).out, HasSubstr("present"));
  const auto fingerprint = [&](const std::string& options) { return nlohmann::json::parse(run("check --exit-zero --format json " + options + note).out).dump(); };
  EXPECT_NE(fingerprint(over), fingerprint(""));
  write("over.json", "{\"lexicon\": \"x\", \"about\": \"x\", \"entries\": [{\"id\": \"cue.denny\", \"remove\": true}]}");
  const ProgramRun bad = run("extract" + over + note);
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.out, HasSubstr("over.json:1:51: there is no entry \"cue.denny\" to remove [lexicon.remove]; expected \"cue.deny\""));
}

TEST_F(ProgramTest, diff_shows_what_a_lexicon_changes) {
  const std::string note = write("n.txt", "The hand is gronky. She denies weakness.\n");
  const std::filesystem::path over = folder_ / "over";
  std::filesystem::create_directories(over);
  write("over/x.json", kOverlay);
  const ProgramRun one = run("diff - " + over.string() + " " + note);
  EXPECT_EQ(one.code, 1);
  EXPECT_THAT(one.out, HasSubstr("facts    1 -> 2: +1 gained, -0 lost, ~1 changed\nentries  +1 added, -1 removed, ~0 edited\n"));
  EXPECT_THAT(one.out, HasSubstr("x.json:2"));
  EXPECT_THAT(one.out, HasSubstr("~ " + note + ":1  symptom weakness, absent -> symptom weakness, present"));
  EXPECT_EQ(run("diff - - " + note).code, 0);
  EXPECT_EQ(run("diff - /nowhere " + note).code, 2);
  const std::string threads = run("diff --threads 1 - " + over.string() + " " + note + " 2>/dev/null # 2>&1").out;
  EXPECT_EQ(run("diff --threads 4 - " + over.string() + " " + note + " 2>/dev/null # 2>&1").out, threads);
}

TEST_F(ProgramTest, diff_scores_annotated_notes) {
  std::filesystem::create_directories(folder_ / "over");
  std::filesystem::create_directories(folder_ / "notes");
  write("over/x.json", kOverlay);
  write("notes/a.txt", "The hand is gronky.\n");
  write("notes/a.ann", "T1\tsymptom_numbness 12 18\tgronky\nA1\tassertion T1 present\n");
  write("notes/b.txt", "She has numbness.\n");
  const std::string arguments = "diff - " + (folder_ / "over").string() + " " + (folder_ / "notes").string();
  const ProgramRun one = run(arguments);
  EXPECT_EQ(one.code, 1);
  EXPECT_THAT(one.out, HasSubstr("scored   1 annotated of 2 notes, 1 facts; 95 %"));
  EXPECT_THAT(one.out, HasSubstr("             recall     0.0000  1.0000  +1.0000  +1.0000 to +1.0000\n"));
  write("notes/a.ann", "T1\tsymptom_numbness 12 99\tgronky\n");
  const ProgramRun bad = run(arguments);
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.out, HasSubstr("a.ann:1:"));
}

TEST_F(ProgramTest, lint_exits_1_when_there_are_errors) {
  write("x.json",
        "{\"lexicon\": \"x\", \"about\": \"x\", \"entries\": [\n{\"id\": \"x.y\", \"senses\": {\"symptom\": \"numbness\"}, \"terms\": [\"gronky\"], \"yes\": [\"[gronk]\"]}]}");
  const ProgramRun one = run("lint --lexicons " + folder_.string());
  EXPECT_EQ(one.code, 1);
  EXPECT_THAT(one.out, HasSubstr("x.json:2: error: it does not hit \"[gronk]\" [example]; a term for these words, or another example"));
  EXPECT_EQ(one.out.find("context.json"), std::string::npos);  // only the user's own files
  write("x.json", kOverlay);
  EXPECT_EQ(run("lint --lexicons " + folder_.string()).code, 0);
  EXPECT_EQ(run("lint --level error").code, 0);  // the program's own lexicon
}

TEST_F(ProgramTest, explain_finds_a_place_by_offset_or_words) {
  const std::string note = write("n.txt", "É: she denies Numbness\nof the left hand.\n");
  EXPECT_EQ(run("explain --at 14 " + note).code, 0);
  EXPECT_THAT(run("explain --at 14 " + note).out, HasSubstr("fact             symptom numbness, absent"));
  EXPECT_THAT(run("explain --quote 'numbness of' " + note).out, HasSubstr("n.txt:1:15 (14-25)"));
  EXPECT_THAT(run("explain --quote left " + note).out, HasSubstr("gives            side left to symptom numbness"));
  EXPECT_EQ(run("explain --quote left " + note).code, 1);
  EXPECT_THAT(run("explain --quote numbness --type therapy " + note).out, HasSubstr("its entry knows no therapy"));
  EXPECT_EQ(run("explain --quote nowhere " + note).code, 2);
  EXPECT_EQ(run("explain " + note).code, 2);
  EXPECT_EQ(run("explain --at 9 --quote x " + note).code, 2);
  EXPECT_EQ(run("explain --at 9999 " + note).code, 2);
  const std::string misspelled = write("m.txt", "She has paresthesiass.\n");
  EXPECT_THAT(run("explain --quote paresthesiass " + misspelled).out, HasSubstr("nearest        \"paresthesias\"  symptom.paresthesia"));
}

TEST_F(ProgramTest, puts_policies_side_by_side_and_chooses_them_by_payer) {
  const std::string note = write("n.txt", "Date of service: 03/05/2025\nHPI: Neck pain.\n");
  const ProgramRun both = run("check --policy medicare-esi-cervical,evicore-esi-cervical " + note);
  EXPECT_EQ(both.code, 1);
  EXPECT_THAT(both.out, testing::StartsWith("medicare-esi-cervical 1.0.0  INCOMPLETE"));
  EXPECT_THAT(both.out, HasSubstr("under every policy: wants"));
  const std::string json = run("check --exit-zero --format json --policy medicare-esi-cervical,evicore-esi-cervical " + note).out;
  EXPECT_EQ(nlohmann::json::parse(json)["policies"].size(), 2u);
  const std::string page = run("check --exit-zero --format html --policy medicare-esi-cervical,evicore-esi-cervical " + note).out;
  EXPECT_THAT(page, AllOf(HasSubstr("medicare-esi-cervical"), HasSubstr("evicore-esi-cervical")));
  EXPECT_THAT(run("check --payer noridian --cpt 62323 " + note).out, HasSubstr("medicare-esi-lumbar"));
  EXPECT_THAT(run("check --payer carelon --date 2023-01-02 " + note).out, HasSubstr("carelon-esi-cervical-2022"));
  EXPECT_THAT(run("check --policy carelon-esi-cervical-2022 --date 2025-01-02 " + note).out, HasSubstr("is in force from 2022-03-13 to 2023-04-08"));
  EXPECT_EQ(run("check --payer carelon --date 2025-02-30 " + note).code, 2);
  EXPECT_EQ(run("check --payer carelon --policy medicare-esi-cervical " + note).code, 2);
}

TEST_F(ProgramTest, lints_tests_and_compares_policies) {
  const std::string policies = std::string(CHARTGAP_ROOT) + "/criteria/policies/";
  EXPECT_EQ(run("policy lint " + policies + "medicare-esi-lumbar.json").code, 0);
  EXPECT_EQ(run("policy lint " + write("p.json", "{\"id\": 1}")).code, 1);
  const ProgramRun tested = run("policy test " + policies + "carelon-esi-cervical");
  EXPECT_EQ(tested.code, tested.out.find(", found ") == std::string::npos ? 0 : 1) << tested.out;
  EXPECT_THAT(tested.out, HasSubstr("carelon-esi-cervical 2023.1: 3 cases, "));
  EXPECT_EQ(run("policy test --cases /nowhere evicore-esi-cervical").code, 2);
  const ProgramRun diff = run("policy diff carelon-esi-cervical-2022 carelon-esi-cervical " + policies + "carelon-esi-cervical");
  EXPECT_EQ(diff.code, 1);
  EXPECT_THAT(diff.out, HasSubstr("repeat_response: met -> not_met (min_days 21 -> 90)"));
  EXPECT_EQ(run("policy diff carelon-esi-cervical carelon-esi-cervical " + policies + "carelon-esi-cervical").code, 0);
  EXPECT_EQ(run("policy diff carelon-esi-cervical carelon-esi-cervical /nowhere").code, 2);
  EXPECT_THAT(run("policies").out, HasSubstr("62323 64483 64484"));
  EXPECT_THAT(run("policies medicare-esi-lumbar").out, HasSubstr("L39240"));
}

// The libraries must not print, exit, or read the clock, the locale or the environment.
TEST(Libraries, call_nothing_that_a_library_must_not) {
  for (const char* library : {"libchartgap_nlp.a", "libchartgap_criteria.a"}) {
    const std::string path = (std::filesystem::path(CHARTGAP_PROGRAM).parent_path() / library).string();
    FILE* pipe = popen(("nm -u " + path + " 2>/dev/null").c_str(), "r");
    std::string symbols;
    char buffer[4096];
    for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) symbols.append(buffer, n);
    pclose(pipe);
    ASSERT_FALSE(symbols.empty()) << path;
    for (const char* forbidden :
         {" printf\n", " puts\n", " fputs\n", " fwrite\n", " exit\n", " getenv\n", " setlocale\n", " time\n", " clock_gettime\n", " fopen\n", " _ZSt4cout\n", " _ZSt4cerr\n"}) {
      EXPECT_EQ(symbols.find(forbidden), std::string::npos) << path << forbidden;
    }
  }
}

}  // namespace
}  // namespace chartgap
