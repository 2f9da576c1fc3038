// Opens a file (or the standard input) of any format that is read, and gives its notes one after the other.
// Formats: text, NDJSON, CSV, TSV, FHIR (NDJSON, bundle, resource), OMOP NOTE (CSV), C-CDA, HTML, RTF, HL7 v2; each also packed by gzip or zstd.
// Errors: none stops the run: whatever cannot be read is a Reject at its place, and reading goes on behind it.
// Cost:   bounded memory: one record at a time, and no record beyond Options::max_record_bytes.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "tools/note_record.h"

namespace chartgap {

struct ReadingOptions {
  std::string name;      // what the file is called, where its path does not say it
  std::string format;    // --input-format: text, ndjson, csv, tsv, fhir, omop, ccda, html, rtf, hl7; empty: by content and ending
  std::string encoding;  // --encoding: utf-8, utf-16le, utf-16be, windows-1252, ...; empty: byte order mark, else UTF-8, else windows-1252
  std::string id_key = "id";
  std::string text_key = "text";
  std::string patient_key = "patient_id";
  std::string date_key = "date";
  std::string kind_key = "kind";
  uint64_t max_record_bytes = 64u << 20;
  bool reads_pdf = false;  // by pdftotext as a child process
};

class RecordReader {
 public:
  // `path` "-" is the standard input. A file that cannot be opened gives one Reject.
  RecordReader(const std::string& path, const ReadingOptions& options);
  RecordReader(RecordReader&&) noexcept;
  ~RecordReader();

  // Nothing at the end.
  std::optional<Record> next();

 private:
  class Source;
  std::unique_ptr<Source> source_;
};

}  // namespace chartgap
