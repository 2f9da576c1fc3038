#include "tools/brat_standoff.h"

#include "tools/fact_json.h"
#include "tools/one_line.h"

namespace chartgap {

void write_brat_standoff(std::string& out, const Analysis& analysis, OffsetUnit unit) {
  const OffsetMap offsets(analysis.document.text(), unit);
  size_t number = 0;
  for (const Fact& fact : analysis.facts) {
    ++number;
    const std::string id = std::to_string(number);
    out += "T" + id + "\t" + std::string(to_string(fact.type)) + "_" + std::string(fact.code) + " " + std::to_string(offsets(fact.span.begin)) + " " +
           std::to_string(offsets(fact.span.end)) + "\t" + one_line(analysis.document.text().quote(fact.span)) + "\n";
    out += "A" + id + "\tassertion T" + id + " " + std::string(to_string(fact.assertion)) + "\n";
    std::string attributes;
    JsonWriter json(attributes);
    write_attributes(json, analysis.document.text(), fact.attributes);
    if (attributes != "{}") out += "#" + id + "\tAnnotatorNotes T" + id + "\t" + attributes + "\n";
  }
}

}  // namespace chartgap
