// The commands score and convert as their users call them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace chartgap {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

struct ProgramRun {
  int code = -1;
  std::string out;
};

ProgramRun run(const std::string& arguments) {
  ProgramRun one;
  FILE* pipe = popen((std::string(CHARTGAP_PROGRAM) + " " + arguments + " 2>&1").c_str(), "r");
  char buffer[4096];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) one.out.append(buffer, n);
  one.code = WEXITSTATUS(pclose(pipe));
  return one;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class ScoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("chartgap_score_" + std::to_string(getpid()));
    fs::create_directories(folder_ / "corpus");
    write("corpus/a.txt", "HPI: Neck pain.\n");
    write("corpus/a.ann", "T1\tsymptom_neck_pain 5 14\tNeck pain\nA1\tassertion T1 present\n#1\tAnnotatorNotes T1\t{\"region\":\"neck\"}\n");
    write("corpus/b.txt", "HPI: Denies fever. Tired.\n");
    write("corpus/b.ann", "T1\tred_flag_fever 12 17\tfever\nA1\tassertion T1 absent\nT2\tred_flag_weight_loss 19 24\tTired\nA2\tassertion T2 present\n");
    corpus_ = path("corpus");
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return path(name);
  }
  fs::path folder_;
  std::string corpus_;
};

TEST_F(ScoreTest, counts_what_the_program_reads) {
  const ProgramRun one = run("score --format json --ci --by section " + corpus_);
  ASSERT_EQ(one.code, 0) << one.out;
  const nlohmann::json score = nlohmann::json::parse(one.out);
  EXPECT_EQ(score["documents"], 2);
  EXPECT_EQ(score["overlap"]["fact"]["gold"], 3);
  EXPECT_EQ(score["overlap"]["fact"]["right"], 2);
  EXPECT_EQ(score["by_section"]["hpi"]["gold"], 3);
  EXPECT_EQ(score["overlap"]["fact"]["f1_interval"].size(), 2u);
}

TEST_F(ScoreTest, names_each_error_by_its_place) {
  const ProgramRun one = run("score --errors 5 " + corpus_);
  EXPECT_EQ(one.code, 0);
  EXPECT_THAT(
      one.out,
      HasSubstr("corpus/b.txt:1:20: missed     red_flag/weight_loss \"Tired\" present\n    no_entry: no entry has these words as red_flag\n1 of 1 errors; by stage: no_entry 1\n"));
  EXPECT_THAT(one.out, HasSubstr("2 documents, 3 annotated facts, 2 extracted; tables count overlapping spans\n"));
}

TEST_F(ScoreTest, the_errors_in_json_have_their_causes) {
  write("corpus/b.ann", "T1\tred_flag_fever 12 17\tfever\nA1\tassertion T1 present\n");
  const nlohmann::json error = nlohmann::json::parse(run("score --format json --errors 5 " + corpus_).out)["errors"][0];
  EXPECT_EQ(error["kind"], "assertion");
  ASSERT_EQ(error["causes"].size(), 1u);
  EXPECT_EQ(error["causes"][0]["stage"], "cue");
  EXPECT_EQ(error["causes"][0]["by"]["id"], "cue.deny");
  EXPECT_THAT(error["causes"][0]["by"]["at"].get<std::string>(), HasSubstr("lexicons/context.json:"));
  EXPECT_THAT(error["causes"][0]["entry"]["at"].get<std::string>(), HasSubstr("lexicons/red_flag.json:"));
}

TEST_F(ScoreTest, scores_another_runs_facts_and_names_the_entries_behind_its_errors) {
  const std::string other = write(
      "other.ndjson", R"({"document": "/x/a.txt", "facts": [{"type": "symptom", "code": "neck_pain", "assertion": "absent", "start": 5, "end": 14, "text": "Neck pain",)"
                      R"( "section": "hpi", "rule": "symptom.neck_pain", "cue": {"id": "some.cue", "start": 0, "end": 1, "text": "x"}, "attributes": {"region": "low_back"}}]})"
                      "\n");
  const ProgramRun one = run("score --errors 9 --predictions " + other + " " + corpus_);
  EXPECT_EQ(one.code, 0);
  EXPECT_THAT(one.out, HasSubstr("1 annotated documents have no line"));
  EXPECT_THAT(one.out, HasSubstr("a.txt:1:6: assertion  symptom/neck_pain \"Neck pain\" is present, was read as absent  (symptom.neck_pain lexicons/symptom.json:"));
  EXPECT_THAT(one.out, HasSubstr("; cue some.cue)"));
  EXPECT_THAT(one.out, HasSubstr("has region neck; was read with region low_back"));
  const std::string wrong =
      write("wrong.ndjson", R"({"document": "a", "facts": [{"type": "diagnosis", "code": "cervicalgia", "assertion": "present", "start": 5, "end": 14, "text": "Neck pain"}]})");
  EXPECT_THAT(run("score --errors 1 --predictions " + wrong + " " + corpus_).out,
              HasSubstr("missed     symptom/neck_pain \"Neck pain\" present, was read as diagnosis/cervicalgia \"Neck pain\"\n"));
  EXPECT_THAT(run("score --predictions " + write("bad.ndjson", "{\"document\": \"a\"}\n{") + " " + corpus_).out, HasSubstr("bad.ndjson:2:"));
}

