// CSV, FHIR, HL7 v2 and packed files: records, what they say of themselves, and damage.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "readers_testing.h"
#include "tools/readers/base64.h"
#include "tools/readers/note_labels.h"

namespace chartgap {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using ReadCsv = ReadersTest;
using ReadFhir = ReadersTest;
using ReadHl7 = ReadersTest;
using ReadPacked = ReadersTest;

const NoteRecord& note(const std::vector<Record>& records, size_t at) { return std::get<NoteRecord>(records.at(at)); }

TEST_F(ReadCsv, rows_with_quoted_line_breaks) {
  const std::vector<Record> records = read("notes.csv", "id,patient_id,date,text\r\nn1,p1,2025-04-22,\"Neck \"\"pain\"\", C5\r\nsecond line\"\r\n\r\nn2,,,bare\r\n");
  EXPECT_THAT(shown(records), ElementsAre("Neck \"pain\", C5\r\nsecond line", "bare"));
  EXPECT_EQ(note(records, 0).id, "n1");
  EXPECT_EQ(note(records, 0).patient_id, "p1");
  EXPECT_EQ(note(records, 0).date, "2025-04-22");
  EXPECT_EQ(note(records, 0).pieces.size(), 5u);
  EXPECT_EQ(note(records, 1).position.line, 5u);
}

TEST_F(ReadCsv, a_bad_row_costs_itself_alone) {
  EXPECT_THAT(shown(read("a.csv", "id,text\n1,a\n2,b,c\n3\n4,\"d\"x\n5,e\n6,\"never closed\n7,f\n")),
              ElementsAre("a", "2 bad-columns", "3 bad-columns", "4 bad-quote", "e", "6 bad-quote", "f"));
  EXPECT_THAT(shown(read("b.csv", "id,body\n1,a\n")), ElementsAre("1 bad-header"));
  EXPECT_THAT(shown(read("c.csv", "id,text\n")), ElementsAre("1 empty"));
}

TEST_F(ReadCsv, tabs_and_omop) {
  EXPECT_THAT(shown(read("a.tsv", "id\ttext\n1\tNeck, arm\n")), ElementsAre("Neck, arm"));
  const std::vector<Record> records =
      read("note.csv",
           "\xEF\xBB\xBFnote_id\tperson_id\tnote_date\tnote_type_concept_id\tnote_class_concept_id\tnote_title\tnote_text\n7\t42\t2025-04-22\t1\t0\tMRI cervical spine\tC5-6\n");
  EXPECT_THAT(shown(records), ElementsAre("C5-6"));
  EXPECT_EQ(note(records, 0).id, "7");
  EXPECT_EQ(note(records, 0).patient_id, "42");
  EXPECT_EQ(note(records, 0).date, "2025-04-22");
  EXPECT_EQ(note(records, 0).kind, "imaging_report");
}

TEST_F(ReadCsv, a_million_columns_are_refused) { EXPECT_THAT(shown(read("wide.csv", std::string(1000000, ',') + "\n")), ElementsAre("1 too-many-columns")); }

constexpr const char* kReference =
    R"({"resourceType":"DocumentReference","id":"d1","status":"current","subject":{"reference":"Patient/p1"},"type":{"coding":[{"code":"11506-3"}]},"context":{"period":{"start":"2025-04-22T10:00:00Z"}},"content":[{"attachment":{"contentType":"text/html","data":"PHA+aHRtbDwvcD4="}},{"attachment":{"contentType":"text/plain; charset=iso-8859-1","data":"Y2Fm6Q=="}}]})";

TEST_F(ReadFhir, plain_text_is_preferred_and_decoded) {
  const std::vector<Record> records = read("docs.ndjson", std::string(kReference) + "\n");
  EXPECT_THAT(shown(records), ElementsAre("café"));
  EXPECT_EQ(note(records, 0).id, "d1");
  EXPECT_EQ(note(records, 0).patient_id, "p1");
  EXPECT_EQ(note(records, 0).date, "2025-04-22");
  EXPECT_EQ(note(records, 0).kind, "clinic_note");
}

TEST_F(ReadFhir, bundles_over_several_lines) {
  const std::string report =
      R"({"resourceType":"DiagnosticReport","id":"r1","status":"final","category":[{"coding":[{"code":"LP29684-5"}]}],"effectiveDateTime":"2025-03-01","subject":{"reference":"https://x/Patient/9/_history/1"},"presentedForm":[{"data":"TVJJ"}]})";
  const std::vector<Record> records =
      read("bundle.json", "{\n \"resourceType\": \"Bundle\", \"entry\": [{\"resource\": {\"resourceType\": \"Patient\"}},\n{\"resource\": " + std::string(kReference) +
                              "}, {\"resource\": " + report + "}]}\n");
  EXPECT_THAT(shown(records), ElementsAre("café", "MRI"));
  EXPECT_EQ(note(records, 1).patient_id, "9");
  EXPECT_EQ(note(records, 1).kind, "imaging_report");
  EXPECT_EQ(note(records, 1).position.record, 2u);
}

TEST_F(ReadFhir, bundles_in_bundles_and_lists_count_on) {
  const auto bundle = [](const std::string& entries) { return R"({"resourceType":"Bundle","entry":[)" + entries + "]}"; };
  const std::string entry = "{\"resource\":" + std::string(kReference) + "}";
  const std::string nested = bundle(entry + ",{\"resource\":" + bundle(entry + ",{},5," + entry) + "}," + entry);
  const std::vector<Record> records = read("bundles.json", "[" + nested + ",\n{\"text\":\"row\"},[],{}]");
  EXPECT_THAT(shown(records), ElementsAre("café", "café", "café", "café", "row", "6 bad-json", "7 no-text"));
  EXPECT_EQ(note(records, 3).position.record, 4u);
  EXPECT_THAT(shown(read("rows.json", R"([{"text":"a"},{"text":"b"}])")), ElementsAre("a", "b"));
}

TEST_F(ReadFhir, what_gives_no_note_says_why) {
  const auto reference = [](const std::string& status, const std::string& attachment) {
    return R"({"resourceType":"DocumentReference","status":")" + status + R"(","content":[{"attachment":{)" + attachment + "}}]}\n";
  };
  EXPECT_THAT(shown(read("docs.ndjson", reference("current", R"("url":"Binary/1")") + reference("entered-in-error", R"("data":"TVJJ")") + reference("current", "") +
                                            reference("current", R"("data":"T*")") + reference("current", R"("contentType":"application/pdf","data":"TVJJ")") +
                                            R"({"resourceType":"Patient"})" + "\n" + reference("current", R"("data":"TVJJ")"))),
              ElementsAre("1 url-only", "2 entered-in-error", "3 no-text", "4 bad-base64", "5 unsupported-type", "MRI"));
  EXPECT_THAT(shown(read("patients.ndjson", "{\"resourceType\":\"Patient\"}\n")), ElementsAre("1 empty"));
}

TEST(Base64, is_decoded_or_refused) {
  EXPECT_EQ(decode_base64("TmVjaw=="), "Neck");
  EXPECT_EQ(decode_base64("TmVj\r\naw"), "Neck");
  EXPECT_EQ(decode_base64("_-8="), "\xff\xef");
  EXPECT_EQ(decode_base64(""), "");
  for (const char* bad : {"T", "T===", "TmVj*w==", "Tm==Vj", "TmVjaw=", "TmVj="}) EXPECT_EQ(decode_base64(bad), std::nullopt) << bad;
}

constexpr const char* kHead = "MSH|^~\\&|A|B|C|D|20250422||ORU^R01|m1|P|2.5\rPID|1||p1^^^H~p2||DOE^J\r";

TEST_F(ReadHl7, observations_of_an_order_are_one_note) {
  const std::vector<Record> records = read(
      "a.hl7", std::string(kHead) +
                   "OBR|1||o1|72148^MRI|||20250421103000|||||||||||||||||RAD\rOBX|1|TX|72148&GDT^MRI||Disc \\T\\ cord\\.br\\C5-6 \\X41\\||||||F\rOBX|2|FT|72148&GDT^MRI||one~two\r"
                   "OBX|3|NM|1^x||5\rOBX|4|TX|72148&IMP^MRI||Stenosis \\F\\ \\S\\ \\R\\ \\E\\ \\H\\bold\\N\\\r");
  EXPECT_THAT(shown(records), ElementsAre("FINDINGS:\nDisc & cord\nC5-6 A\none\ntwo\nIMPRESSION:\nStenosis | ^ ~ \\ bold"));
  EXPECT_EQ(note(records, 0).id, "m1");
  EXPECT_EQ(note(records, 0).patient_id, "p1");
  EXPECT_EQ(note(records, 0).date, "2025-04-21");
  EXPECT_EQ(note(records, 0).kind, "imaging_report");
}

TEST_F(ReadHl7, batches_frames_and_line_ends) {
  const std::string document = "MSH|^~\\&|A|B|C|D|20250422||MDM^T02|m2|P|2.5\nPID|1||p3\nTXA|1|PR|TX|20250420\nOBX|1|TX|1^Note||first\nsecond line\nOBX|2|TX|1^Note||third\n";
  const std::vector<Record> records = read("b.hl7", "FHS|^~\\&\rBHS|^~\\&\r" + std::string(kHead) + "OBX|1|ST|1||a\r\x1c\r\x0b" + document + "BTS|2\rFTS|1\r");
  EXPECT_THAT(shown(records), ElementsAre("a", "first\nsecond line\nthird"));
  EXPECT_EQ(note(records, 1).date, "2025-04-20");
  EXPECT_EQ(note(records, 1).kind, "clinic_note");
}

TEST_F(ReadHl7, documents_of_one_message_count_on) {
  const std::vector<Record> records =
      read("d.hl7", std::string(kHead) + "OBR|1\rOBX|1|TX|1||a\rOBR|2\rOBX|1|TX|1||b||||||D\rOBR|3\rOBX|1|NM|1||5\rOBR|4\rOBX|1|TX|1||c\r" + kHead + "OBX|1|TX|1||d\r");
  EXPECT_THAT(shown(records), ElementsAre("a", "2 entered-in-error", "c", "d"));
  EXPECT_EQ(note(records, 2).id, "m1-4");
  EXPECT_EQ(note(records, 3).position.record, 4u);
}

TEST_F(ReadHl7, an_id_that_every_note_would_repeat_is_bounded) {
  const std::string message = "MSH|^~\\&|A|B|C|D|1||ORU^R01|" + std::string(1001, 'm') + "\rOBX|1|TX|1||a\r";
  EXPECT_THAT(shown(read("e.hl7", message)), ElementsAre("1 bad-hl7"));
}

TEST_F(ReadHl7, escapes_that_would_grow_to_many_lines_are_bounded) {
  std::string lines;
  for (int i = 0; i < 1000001; ++i) lines += "\\.sp9\\";
  EXPECT_THAT(shown(read("f.hl7", std::string(kHead) + "OBX|1|FT|1||" + lines + "\r" + kHead + "OBX|1|TX|1||a\r")), ElementsAre("1 too-many-escapes", "a"));
}

TEST_F(ReadHl7, what_gives_no_note_says_why) {
  EXPECT_THAT(shown(read("c.hl7", "garbage\rMSH|^~\\&|A|B|C|D|1||ADT^A01|m\rMSH|\r" + std::string(kHead) + "OBX|1|NM|1||5\r" + kHead + "OBX|1|TX|1||x||||||W\r" + kHead +
                                      "OBX|1|ED|1||^^PDF^Base64^JVBERi0=\r" + kHead + "OBX|1|ED|1||^^RTF^Base64^e1xydGYxIE5lY2t9\r")),
              ElementsAre("1 bad-hl7", "2 not-a-note", "3 bad-hl7", "4 no-text", "5 entered-in-error", "6 unsupported-type", "Neck"));
}

TEST(NoteLabels, days_and_kinds) {
  EXPECT_EQ(day_of("2025-04-22T10:00:00Z"), "2025-04-22");
  EXPECT_EQ(day_of("202504221015-0500"), "2025-04-22");
  for (const char* bad : {"2025", "2025-04", "202504", "04/22/2025", "2025-13-01", ""}) EXPECT_EQ(day_of(bad), "") << bad;
  EXPECT_EQ(kind_of_words("imaging_report"), "imaging_report");
  EXPECT_EQ(kind_of_words("Physical Therapy Progress note"), "therapy_note");
  EXPECT_EQ(kind_of_words("Direct admission"), "");
}

std::string gzipped(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd_packed(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

const std::string kRows = "{\"text\": \"a\"}\n{\"text\": \"b\"}\n";

TEST_F(ReadPacked, gzip_and_zstd_with_several_members) {
  EXPECT_THAT(shown(read("rows.ndjson.gz", gzipped(kRows) + gzipped("{\"text\": \"c\"}\n"))), ElementsAre("a", "b", "c"));
  EXPECT_THAT(shown(read("rows.ndjson.zst", zstd_packed(kRows) + zstd_packed("{\"text\": \"c\"}\n"))), ElementsAre("a", "b", "c"));
  EXPECT_THAT(shown(read("note.txt.gz", gzipped("Neck"))), ElementsAre("Neck"));
  EXPECT_THAT(shown(read("padded.txt.gz", gzipped("Neck") + std::string(600, '\0'))), ElementsAre("Neck"));
}

TEST_F(ReadPacked, a_file_cut_short_gives_what_stands_before_and_says_so) {
  std::string rows;
  for (int i = 0; i < 20000; ++i) rows += "{\"text\": \"note " + std::to_string(i * 7919) + "\"}\n";
  for (const std::string& packed : {gzipped(rows), zstd_packed(rows)}) {
    const std::vector<Record> records = read("cut.ndjson.gz", packed.substr(0, packed.size() / 2));
    ASSERT_GT(records.size(), 2u);
    EXPECT_EQ(note(records, 0).text, "note 0");
    EXPECT_EQ(std::get<Reject>(records.back()).code, "truncated");
    EXPECT_THAT(shown(read("cut.txt.gz", packed.substr(0, packed.size() / 2))), ElementsAre("1 truncated"));
  }
  std::string damaged = gzipped(rows);
  for (size_t i = damaged.size() / 2; i < damaged.size() / 2 + 100; ++i) damaged[i] = static_cast<char>(~damaged[i]);
  EXPECT_THAT(shown(read("damaged.ndjson.gz", damaged)).back(), HasSubstr(" damaged"));
}

TEST_F(ReadPacked, what_was_cut_in_two_is_no_record) {
  const std::string cut = gzipped(std::string("id,text\n1,a\n2,") + std::string(200000, 'x')).substr(0, 150);
  EXPECT_THAT(shown(read("rows.csv.gz", cut)), ElementsAre("a", "2 truncated"));
  const std::string messages = std::string(kHead) + "OBX|1|TX|1||a\r" + kHead + "OBX|1|TX|1||" + std::string(200000, 'x');
  EXPECT_THAT(shown(read("messages.hl7.gz", gzipped(messages).substr(0, 300))), ElementsAre("a", "2 truncated"));
}

TEST_F(ReadPacked, a_bomb_is_given_up) {
  ReadingOptions options;
  options.max_record_bytes = 1u << 20;
  std::string bomb;
  const std::string member = gzipped(std::string(64u << 20, 'x'));
  for (int i = 0; i < 20; ++i) bomb += member;
  EXPECT_THAT(shown(read("bomb.ndjson.gz", bomb, options)), ElementsAre("1 unpacks-too-far"));
  EXPECT_THAT(shown(read("bomb.txt.gz", bomb, options)), ElementsAre("1 too-large"));
}

}  // namespace
}  // namespace chartgap
