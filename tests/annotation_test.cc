#include "tools/annotation.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace chartgap {
namespace {

namespace fs = std::filesystem;

// An emoji and an accent: code points are neither bytes nor UTF-16 units. The line breaks inside a fact.
constexpr const char* kNote = "😀 é Neck\npain, no fever. PT did\nnot help.\n";
constexpr const char* kAnn =
    "T1\tsymptom_neck_pain 4 13\tNeck pain\n"
    "A1\tassertion T1 present\n"
    "#1\tAnnotatorNotes T1\t{\"region\":\"neck\",\"severity\":[\"mild\",\"moderate\"],\"duration\":{\"iso\":\"P6W\",\"min_days\":42,\"max_days\":null}}\n"
    "T2\tred_flag_fever 18 23\tfever\n"
    "A2\tassertion T2 absent\n"
    "T3\ttherapy_physical_therapy 25 27\tPT\n"
    "A3\tassertion T3 present\n"
    "#3\tAnnotatorNotes T3\t{\"outcome\":\"failed\",\"sessions\":12}\n"
    "#4\tAnnotatorNotes T3\tsecond reader agrees\n";

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

AnnotatedDocument document() {
  Result<std::vector<AnnotatedFact>> facts = parse_brat(kAnn, "n.ann", kNote);
  EXPECT_TRUE(facts.ok()) << (facts.ok() ? "" : to_string(facts.issues()));
  return {"n", "n.txt", kNote, facts.ok() ? std::move(facts.value()) : std::vector<AnnotatedFact>{}};
}

template <class T>
std::string issues_of(const Result<T>& result) {
  return result.ok() ? "no issue" : to_string(result.issues());
}

TEST(Annotation, ReadsBratStandoff) {
  const std::vector<AnnotatedFact> facts = document().facts;
  ASSERT_EQ(facts.size(), 3u);
  EXPECT_EQ(facts[0].type, "symptom");
  EXPECT_EQ(facts[0].code, "neck_pain");
  EXPECT_EQ(facts[0].text, "Neck\npain");
  EXPECT_EQ(facts[1].type, "red_flag");
  EXPECT_EQ(facts[1].code, "fever");
  EXPECT_EQ(facts[1].assertion, "absent");
  EXPECT_EQ(facts[2].attributes.find("sessions")->number, 12);
  EXPECT_EQ(facts[2].comment, "second reader agrees");
}

TEST(Annotation, BratIsWrittenAsItWasRead) { EXPECT_EQ(brat_of(document()), kAnn); }

TEST(Annotation, NothingIsLostByWayOfJson) {
  AnnotatedDocument again = document();
  const std::string json = annotation_json_of(again);
  Result<std::vector<AnnotatedFact>> facts = parse_annotation_json(json, "n.json", kNote, "n");
  ASSERT_TRUE(facts.ok()) << issues_of(facts);
  again.facts = facts.value();
  EXPECT_EQ(brat_of(again), kAnn);
  EXPECT_EQ(annotation_json_of(again), json);
}

TEST(Annotation, NothingIsLostByWayOfLabelStudio) {
  for (TaskKind kind : {TaskKind::annotations, TaskKind::predictions}) {
    const Result<std::vector<AnnotatedDocument>> again = parse_label_studio(label_studio_of({document(), document()}, kind), "tasks.json");
    ASSERT_TRUE(again.ok()) << issues_of(again);
    ASSERT_EQ(again.value().size(), 2u);
    EXPECT_EQ(again.value()[1].id, "n");
    EXPECT_EQ(again.value()[1].note, kNote);
    EXPECT_EQ(brat_of(again.value()[1]), kAnn);
  }
}

TEST(Annotation, NothingIsLostByWayOfProdigy) {
  const Result<std::vector<AnnotatedDocument>> again = parse_prodigy(prodigy_of({document(), document()}), "tasks.jsonl");
  ASSERT_TRUE(again.ok()) << issues_of(again);
  ASSERT_EQ(again.value().size(), 2u);
  EXPECT_EQ(again.value()[0].note, kNote);
  EXPECT_EQ(brat_of(again.value()[0]), kAnn);
}

// What the tools themselves add to a task is passed over.
TEST(Annotation, ReadsWhatTheToolsExport) {
  const Result<std::vector<AnnotatedDocument>> studio = parse_label_studio(
      R"([{"id": 7, "created_at": "x", "data": {"text": "Neck pain."}, "predictions": [{"result": []}],
           "annotations": [{"was_cancelled": true, "result": []}, {"id": 3, "lead_time": 4.2, "result": [
             {"id": "Yx", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual", "value": {"start": 0, "end": 9, "text": "Neck pain", "labels": ["symptom_neck_pain"]}},
             {"id": "Yx", "from_name": "assertion", "to_name": "text", "type": "choices", "value": {"start": 0, "end": 9, "choices": ["present"]}}]}]}])",
      "export.json");
  ASSERT_TRUE(studio.ok()) << issues_of(studio);
  EXPECT_EQ(studio.value()[0].id, "task1");
  EXPECT_EQ(studio.value()[0].facts[0].code, "neck_pain");
  const Result<std::vector<AnnotatedDocument>> prodigy = parse_prodigy(
      "{\"text\": \"Neck pain.\", \"_input_hash\": 5, \"answer\": \"accept\", \"spans\": [{\"start\": 0, \"end\": 9, \"token_start\": 0, \"token_end\": 1, \"label\": "
      "\"symptom_neck_pain\", \"meta\": {\"assertion\": \"present\"}}]}\n{\"text\": \"No.\", \"answer\": \"reject\"}\n",
      "export.jsonl");
  ASSERT_TRUE(prodigy.ok()) << issues_of(prodigy);
  ASSERT_EQ(prodigy.value().size(), 1u);
  EXPECT_EQ(prodigy.value()[0].facts[0].assertion, "present");
}

