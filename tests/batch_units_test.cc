// The pieces of a batch alone: order, cases in bounded memory, files that are whole, what a run remembers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "tools/batch/case_source.h"
#include "tools/batch/compressor.h"
#include "tools/batch/journal.h"
#include "tools/batch/manifest.h"
#include "tools/batch/ordered_queue.h"
#include "tools/batch/output_folder.h"
#include "tools/batch/part_file.h"
#include "tools/batch/progress.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

class BatchUnits : public ::testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_)) out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
  }
  const fs::path folder_ = fs::temp_directory_path() / ("chartgap_units_" + std::to_string(getpid()));
};

TEST(OrderedQueue, hands_on_in_order_what_threads_finish_in_any) {
  constexpr uint64_t kResults = 2000;
  std::vector<uint64_t> taken;
  OrderedQueue<uint64_t> queue(5, [&](uint64_t&& value) { taken.push_back(value); });
  std::atomic<uint64_t> next = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&] {
      for (uint64_t number = next++; number < kResults; number = next++) {
        if (number % 7 == 0) std::this_thread::yield();
        queue.put(number, number * 3);
      }
    });
  for (std::thread& thread : threads) thread.join();
  ASSERT_EQ(taken.size(), kResults);
  for (uint64_t i = 0; i < kResults; ++i) ASSERT_EQ(taken[i], i * 3);
}

std::string packed(Compression kind, const std::string& text, size_t piece) {
  Compressor compressor(kind);
  std::string out;
  for (size_t at = 0; at < text.size(); at += piece) compressor.add(std::string_view(text).substr(at, piece), out);
  compressor.finish(out);
  return out;
}

std::string some_text() {
  std::string text;
  for (int i = 0; i < 60000; ++i) text += "line " + std::to_string(i * 7919 % 10007) + "\n";
  return text;
}

TEST(Compressor, gives_the_same_bytes_however_the_text_comes) {
  const std::string text = some_text();
  for (const Compression kind : {Compression::none, Compression::gz, Compression::zst}) {
    const std::string whole = packed(kind, text, text.size());
    EXPECT_EQ(packed(kind, text, 997), whole);
    EXPECT_EQ(packed(kind, text, size_t{1} << 17), whole);
    EXPECT_EQ(whole.size() < text.size() / 2, kind != Compression::none);
  }
}

TEST(Compressor, packs_what_the_libraries_unpack) {
  const std::string text = some_text();
  const std::string zst = packed(Compression::zst, text, 5000);
  std::string out(text.size() + 1, '\0');
  out.resize(ZSTD_decompress(out.data(), out.size(), zst.data(), zst.size()));
  EXPECT_EQ(out, text);
  std::string gz = packed(Compression::gz, text, 5000);
  out.assign(text.size() + 1, '\0');
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(gz.data());
  stream.avail_in = static_cast<uInt>(gz.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  EXPECT_EQ(out, text);
}

TEST_F(BatchUnits, a_part_has_its_name_only_when_it_is_whole) {
  {
    PartFile part(folder_.string(), "part-00001.ndjson", Compression::none);
    ASSERT_FALSE(part.create());
    ASSERT_FALSE(part.append("a line\n"));
    EXPECT_THAT(names(), ElementsAre(".part-00001.ndjson.tmp"));
    ASSERT_FALSE(part.finish());
    EXPECT_THAT(names(), ElementsAre(".part-00001.ndjson.tmp"));
    ASSERT_FALSE(part.publish());
    EXPECT_EQ(part.written().bytes, 7u);
    EXPECT_EQ(part.written().sha256, sha256_hex("a line\n"));
  }
  EXPECT_THAT(names(), ElementsAre("part-00001.ndjson"));
}

TEST_F(BatchUnits, an_unfinished_part_is_gone_with_its_owner) {
  {
    PartFile part(folder_.string(), "part-00001.ndjson", Compression::none);
    ASSERT_FALSE(part.create());
    ASSERT_FALSE(part.append("a line\n"));
  }
  EXPECT_THAT(names(), IsEmpty());
}

TEST_F(BatchUnits, a_part_never_replaces_a_file) {
  write("part-00001.ndjson", "of someone else");
  PartFile part(folder_.string(), "part-00001.ndjson", Compression::none);
  ASSERT_FALSE(part.create());
  ASSERT_FALSE(part.finish());
  const Failure failure = part.publish();
  ASSERT_TRUE(failure);
  EXPECT_THAT(failure->message, HasSubstr("File exists"));
  EXPECT_EQ(bytes_of_file((folder_ / "part-00001.ndjson").string()), "of someone else");
}

// A file system that takes no more bytes, as a limit of the process.
TEST_F(BatchUnits, a_full_disk_is_told_and_leaves_nothing_half) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{100000, before.rlim_max};
  const auto old = signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  Failure failure;
  {
    PartFile part(folder_.string(), "part-00001.ndjson", Compression::none);
    failure = part.create();
    for (int i = 0; i < 100 && !failure; ++i) failure = part.append(std::string(5000, 'x'));
  }
  const Failure replaced = replace_file(folder_.string(), "manifest.json", std::string(200000, 'x'));
  setrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, old);
  ASSERT_TRUE(failure);
  EXPECT_THAT(failure->message, HasSubstr("cannot be written: File too large"));
  EXPECT_TRUE(replaced);
  EXPECT_THAT(names(), IsEmpty());
}

