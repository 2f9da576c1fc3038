#include "tools/batch/fact_formats.h"

#include <algorithm>

#include "tools/fact_json.h"

namespace chartgap {

void write_ndjson_facts(std::string& out, const NoteFacts& facts) {
  write_facts(out, facts.analysis, *facts.setting.lexicon, OffsetUnit::codepoint);
  out += '\n';
}

const FactFormat* fact_format(std::string_view name) {
  static const std::array<FactFormat, 4> kFormats = {{
      {"ndjson", ".ndjson", "", "", write_ndjson_facts},
      {"csv", ".csv", kCsvFactsHeader, "", write_csv_facts},
      {"omop", ".note_nlp.csv", kNoteNlpHeader, "", write_note_nlp},
      {"brat", ".brat.tar", "", kTarEnd, write_brat_files},
  }};
  const auto found = std::find_if(kFormats.begin(), kFormats.end(), [&](const FactFormat& each) { return each.name == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

}  // namespace chartgap