TEST(Annotation, EveryWrongLineOfAStandoffFileIsNamed) {
  const Result<std::vector<AnnotatedFact>> facts = parse_brat(
      "T1\tsymptom_neck_pain 4 13\tNeck pian\n"
      "A1\tassertion T1 presant\n"
      "T2\tfever 18 23\tfever\n"
      "A2\tassertion T9 absent\n"
      "T3\tred_flag_fever 18 99\tfever\n"
      "A3\tassertion T3 absent\n"
      "T4\tred_flag_fever 18 20;21 23\tfe er\n"
      "A4\tassertion T4 absent\n"
      "T1\tred_flag_fever 18 23\tfever\n"
      "R1\tof Arg1:T1 Arg2:T3\n"
      "#1\tAnnotatorNotes T1\t{\"side\":\"lefft\",\"rot\":[\"C6\"]}\n"
      "#2\tAnnotatorNotes T3\t{\"side\":}\n"
      "T5\tred_flag_fever 17 22\tfever\n",
      "n.ann", kNote);
  EXPECT_EQ(issues_of(facts), R"(n.ann:1:1: there is no assertion "presant" [annotation.assertion]; expected "present"
n.ann:1:1: the text is not what stands at 4 13 of the note [annotation.text]; expected the words at these offsets
n.ann:3:4: the label "fever" begins with no fact type [annotation.label]; expected type_code, such as symptom_neck_pain
n.ann:4:14: there is no fact T9 [annotation.target]; expected the id of a T line
n.ann:5:1: the span 18 99 is not in the note [annotation.span]; expected a start before its end, and an end up to 42
n.ann:7:19: the span has several pieces [annotation.discontinuous]; expected one span: the shortest run of words that names the thing
n.ann:9:1: the id T1 stands here twice [annotation.repeated_id]; expected each id once
n.ann:10:1: a line of this kind is none of the model's [annotation.line]; expected T (a fact), A (its assertion) or # (its attributes as JSON)
n.ann:11:30: "side" cannot be "lefft" [annotation.value]; expected "left"
n.ann:11:44: there is no attribute "rot" [annotation.attribute]; expected "roots"
n.ann:12:30: this is not valid JSON [json.syntax]; expected a value, a comma or a closing bracket
n.ann:13:1: the fact has no assertion [annotation.assertion]; expected one of present absent possible historical hypothetical family
n.ann:13:1: the text is not what stands at 17 22 of the note [annotation.text]; expected offsets 18 23
)");
}

