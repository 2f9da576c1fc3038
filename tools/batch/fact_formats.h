// The forms in which a batch writes the facts of a note.
// Out: appended to a string, in whole lines or records; a part's file is the prologue, the notes and the epilogue.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "nlp/analyze.h"
#include "nlp/lexicon.h"
#include "tools/note_record.h"

namespace chartgap {

struct FactSetting {
  const Lexicon* lexicon = nullptr;
  std::string nlp_system;  // "chartgap 0.1.0, lexicon 0123456789ab"
  std::string nlp_date;
};

struct NoteFacts {
  const Analysis& analysis;
  const NoteRecord& note;
  uint64_t record;  // the note's number in the whole input
  const FactSetting& setting;
};

struct FactFormat {
  std::string_view name;
  std::string_view ending;  // of the part's file
  std::string_view prologue;
  std::string_view epilogue;
  void (*write)(std::string& out, const NoteFacts& facts);
};

void write_ndjson_facts(std::string& out, const NoteFacts& facts);
// One row a fact. Source: RFC 4180.
extern const std::string_view kCsvFactsHeader;
void write_csv_facts(std::string& out, const NoteFacts& facts);
// Rows of OMOP's NOTE_NLP table. Source: OMOP CDM 5.4. Offsets are code points; note_nlp_id is the record's number x 2^20 and the fact's place in the note.
extern const std::string_view kNoteNlpHeader;
void write_note_nlp(std::string& out, const NoteFacts& facts);
// A tar archive of RECORD_ID.txt and RECORD_ID.ann. Source: POSIX.1-1988 (ustar).
extern const std::string_view kTarEnd;
void write_brat_files(std::string& out, const NoteFacts& facts);

const FactFormat* fact_format(std::string_view name);

}  // namespace chartgap