TEST_F(BatchUnits, a_journal_forgets_a_line_that_was_cut_off) {
  Tally tally;
  tally.records = 10;
  tally.rejects["bad-json"] = 2;
  tally.policies.resize(1);
  tally.policies[0].criteria.resize(2);
  tally.policies[0].criteria[1].missing["reflex"] = 3;
  {
    Journal journal(folder_.string());
    ASSERT_FALSE(journal.open());
    ASSERT_FALSE(journal.add({1, {{"part-00001.ndjson", 7, "ab"}}, tally}));
    ASSERT_FALSE(journal.add({2, {{"part-00002.ndjson", 9, "cd"}}, tally}));
  }
  const std::string path = (folder_ / "journal.ndjson").string();
  fs::resize_file(path, fs::file_size(path) - 4);
  Journal again(folder_.string());
  ASSERT_FALSE(again.open());
  ASSERT_EQ(again.parts().size(), 1u);
  EXPECT_EQ(again.last_part(), 1u);
  EXPECT_EQ(again.parts()[0].files[0].name, "part-00001.ndjson");
  EXPECT_EQ(again.parts()[0].tally.all_rejects(), 2u);
  EXPECT_EQ(again.parts()[0].tally.policies[0].criteria[1].missing.at("reflex"), 3u);
  ASSERT_FALSE(again.add({2, {}, tally}));
  Journal third(folder_.string());
  ASSERT_FALSE(third.open());
  EXPECT_EQ(third.last_part(), 2u);
}

TEST_F(BatchUnits, a_folder_serves_one_run_and_is_swept) {
  OutputFolder folder(folder_.string());
  ASSERT_FALSE(folder.open());
  const Failure second = OutputFolder(folder_.string()).open();
  ASSERT_TRUE(second);
  EXPECT_THAT(second->message, HasSubstr("another run"));
  EXPECT_FALSE(folder.refuse_foreign());
  for (const char* name : {".part-00003.ndjson.tmp", "part-00002.ndjson", "part-00003.ndjson.zst", "part-00004.rejects.ndjson", "part-notes.txt"}) write(name, "x");
  EXPECT_TRUE(folder.refuse_foreign());
  ASSERT_FALSE(folder.sweep(2));
  EXPECT_THAT(names(), ElementsAre(".lock", "part-00002.ndjson", "part-notes.txt"));
  EXPECT_FALSE(folder.check({{2, {{"part-00002.ndjson", 1, ""}}, {}}}));
  EXPECT_THAT(folder.check({{2, {{"part-00002.ndjson", 2, ""}}, {}}})->message, HasSubstr("has 1 bytes"));
  EXPECT_THAT(folder.check({{3, {{"part-00003.ndjson", 2, ""}}, {}}})->message, HasSubstr("is missing"));
}

