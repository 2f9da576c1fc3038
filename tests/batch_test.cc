// `chartgap batch` as its users call it: the stream for engines, the folder, and what continues or refuses a run.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/json_schema.h"

namespace chartgap {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

struct ProgramRun {
  int code = -1;
  std::string out;
};

// Runs the program through the shell.
ProgramRun run(const std::string& arguments) {
  ProgramRun out;
  FILE* pipe = popen((std::string(CHARTGAP_PROGRAM) + " batch " + arguments).c_str(), "r");
  char buffer[4096];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.out.append(buffer, n);
  out.code = WEXITSTATUS(pclose(pipe));
  return out;
}

std::string file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<json> json_lines(const std::string& text) {
  std::vector<json> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
  return out;
}

using Files = std::map<std::string, std::string>;

Files files_of(const fs::path& folder) {
  Files out;
  for (const auto& entry : fs::directory_iterator(folder)) out[entry.path().filename().string()] = file_text(entry.path());
  return out;
}

// The files of the parts, without those of a run.
Files parts_of(const fs::path& folder) {
  Files out = files_of(folder);
  std::erase_if(out, [](const auto& file) { return file.first.rfind("part-", 0) != 0; });
  return out;
}

std::string facts_of(const Files& parts) {
  std::string out;
  for (const auto& [name, bytes] : parts) {
    if (name.find("rejects") == std::string::npos && name.find("verdicts") == std::string::npos) out += bytes;
  }
  return out;
}

class BatchTest : public ::testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return path(name);
  }
  // Every tenth line is cut off; the patients come round in turn.
  std::string write_notes(const std::string& name, int count, bool bad = true) const {
    std::string text;
    for (int i = 0; i < count; ++i) {
      const json note = {{"id", "n" + std::to_string(i)},
                         {"patient_id", "p" + std::to_string(i % 7)},
                         {"text", "HPI: Neck pain radiating to the left arm for " + std::to_string(i % 9 + 2) + " months. No weakness.\nMRI shows C5-C6 stenosis.\n"}};
      const std::string line = note.dump();
      text += (bad && i % 10 == 5 ? line.substr(0, line.size() / 2) : line) + "\n";
    }
    return write(name, text);
  }
  const fs::path folder_ = fs::temp_directory_path() / ("chartgap_batch_" + std::to_string(getpid()));
};

TEST_F(BatchTest, one_bad_line_in_ten_gives_nine_results_and_one_reject_in_their_order) {
  const std::string notes = write_notes("notes.ndjson", 200);
  const ProgramRun one = run("- --facts --threads 3 < " + notes);
  EXPECT_EQ(one.code, 3);
  const std::vector<json> lines = json_lines(one.out);
  ASSERT_EQ(lines.size(), 200u);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i % 10 == 5) {
      EXPECT_EQ(lines[i]["reject"]["line"], i + 1);
      EXPECT_EQ(lines[i]["reject"]["code"], "bad-json");
      EXPECT_THAT(lines[i].dump(), Not(HasSubstr("Neck")));
    } else {
      EXPECT_EQ(lines[i]["document"], "n" + std::to_string(i));
      EXPECT_GE(lines[i]["facts"].size(), 3u);
    }
  }
}

TEST_F(BatchTest, facts_are_those_of_extract) {
  const std::string note = write("n.txt", "HPI: Neck pain radiating to the left arm.\nMOTOR: 4/5 left biceps and triceps.\n\"quoted\" caf\xC3\xA9 C5, C6 and C7 \xFF damage\n");
  FILE* pipe = popen((std::string(CHARTGAP_PROGRAM) + " extract " + note).c_str(), "r");
  char buffer[1 << 16];
  const std::string extracted(buffer, fread(buffer, 1, sizeof buffer, pipe));
  pclose(pipe);
  json batch = json::parse(run("--facts " + note).out);
  EXPECT_EQ(batch["facts"], json::parse(extracted)["facts"]);
}