TEST(Annotation, EveryWrongFactOfAJsonFileIsNamed) {
  EXPECT_EQ(issues_of(parse_annotation_json(
                "{\"id\": \"n\",\n \"facts\": [{\"type\": \"symptom\", \"code\": \"neck_pain\", \"asertion\": \"present\", \"start\": -1, \"end\": 13}]}", "n.json", kNote, "n")),
            R"(n.json:2:12: "assertion" is missing [json.missing_key]; expected a string
n.json:2:85: "start" is no offset [annotation.offset]; expected a whole number
n.json:2:65: unknown key "asertion" [json.unknown_key]; expected "assertion"
)");
  EXPECT_EQ(issues_of(parse_annotation_json("{\"id\": \"m\", \"facts\": [\n{\"type\": \"symtom\", \"code\": \"neck_pain\", \"assertion\": \"present\", \"start\": 4, \"end\": 13, "
                                            "\"attributes\": {\"sessions\": \"12\"}}]}",
                                            "n.json", kNote, "n")),
            R"(n.json:1:8: the id "m" is not the file's name [annotation.id]; expected "n"
)");
  EXPECT_EQ(issues_of(parse_annotation_json(
                "{\"facts\": [\n{\"type\": \"symtom\", \"code\": \"neck_pain\", \"assertion\": \"present\", \"start\": 4, \"end\": 13, \"attributes\": {\"sessions\": \"12\"}}]}",
                "n.json", kNote, "n")),
            R"(n.json:2:1: there is no fact type "symtom" [annotation.type]; expected "symptom"
n.json:2:115: "sessions" is a string [annotation.value]; expected a number
)");
  EXPECT_EQ(issues_of(parse_annotation_json("{\"facts\": 3}", "n.json", kNote, "n")),
            "n.json:1:11: \"facts\" is a number [json.type]; expected an array\nn.json:1:1: \"facts\" is missing [json.missing_key]; expected an array of facts\n");
}

TEST(Annotation, EveryWrongTaskIsNamed) {
  EXPECT_EQ(issues_of(parse_label_studio("{}", "t.json")), "t.json:1:1: this is an object [label_studio.tasks]; expected an array of tasks (export as JSON)\n");
  EXPECT_EQ(
      issues_of(parse_label_studio(
          "[{\"data\": {}},\n{\"data\": {\"text\": \"Neck pain.\"}, \"annotations\": [{\"result\": [\n{\"id\": \"a\", \"type\": \"relation\"}]}, {\"result\": []}]}]", "t.json")),
      R"(t.json:1:2: the task has no data.text [label_studio.text]; expected {"data": {"text": ..., "id": ...}}
t.json:3:36: the task has several annotations [label_studio.several]; expected one; export one annotator at a time
)");
  EXPECT_EQ(
      issues_of(parse_label_studio(
          R"([{"data": {"text": "Neck pain."}, "predictions": [{"result": [{"id": "a", "type": "labels", "value": {"start": 0, "end": 1e300, "labels": ["symptom_neck_pain"]}},
{"id": "a", "type": "choices", "from_name": "assertion", "value": {"choices": ["present"]}}, {"id": "a", "type": "textarea", "from_name": "attributes", "value": {"text": ["{\"sid\":1}"]}}]}]}])",
          "t.json")),
      R"(t.json:2:172: there is no attribute "sid" [annotation.attribute]; expected "side"
