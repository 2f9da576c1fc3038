#include "criteria/csv_field.h"
#include "tools/batch/fact_formats.h"
#include "tools/fact_json.h"

namespace chartgap {

const std::string_view kCsvFactsHeader = "document,patient_id,date,type,code,assertion,start,end,text,section,rule,cue,cue_text,attributes\r\n";

void write_csv_facts(std::string& out, const NoteFacts& facts) {
  const Text& text = facts.analysis.document.text();
  const Lexicon& lexicon = *facts.setting.lexicon;
  const OffsetMap offsets(text, OffsetUnit::codepoint);
  const std::string head = csv_field(facts.note.id) + "," + csv_field(facts.note.patient_id) + "," + csv_field(facts.note.date);
  for (const Fact& fact : facts.analysis.facts) {
    const bool cued = fact.cue.entry != kNoEntry;
    std::string attributes;
    JsonWriter json(attributes);
    write_attributes(json, text, fact.attributes);
    out += head;
    for (const std::string_view field : {to_string(fact.type), fact.code, to_string(fact.assertion)}) out.append(",").append(csv_field(field));
    out += "," + std::to_string(offsets(fact.span.begin)) + "," + std::to_string(offsets(fact.span.end)) + "," + csv_field(text.quote(fact.span)) + "," +
           csv_field(to_string(fact.section)) + "," + csv_field(rule_of(lexicon, fact)) + "," + csv_field(cued ? std::string_view(lexicon.entry(fact.cue.entry).id) : "") + "," +
           csv_field(cued ? text.quote(fact.cue.span) : "") + "," + csv_field(attributes) + "\r\n";
  }
}

}  // namespace chartgap