// A line is answered before the next one comes.
TEST_F(BatchTest, answers_each_line_of_an_engine_that_waits_for_it) {
  int to[2], from[2];
  ASSERT_EQ(pipe(to), 0);
  ASSERT_EQ(pipe(from), 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(to[0], 0);
    dup2(from[1], 1);
    for (const int end : {to[0], to[1], from[0], from[1]}) close(end);
    execl(CHARTGAP_PROGRAM, CHARTGAP_PROGRAM, "batch", "-", "--facts", "--threads", "2", nullptr);
    _exit(127);
  }
  close(to[0]);
  close(from[1]);
  FILE* answers = fdopen(from[0], "r");
  char buffer[4096];
  for (int i = 0; i < 5; ++i) {
    const std::string line = "{\"id\":\"n" + std::to_string(i) + "\",\"text\":\"Neck pain.\"}\n";
    ASSERT_EQ(::write(to[1], line.data(), line.size()), static_cast<ssize_t>(line.size()));
    ASSERT_NE(fgets(buffer, sizeof buffer, answers), nullptr);
    EXPECT_EQ(json::parse(buffer)["document"], "n" + std::to_string(i));
  }
  close(to[1]);
  EXPECT_EQ(fgets(buffer, sizeof buffer, answers), nullptr);
  fclose(answers);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST_F(BatchTest, writes_the_same_by_one_thread_and_by_eight) {
  const std::string notes = write_notes("notes.ndjson", 500);
  for (const std::string format : {"--facts", "--facts --compress zst", "--facts --compress gz", "--facts --format csv", "--facts --format omop --nlp-date 2026-01-02",
                                   "--facts --format brat", "--policy cervical-esi-62321 --facts", "--policy cervical-esi-62321 --format csv"}) {
    EXPECT_EQ(run(notes + " --out " + path("one") + " --part-notes 90 --threads 1 " + format + " 2>&1").code, 3);
    EXPECT_EQ(run(notes + " --out " + path("eight") + " --part-notes 90 --threads 8 " + format + " 2>&1").code, 3);
    EXPECT_EQ(files_of(path("one")), files_of(path("eight"))) << format;
    EXPECT_GE(files_of(path("one")).size(), 9u);
    fs::remove_all(path("one"));
    fs::remove_all(path("eight"));
  }
}

TEST_F(BatchTest, twenty_shards_write_the_parts_of_one_run) {
  const std::string notes = write_notes("notes.ndjson", 500);
  for (const std::string options : {" --facts --part-notes 17", " --facts --policy cervical-esi-62321 --part-notes 30"}) {
    ASSERT_EQ(run(notes + " --out " + path("whole") + options + " 2>&1").code, 3);
    Files all;
    for (int shard = 1; shard <= 20; ++shard) {
      const std::string out = path("shard" + std::to_string(shard));
      run(notes + " --out " + out + options + " --shard " + std::to_string(shard) + "/20 2>&1");
      all.merge(parts_of(out));
      fs::remove_all(out);
    }
    EXPECT_EQ(all, parts_of(path("whole"))) << options;
    EXPECT_GE(all.size(), 10u);
    fs::remove_all(path("whole"));
  }
}

TEST_F(BatchTest, parts_in_a_row_are_the_stream) {
  const std::string notes = write_notes("notes.ndjson", 300, false);
  ASSERT_EQ(run(notes + " --out " + path("out") + " --facts --part-notes 70 2>&1").code, 0);
  EXPECT_EQ(facts_of(parts_of(path("out"))), run("--facts " + notes).out);
}

TEST_F(BatchTest, judges_the_notes_of_a_patient_together) {
  const std::string notes = write("notes.ndjson", R"({"id":"a","patient_id":"p1","text":"HPI: Neck pain."}
{"id":"b","patient_id":"p2","text":"HPI: Low back pain."}
{"id":"c","patient_id":"p1","kind":"imaging_report","date":"2025-03-02","text":"PLAN: cervical epidural steroid injection under fluoroscopy."}
)");
  ASSERT_EQ(run(notes + " --out " + path("out") + " --policy cervical-esi-62321 2>&1").code, 0);
  const std::vector<json> verdicts = json_lines(file_text(path("out") + "/part-00001.verdicts.ndjson"));
  ASSERT_EQ(verdicts.size(), 2u);
  EXPECT_EQ(verdicts[0]["patient_id"], "p1");
  const json& documents = verdicts[0]["report"]["documents"];
  ASSERT_EQ(documents.size(), 2u);
  EXPECT_EQ(documents[1]["name"], "c");
  EXPECT_EQ(documents[1]["kind"], "imaging_report");
  EXPECT_EQ(documents[1]["date"], "2025-03-02");
  EXPECT_EQ(verdicts[1]["report"]["documents"].size(), 1u);
  const json summary = json::parse(file_text(path("out") + "/summary.json"));
  EXPECT_EQ(summary["cases"], 2);
  for (const json& criterion : summary["policies"][0]["criteria"]) {
    EXPECT_TRUE(criterion["id"] != "image_guidance" || criterion["met"] == 1) << criterion;
  }
}

TEST_F(BatchTest, the_same_command_continues_where_a_run_was_cut_off) {
  const std::string notes = write_notes("notes.ndjson", 300);
  const std::string options = " --facts --part-notes 50 2>&1";
  ASSERT_EQ(run(notes + " --out " + path("whole") + options).code, 3);
  ASSERT_EQ(run(notes + " --out " + path("out") + options).code, 3);
  // As it is after a kill behind the second part: a journal of two lines, the third part with names but not yet in it, the fourth unfinished.
  json manifest = json::parse(file_text(path("out") + "/manifest.json"));
  std::string journal;
  for (int i = 0; i < 2; ++i) {
    const json& part = manifest["parts"][static_cast<size_t>(i)];
    const json tally = {{"records", part["records"]},
                        {"notes", part["notes"]},
                        {"cases", part["cases"]},
                        {"text_bytes", 0},
                        {"rejects", {{"bad-json", part["rejects"]}}},
                        {"facts", json(std::vector<int>(11, 0))},
                        {"notes_with", json(std::vector<int>(11, 0))},
                        {"policies", json::array()}};
    journal += json{{"part", part["part"]}, {"files", part["files"]}, {"tally", tally}}.dump() + "\n";
  }
  write("out/journal.ndjson", journal + "{\"part\":3,\"fil");
  for (const char* part : {"4", "5", "6"}) {
    fs::remove(path("out") + "/part-0000" + part + ".ndjson");
    fs::remove(path("out") + "/part-0000" + part + ".rejects.ndjson");
  }
  write("out/.part-00004.ndjson.tmp", "half a li");
  for (const char* key : {"totals", "parts"}) manifest.erase(key);
  manifest["complete"] = false;
  write("out/manifest.json", manifest.dump());
  const ProgramRun last = run(notes + " --out " + path("out") + options);
  EXPECT_EQ(last.code, 3);
  EXPECT_THAT(last.out, HasSubstr("continues behind part-00002"));
  EXPECT_EQ(parts_of(path("out")), parts_of(path("whole")));
  EXPECT_EQ(json::parse(file_text(path("out") + "/manifest.json"))["parts"], json::parse(file_text(path("whole") + "/manifest.json"))["parts"]);
  EXPECT_FALSE(fs::exists(path("out") + "/journal.ndjson"));
  const ProgramRun again = run(notes + " --out " + path("out") + options);
  EXPECT_EQ(again.code, 3);
  EXPECT_THAT(again.out, HasSubstr("is complete already"));
}

TEST_F(BatchTest, another_option_policy_lexicon_or_input_is_refused_with_what_differs) {
  const std::string notes = write_notes("notes.ndjson", 30);
  const std::string out = " --out " + path("out");
  ASSERT_EQ(run(notes + out + " --facts 2>&1").code, 3);
  const auto refused = [&](const std::string& arguments, const std::string& difference) {
    const ProgramRun one = run(arguments + out + " 2>&1");
    EXPECT_EQ(one.code, 2);
    EXPECT_THAT(one.out, HasSubstr(difference));
  };
  refused(notes + " --facts --part-notes 5", "options.part_notes was 5000 and is 5");
  refused(notes + " --facts --compress zst", "options.compress was \"none\" and is \"zst\"");
  refused(notes + " --facts --shard 1/2", "options.shard was \"1/1\" and is \"1/2\"");
  refused(notes + " --facts --policy cervical-esi-62321", "policies.0.id is new");
  fs::create_directories(path("lexicons"));
  write("lexicons/own.json",
        R"({"lexicon": "own", "about": "x", "entries": [{"id": "own.ache", "senses": {"symptom": "neck_pain"}, "terms": ["zorgle ache"], "yes": ["[zorgle ache]"]}]})");
  refused(notes + " --facts --lexicons " + path("lexicons"), "lexicon_sha256 was");
  write_notes("notes.ndjson", 31);
  refused(notes + " --facts", "input " + notes + ": sha256 was");
  EXPECT_EQ(run(write_notes("notes.ndjson", 30) + out + " --facts 2>&1").code, 3);
}

TEST_F(BatchTest, two_runs_at_once_are_refused_and_a_killed_one_leaves_no_lock) {
  const std::string notes = write_notes("notes.ndjson", 30);
  fs::create_directories(path("out"));
  const int lock = open(write("out/.lock", "").c_str(), O_WRONLY | O_CLOEXEC);
  ASSERT_EQ(flock(lock, LOCK_EX), 0);
  const ProgramRun second = run(notes + " --facts --out " + path("out") + " 2>&1");
  EXPECT_EQ(second.code, 2);
  EXPECT_THAT(second.out, HasSubstr("another run is writing there"));
  close(lock);
  EXPECT_EQ(run(notes + " --facts --out " + path("out") + " 2>&1").code, 3);
}

// The first Ctrl-C ends the run behind a part that is whole; the same command goes on.
TEST_F(BatchTest, an_interrupt_ends_behind_a_whole_part_and_says_how_to_continue) {
  const std::string notes = write_notes("notes.ndjson", 40000);
  const std::string options = " --facts --part-notes 100 --threads 2 ";
  const ProgramRun first = run(notes + " --out " + path("out") + options + "2>&1 & while [ ! -s " + path("out/journal.ndjson") + " ]; do sleep 0.01; done; kill -INT $!; wait $!");
  ASSERT_EQ(first.code, 130) << first.out;
  EXPECT_THAT(first.out, HasSubstr("the same command continues"));
  EXPECT_FALSE(json::parse(file_text(path("out") + "/manifest.json"))["complete"].get<bool>());
  const size_t parts = json_lines(file_text(path("out") + "/journal.ndjson")).size();
  EXPECT_GE(parts, 1u);
  EXPECT_LT(parts, 400u);
  for (const auto& [name, bytes] : files_of(path("out"))) EXPECT_THAT(name, Not(HasSubstr(".tmp")));
  EXPECT_EQ(run(notes + " --out " + path("out") + options + "2>&1").code, 3);
  EXPECT_EQ(parts_of(path("out")).size(), 800u);
}

TEST_F(BatchTest, each_bad_command_line_gets_its_own_message) {
  const std::string notes = write_notes("notes.ndjson", 3, false);
  const auto fails = [&](const std::string& arguments, const std::string& message) {
    const ProgramRun one = run(arguments + " 2>&1");
    EXPECT_EQ(one.code, 2) << arguments;
    EXPECT_THAT(one.out, HasSubstr(message));
  };
  fails(notes, "has nothing to do");
  fails(notes + " --facts --shard 3/2 --out " + path("o"), "\"3/2\" is no shard");
  fails(notes + " --facts --format csv", "csv needs a folder");
  fails(notes + " --facts --compress gz", "needs a folder");
  fails(notes + " --facts --format omop --out " + path("o"), "--nlp-date: is missing");
  fails(notes + " --policy cervical-esi-62321 --format brat --out " + path("o"), "brat holds facts, no verdicts");
  fails("- --facts --out " + path("o") + " < " + notes, "cannot be read again");
  fails(path("nowhere.ndjson") + " --facts", "nowhere.ndjson: cannot be read");
  fails("'" + path("*.nothing") + "' --facts", "matches no file");
  fails(notes + " --policy nothing-esi --out " + path("o"), "there is no policy of that id");
  fails(path("") + " --facts --out " + path("inside"), "stands inside the input");
  fs::create_directories(path("full"));
  write("full/other.txt", "x");
  fails(notes + " --facts --out " + path("full"), "is not empty and no batch has begun in it (\"other.txt\" is there)");
  fails(notes + " --facts --out " + write("a_file", "x"), "cannot be created");
}

TEST_F(BatchTest, reads_folders_and_patterns_and_says_what_it_left_out) {
  fs::create_directories(path("in/below"));
  write("in/b.txt", "Neck pain.");
  write("in/below/a.txt", "Arm pain.");
  write("in/below/a.ann", "T1");
  write("in/.hidden.txt", "x");
  const ProgramRun one = run(path("in") + " --facts --out " + path("out") + " 2>&1");
  EXPECT_EQ(one.code, 0);
  EXPECT_THAT(one.out, HasSubstr("1 files with other endings"));
  EXPECT_EQ(json_lines(file_text(path("out") + "/part-00001.ndjson")).size(), 2u);
  EXPECT_EQ(json_lines(run("'" + path("in/*.txt") + "' --facts").out).size(), 1u);
}

TEST_F(BatchTest, formats_hold_every_fact_once) {
  const std::string notes = write_notes("notes.ndjson", 20, false);
  size_t facts = 0;
  for (const json& line : json_lines(run(notes + " --facts").out)) facts += line["facts"].size();
  const auto rows = [&](const std::string& format, const std::string& file) {
    const std::string out = path(format.substr(0, 4));
    EXPECT_EQ(run(notes + " --facts --out " + out + " --format " + format + " 2>&1").code, 0);
    return file_text(out + "/" + file);
  };
  const auto count = [](const std::string& text, const std::string& what) {
    size_t found = 0;
    for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(count(rows("csv", "part-00001.csv"), "\r\n"), facts + 1);
  const std::string omop = rows("omop --nlp-date 2026-01-02", "part-00001.note_nlp.csv");
  EXPECT_EQ(count(omop, "\r\n"), facts + 1);
  EXPECT_THAT(omop, HasSubstr("\r\n1048577,\"n0\",0,\"Neck pain radiating to the left arm for 2 months.\",5,\"Neck pain\",0,0,"));
  EXPECT_THAT(omop, HasSubstr(",2026-01-02,,Y,Present,\"type=symptom, code=neck_pain, assertion=present, section=hpi, attributes="));
  const std::string brat = rows("brat", "part-00001.brat.tar");
  EXPECT_EQ(brat.size() % 512, 0u);
  EXPECT_EQ(count(brat, "ustar"), 40u);
  EXPECT_EQ(count(brat, "\nT") + 20, facts);
  const std::string listing = path("listing");
  ASSERT_EQ(system(("tar -tf " + path("brat") + "/part-00001.brat.tar > " + listing).c_str()), 0);
  EXPECT_THAT(file_text(listing), HasSubstr("000000001_n0.txt\n000000001_n0.ann\n"));
}

TEST_F(BatchTest, lines_manifest_and_summary_fit_their_schemas) {
  const std::string notes = write_notes("notes.ndjson", 40);
  ASSERT_EQ(run(notes + " --facts --policy cervical-esi-62321 --out " + path("out") + " 2>&1").code, 3);
  const auto schema = [](const std::string& name) { return json::parse(file_text(fs::path(CHARTGAP_ROOT) / "criteria/schema" / (name + ".schema.json"))); };
  const auto fits = [&](const std::string& name, const json& value) { EXPECT_THAT(SchemaChecker(schema(name)).check(value), ::testing::IsEmpty()); };
  fits("batch_manifest", json::parse(file_text(path("out") + "/manifest.json")));
  fits("batch_summary", json::parse(file_text(path("out") + "/summary.json")));
  for (const char* file : {"part-00001.ndjson", "part-00001.verdicts.ndjson", "part-00001.rejects.ndjson"}) {
    const std::vector<json> lines = json_lines(file_text(path("out") + "/" + file));
    ASSERT_FALSE(lines.empty());
    for (const json& line : lines) fits("batch_line", line);
  }
  for (const json& line : json_lines(file_text(path("out") + "/part-00001.verdicts.ndjson"))) fits("report", line["report"]);
  EXPECT_THAT(file_text(path("out") + "/summary.txt"), HasSubstr("40 records: 36 notes, 7 cases, 4 rejects"));
  const std::string page = file_text(path("out") + "/summary.html");
  EXPECT_THAT(page, HasSubstr("<svg role=\"img\" aria-label=\"symptom: 36 notes\""));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST_F(BatchTest, progress_for_machines_is_a_line_of_json_without_text) {
  const std::string notes = write_notes("notes.ndjson", 50);
  const ProgramRun one = run(notes + " --facts --progress json 2>&1 >/dev/null");
  EXPECT_EQ(json::parse(one.out)["records"], 50);
  EXPECT_EQ(json::parse(one.out)["rejects"], 5);
  EXPECT_EQ(run(notes + " --facts --progress none 2>&1 >/dev/null").out, "");
}

}  // namespace
}  // namespace chartgap