t.json:1:63: the span 0 4294967295 is not in the note [annotation.span]; expected a start before its end, and an end up to 10
)");
  EXPECT_EQ(issues_of(parse_prodigy("\n{\"text\": \"Neck pain.\", \"spans\": [{\"start\": 0, \"end\": 9, \"label\": \"NECK\"}]}\n{\n", "t.jsonl")),
            R"(t.jsonl:2:34: the label "NECK" begins with no fact type [annotation.label]; expected type_code, such as symptom_neck_pain
t.jsonl:3:2: this is not valid JSON [json.syntax]; expected a value, a comma or a closing bracket
)");
}

class Corpus : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("chartgap_annotation_" + std::to_string(getpid()));
    fs::create_directories(folder_ / "deep");
  }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name, std::ios::binary) << text; }
  fs::path folder_;
};

TEST_F(Corpus, IsReadDownToTheBottomInEitherForm) {
  write("b.txt", kNote);
  write("b.ann", kAnn);
  write("deep/a.txt", kNote);
  write("deep/a.json", annotation_json_of({"a", "", kNote, document().facts}));
  write("unread.txt", kNote);
  write("settings.json", "{}");
  write("empty.txt", "Nothing.");
  write("empty.ann", "");
  const Result<std::vector<AnnotatedDocument>> corpus = read_corpus(folder_.string());
  ASSERT_TRUE(corpus.ok()) << issues_of(corpus);
  ASSERT_EQ(corpus.value().size(), 3u);
  EXPECT_EQ(corpus.value()[0].id, "b");
  EXPECT_EQ(corpus.value()[1].id, "a");
  EXPECT_EQ(corpus.value()[1].facts.size(), 3u);
  EXPECT_TRUE(corpus.value()[2].facts.empty());
}

TEST_F(Corpus, NamesAllThatIsWrongWithIt) {
  write("a.ann", kAnn);
  write("b.txt", kNote);
  write("b.ann", kAnn);
  write("b.json", "{\"facts\": []}");
  const std::string folder = folder_.string() + "/";
  EXPECT_EQ(issues_of(read_corpus(folder_.string())), folder + "a.ann: has no note beside it [annotation.no_note]; expected a.txt\n" + folder +
                                                          "b.json: the note is annotated twice, as .ann and as .json [annotation.both_forms]; expected one of them\n");
  EXPECT_EQ(issues_of(read_corpus(folder + "deep")), folder + "deep: holds no annotated note [annotation.none]; expected ID.txt with ID.ann or ID.json beside it\n");
  EXPECT_EQ(issues_of(read_corpus(folder + "no")), folder + "no: cannot be read: no such file or folder [input.unreadable]; expected a folder of annotated notes\n");
}

// The own corpus: clean, and the same bytes after every way round.
TEST_F(Corpus, OwnNotesComeBackAsTheyWere) {
  const Result<std::vector<AnnotatedDocument>> corpus = read_corpus(std::string(CHARTGAP_ROOT) + "/corpus/dev");
  ASSERT_TRUE(corpus.ok()) << issues_of(corpus);
  const auto studio = parse_label_studio(label_studio_of(corpus.value(), TaskKind::annotations), "s");
  const auto prodigy = parse_prodigy(prodigy_of(corpus.value()), "p");
  ASSERT_TRUE(studio.ok() && prodigy.ok()) << issues_of(studio) << issues_of(prodigy);
  for (size_t i = 0; i < corpus.value().size(); ++i) {
    const AnnotatedDocument& one = corpus.value()[i];
    const std::string ann = bytes_of(fs::path(one.file).replace_extension(".ann"));
    EXPECT_EQ(brat_of(one), ann) << one.file;
    EXPECT_EQ(brat_of(studio.value()[i]), ann) << one.file;
    EXPECT_EQ(brat_of(prodigy.value()[i]), ann) << one.file;
    const auto json = parse_annotation_json(annotation_json_of(one), one.file, one.note, one.id);
    ASSERT_TRUE(json.ok()) << issues_of(json);
    EXPECT_EQ(brat_of({one.id, one.file, one.note, json.value()}), ann) << one.file;
  }
}

}  // namespace
}  // namespace chartgap
