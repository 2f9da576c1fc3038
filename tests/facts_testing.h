// What the fact tests share: a text to its facts, each one line such as `imaging/disc_bulge present [disc bulge] levels=L4-L5 severity=mild`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "nlp/analyze.h"
#include "tools/command.h"
#include "tools/fact_json.h"

namespace chartgap {

inline const Lexicon& embedded_lexicon() {
  static const Lexicon lexicon = [] {
    Result<Lexicon> loaded = load_lexicon();
    return loaded.ok() ? std::move(loaded.value()) : Lexicon();
  }();
  return lexicon;
}

inline std::string value_line(const nlohmann::json& value) {
  if (value.is_array()) {
    std::string out;
    for (const auto& item : value) out += (out.empty() ? "" : ",") + value_line(item);
    return out;
  }
  if (value.is_object()) return value.value("iso", std::string());
  return value.is_string() ? value.get<std::string>() : value.dump();
}

inline std::string fact_line(const Document& document, const Fact& fact) {
  std::string json;
  JsonWriter writer(json);
  write_attributes(writer, document.text(), fact.attributes);
  std::string out = std::string(to_string(fact.type)) + "/" + std::string(fact.code) + " " + std::string(to_string(fact.assertion)) + " [" + document.text().quote(fact.span) + "]";
  const nlohmann::ordered_json attributes = nlohmann::ordered_json::parse(json);
  for (const auto& [key, value] : attributes.items()) out += " " + key + "=" + value_line(nlohmann::json(value));
  return out;
}

// The facts of a text, in its order; of the types whose names begin with one of `types`, or all.
inline std::vector<std::string> facts_of(std::string_view text, const std::vector<std::string>& types = {}) {
  Analyzer analyzer(embedded_lexicon());
  const Analysis analysis = analyzer.analyze("test", text);
  std::vector<std::string> out;
  for (const Fact& fact : analysis.facts) {
    std::string line = fact_line(analysis.document, fact);
    bool taken = types.empty();
    for (const std::string& type : types) taken |= line.compare(0, type.size(), type) == 0;
    if (taken) out.push_back(std::move(line));
  }
  return out;
}

}  // namespace chartgap