TEST_F(ScoreTest, a_floor_that_is_missed_makes_exit_1) {
  EXPECT_EQ(run("score --gate " + write("low.json", "{\"fact_f1\": 0.8}") + " " + corpus_).code, 0);
  const ProgramRun one = run("score --gate " + write("high.json", "{\"fact_f1\": 0.81,\n\"by_type\": {\"symptom\": 1, \"red_flag\": 0.7}}") + " " + corpus_);
  EXPECT_EQ(one.code, 1);
  EXPECT_THAT(one.out, HasSubstr("high.json:1: fact_f1 is 0.8000, under the floor 0.8100 [gate.missed]\n"));
  EXPECT_THAT(one.out, HasSubstr("high.json:2: by_type red_flag is 0.6667, under the floor 0.7000 [gate.missed]\n"));
  EXPECT_THAT(one.out, Not(HasSubstr("by_type symptom is")));
}

TEST_F(ScoreTest, all_that_is_wrong_with_corpus_and_gate_comes_at_once) {
  write("corpus/c.ann", "");
  const ProgramRun one = run("score --gate " + write("gate.json", "{\"fact_f2\": 1}") + " " + corpus_);
  EXPECT_EQ(one.code, 2);
  EXPECT_THAT(one.out, HasSubstr("gate.json:1:13: there is no measure \"fact_f2\" [gate.key]; expected \"fact_f1\"\n"));
  EXPECT_THAT(one.out, HasSubstr("c.ann: has no note beside it [annotation.no_note]; expected c.txt\n"));
}

TEST_F(ScoreTest, converts_there_and_back_without_loss) {
  for (const std::string form : {"json", "label-studio", "prodigy"}) {
    const std::string there = path("there_" + form);
    const std::string back = path("back_" + form);
    ASSERT_EQ(run("convert " + corpus_ + " " + there + " --from brat --to " + form).code, 0);
    ASSERT_EQ(run("convert " + there + " " + back + " --from " + form + " --to brat").code, 0);
    for (const char* name : {"a.txt", "a.ann", "b.txt", "b.ann"}) EXPECT_EQ(bytes_of(fs::path(back) / name), bytes_of(folder_ / "corpus" / name)) << form << " " << name;
  }
}

TEST_F(ScoreTest, converting_writes_over_nothing_and_outside_of_nothing) {
  const std::string to = path("to");
  ASSERT_EQ(run("convert " + corpus_ + " " + to + " --from brat --to json").code, 0);
  EXPECT_EQ(run("convert " + corpus_ + " " + to + " --from brat --to json").code, 0);  // the same bytes
  write("to/a.json", "mine");
  const ProgramRun refused = run("convert " + corpus_ + " " + to + " --from brat --to json");
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.out, HasSubstr("a.json: is there already [output.exists]; expected a new path, or --force"));
  EXPECT_EQ(bytes_of(folder_ / "to/a.json"), "mine");
  EXPECT_EQ(run("convert --force " + corpus_ + " " + to + " --from brat --to json").code, 0);
  const std::string climbing =
      write("t.jsonl", "{\"text\": \"x\", \"meta\": {\"id\": \"../up\"}}\n{\"text\": \"x\", \"meta\": {\"id\": \"d\"}}\n{\"text\": \"x\", \"meta\": {\"id\": \"d\"}}\n");
  const ProgramRun one = run("convert " + climbing + " " + to + " --from prodigy --to brat");
  EXPECT_EQ(one.code, 2);
  EXPECT_THAT(one.out, HasSubstr("the id \"../up\" is no file name"));
  EXPECT_THAT(one.out, HasSubstr("the id \"d\" stands here twice"));
  EXPECT_FALSE(fs::exists(folder_ / "up.txt"));
  EXPECT_THAT(run("convert " + corpus_ + " " + to + " --from json --to brat").out, HasSubstr("holds no annotated note [annotation.none]; expected ID.txt with ID.json beside it"));
}

TEST_F(ScoreTest, predictions_for_label_studio_are_no_annotations) {
  const ProgramRun one = run("convert --predictions " + corpus_ + " - --from brat --to label-studio");
  ASSERT_EQ(one.code, 0);
  const nlohmann::json tasks = nlohmann::json::parse(one.out);
  EXPECT_EQ(tasks.size(), 2u);
  EXPECT_FALSE(tasks[0].contains("annotations"));
  EXPECT_EQ(tasks[0]["predictions"][0]["result"][0]["value"]["labels"][0], "symptom_neck_pain");
}

}  // namespace
}  // namespace chartgap
