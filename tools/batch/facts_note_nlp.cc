#include "criteria/csv_field.h"
#include "tools/batch/fact_formats.h"
#include "tools/fact_json.h"
#include "tools/one_line.h"

namespace chartgap {

const std::string_view kNoteNlpHeader =
    "note_nlp_id,note_id,section_concept_id,snippet,\"offset\",lexical_variant,note_nlp_concept_id,note_nlp_source_concept_id,nlp_system,nlp_date,nlp_datetime,term_exists,"
    "term_temporal,term_modifiers\r\n";

namespace {

// The widths of the table's columns, in characters.
constexpr size_t kShortColumn = 250;
constexpr size_t kModifiersColumn = 2000;
constexpr int kFactBits = 20;
constexpr std::string_view kNoConcept = "0";  // chartgap's codes are its own: the mapping to concepts is the user's

std::string shortened(std::string text, size_t characters) {
  size_t at = 0;
  for (size_t seen = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && ++seen > characters) break;
  }
  text.resize(at);
  return text;
}

// What the table asks of the patient at hand: nothing denied, doubted, planned or of the family.
bool exists(Assertion assertion) { return assertion == Assertion::present || assertion == Assertion::historical; }

std::string_view temporal(Assertion assertion) {
  switch (assertion) {
    case Assertion::historical: return "Past";
    case Assertion::hypothetical: return "Future";
    default: return "Present";
  }
}

// "name=value, name=value" as the table's description has it.
std::string modifiers_of(const Text& text, const Fact& fact) {
  std::string attributes;
  JsonWriter json(attributes);
  write_attributes(json, text, fact.attributes);
  return "type=" + std::string(to_string(fact.type)) + ", code=" + std::string(fact.code) + ", assertion=" + std::string(to_string(fact.assertion)) +
         ", section=" + std::string(to_string(fact.section)) + ", attributes=" + attributes;
}

}  // namespace

void write_note_nlp(std::string& out, const NoteFacts& facts) {
  const Text& text = facts.analysis.document.text();
  const OffsetMap offsets(text, OffsetUnit::codepoint);
  uint64_t id = facts.record << kFactBits;
  for (const Fact& fact : facts.analysis.facts) {
    out += std::to_string(++id) + "," + csv_verbatim(facts.note.id) + ",";
    out += kNoConcept;
    out += "," + csv_verbatim(shortened(one_line(text.quote(fact.sentence)), kShortColumn)) + "," + std::to_string(offsets(fact.span.begin)) + "," +
           csv_verbatim(shortened(one_line(text.quote(fact.span)), kShortColumn)) + ",";
    out.append(kNoConcept).append(",").append(kNoConcept);
    out += "," + csv_verbatim(facts.setting.nlp_system) + "," + facts.setting.nlp_date + ",,";
    out += exists(fact.assertion) ? "Y," : "N,";
    out.append(temporal(fact.assertion));
    out += "," + csv_verbatim(shortened(modifiers_of(text, fact), kModifiersColumn)) + "\r\n";
  }
}

}  // namespace chartgap