TEST(Manifest, says_what_differs_from_the_run_before) {
  BatchOptions options;
  std::vector<BatchInput> inputs = {{"notes.ndjson", {"notes.ndjson"}, 0, 100, "aa"}};
  const BatchIdentity identity{"0.1.0", "ll", {{"p", "1.0.0", "pp"}}, &options, &inputs};
  const std::string stored = running_manifest(identity);
  EXPECT_THAT(compare_manifest("m", stored, identity).value().differences, IsEmpty());
  EXPECT_FALSE(compare_manifest("m", stored, identity).value().complete);
  EXPECT_TRUE(compare_manifest("m", complete_manifest(identity, {}, {}), identity).value().complete);
  BatchOptions other = options;
  other.part_notes = 500;
  std::vector<BatchInput> changed = inputs;
  changed[0].sha256 = "bb";
  changed.push_back({"more.ndjson", {"more.ndjson"}, 0, 1, "cc"});
  const BatchIdentity now{"0.1.0", "mm", {{"p", "1.0.1", "pq"}}, &other, &changed};
  EXPECT_THAT(
      compare_manifest("m", stored, now).value().differences,
      ElementsAre("lexicon_sha256 was \"ll\" and is \"mm\"", "policies.0.version was \"1.0.0\" and is \"1.0.1\"", "policies.0.sha256 was \"pp\" and is \"pq\"",
                  "options.part_notes was 5000 and is 500", "input notes.ndjson: sha256 was \"aa\" and is \"bb\"", "input more.ndjson: path is new: \"more.ndjson\"",
                  "input more.ndjson: files is new: 1", "input more.ndjson: left_out is new: 0", "input more.ndjson: bytes is new: 1", "input more.ndjson: sha256 is new: \"cc\""));
  EXPECT_FALSE(compare_manifest("m", "[1]", now).ok());
  EXPECT_FALSE(compare_manifest("m", "{\"comp", now).ok());
}

std::string line(int id, const std::string& patient, size_t size) {
  return "{\"id\":\"n" + std::to_string(id) + "\",\"patient_id\":\"" + patient + "\",\"text\":\"" + std::string(size, 'x') + "\"}\n";
}

// "p1:n0+n2" for each case.
std::vector<std::string> told(CaseSource&& source) {
  std::vector<std::string> out;
  while (const std::optional<WorkItem> item = std::visit([](auto& each) { return each.next(); }, source)) {
    std::string text = item->notes.empty() ? "-" : item->notes.front().note.patient_id + ":";
    for (const NumberedNote& note : item->notes) text += (&note == &item->notes.front() ? "" : "+") + note.note.id;
    for (const NumberedReject& reject : item->rejects) text += "!" + reject.reject.code;
    out.push_back(text);
  }
  return out;
}

class BatchCases : public BatchUnits {
 protected:
  // The notes of six patients, 100 bytes each, in turn.
  void write_in_turn() {
    std::string text;
    for (int i = 0; i < 24; ++i) text += line(i, "p" + std::to_string(i % 6), 100);
    inputs_ = {{"notes", {write("notes.ndjson", text)}, 0, 0, ""}};
  }
  CaseIndex index() {
    RecordStream stream(inputs_, options_);
    return CaseIndex(stream, 8);
  }
  std::vector<BatchInput> inputs_;
  ReadingOptions options_;
};

const std::vector<std::string> kInTurn = {"p0:n0+n6+n12+n18", "p1:n1+n7+n13+n19", "p2:n2+n8+n14+n20", "p3:n3+n9+n15+n21", "p4:n4+n10+n16+n22", "p5:n5+n11+n17+n23"};

TEST_F(BatchCases, of_patients_in_any_order_are_gathered) {
  write_in_turn();
  const CaseIndex cases = index();
  EXPECT_EQ(cases.cases(), 6u);
  EXPECT_EQ(cases.part_of(0), 1u);
  EXPECT_EQ(cases.part_of(2), 2u);
  GatheredCases source(inputs_, options_, cases, {}, 1 << 20);
  EXPECT_EQ(told(std::move(source)), kInTurn);
}

TEST_F(BatchCases, that_find_no_room_are_read_again) {
  write_in_turn();
  const CaseIndex cases = index();
  for (const uint64_t room : {1, 450, 1000, 1800}) {
    CaseSource source = GatheredCases(inputs_, options_, cases, {}, room);
    std::vector<std::string> got;
    auto& gathered = std::get<GatheredCases>(source);
    while (const std::optional<WorkItem> item = gathered.next()) got.push_back(item->notes.front().note.patient_id);
    EXPECT_THAT(got, ElementsAre("p0", "p1", "p2", "p3", "p4", "p5")) << room;
    EXPECT_GT(gathered.sweeps(), 1u) << room;
    EXPECT_FALSE(gathered.has_changed());
  }
  EXPECT_EQ(told(GatheredCases(inputs_, options_, cases, {}, 450)), kInTurn);
}

TEST_F(BatchCases, of_each_shard_and_behind_a_part_are_those_of_the_whole) {
  write_in_turn();
  const CaseIndex cases = index();
  std::vector<std::string> all;
  for (uint64_t shard = 1; shard <= 3; ++shard) {
    for (const std::string& each : told(GatheredCases(inputs_, options_, cases, {0, shard, 3}, 900))) all.push_back(each);
  }
  EXPECT_EQ(all, kInTurn);
  EXPECT_THAT(told(GatheredCases(inputs_, options_, cases, {2, 1, 1}, 900)), ElementsAre(kInTurn[4], kInTurn[5]));
}

TEST_F(BatchCases, of_an_input_that_has_changed_end_with_a_word) {
  write_in_turn();
  const CaseIndex cases = index();
  write("notes.ndjson", line(0, "p0", 100));
  GatheredCases source(inputs_, options_, cases, {}, 300);
  while (source.next()) continue;
  EXPECT_TRUE(source.has_changed());
}

TEST_F(BatchCases, of_a_stream_are_notes_that_stand_together) {
  inputs_ = {{"notes",
              {write("notes.ndjson", line(0, "a", 5) + line(1, "a", 5) + "{bad\n" + line(2, "a", 5) + line(3, "", 5) + line(4, "", 5) + line(5, "b", 5) + line(6, "a", 5) + "{\n")},
              0,
              0,
              ""}};
  EXPECT_THAT(told(AdjacentCases(inputs_, options_)), ElementsAre("a:n0+n1+n2!bad-json", ":n3", ":n4", "b:n5!patient-apart!bad-json"));
}

TEST_F(BatchCases, of_single_notes_are_cut_into_parts) {
  write_in_turn();
  SingleCases source(inputs_, options_, 10, {1, 1, 2});
  std::vector<uint64_t> parts;
  while (const std::optional<WorkItem> item = source.next()) parts.push_back(item->part);
  EXPECT_EQ(parts, std::vector<uint64_t>(4, 3));
}

TEST(Progress, tells_how_far_and_how_long) {
  const ProgressCounts before{0, 1000, 1, 0};
  const ProgressCounts done{500, 490, 10, 2000000};
  EXPECT_EQ(progress_bar({}, done, {1000, 0}, 10), "[############............]  50 %  490 notes  49 notes/s  0.2 MB/s  10 rejects  0:10 left");
  EXPECT_EQ(progress_bar(before, done, {}, 10), "1490 notes  49 notes/s  0.2 MB/s  11 rejects");
  EXPECT_EQ(progress_bar({}, {}, {0, 100}, 0), "[........................]   0 %  0 notes  0 notes/s  0.0 MB/s  0 rejects");
  EXPECT_EQ(progress_json({}, done, {0, 8000000}, 10),
            R"({"records":500,"notes":490,"rejects":10,"text_bytes":2000000,"seconds":10,"notes_per_second":49,"megabytes_per_second":0.2,"seconds_left":30})");
}

}  // namespace
}  // namespace chartgap
