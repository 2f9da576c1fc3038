#include "tools/policy_lint.h"

#include <algorithm>
#include <array>
#include <set>

#include "criteria/policy.h"
#include "nlp/fact.h"
#include "nlp/json_source.h"

namespace chartgap {
namespace {

using Names = std::vector<std::string>;

// Lists of plain words or ICD codes, which name no fact.
constexpr std::array<std::string_view, 3> kFreeLists = {"accepted_icd", "signs", "mass_words"};

template <size_t N>
bool has(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The names of the values of an attribute, without "none".
template <typename Value>
Names names_of(int count) {
  Names names;
  for (int i = 1; i < count; ++i) names.emplace_back(to_string(static_cast<Value>(i)));
  return names;
}

class ContentLint {
 public:
  ContentLint(const std::string& file, const Names& codes) : file_(file), codes_(codes) {}

  Issues run(const JsonValue& root) {
    std::set<std::string> used;
    for (const JsonValue& criterion : root.find("criteria")->items) lint_test(*criterion.find("test"), used);
    for (const auto& [name, value] : root.find("parameters")->members) {
      if (used.count(name) == 0) report(value, "policy.unused_parameter", "no test uses the parameter \"" + name + "\"", "a test that does, or none of it");
    }
    return std::move(issues_);
  }

 private:
  void lint_test(const JsonValue& test, std::set<std::string>& used) {
    const std::string& kind = test.find("kind")->string;
    for (const auto& [name, value] : test.members) {
      if (value.kind == JsonValue::Kind::string && name != "kind") used.insert(value.string);
      if (value.kind == JsonValue::Kind::array && !has(kFreeLists, name)) lint_list(kind, name, value);
    }
  }

  void lint_list(const std::string& kind, const std::string& name, const JsonValue& list) {
    if (list.items.empty()) report(list, "policy.empty", "\"" + name + "\" is empty", "at least one code");
    std::set<std::string> seen;
    for (const JsonValue& item : list.items) {
      if (!seen.insert(item.string).second) report(item, "policy.repeated_code", "\"" + item.string + "\" stands in this list twice", "each once");
      const Names known = known_words(kind, name);
      if (std::find(known.begin(), known.end(), item.string) != known.end()) continue;
      const std::string near = nearest(item.string, known);
      report(item, "policy.code", "no fact has the code \"" + item.string + "\"", near.empty() ? "a code of corpus/README.md" : "\"" + near + "\"");
    }
  }

  Names known_words(const std::string& kind, const std::string& list) const {
    if (list == "modalities") return names_of<Modality>(kModalities);
    if (kind == "image_guidance") return names_of<Guidance>(kGuidances);
    return codes_;
  }

  void report(const JsonValue& at, std::string code, std::string message, std::string expected) {
    issues_.push_back({file_, at.line, at.column, std::move(code), std::move(message), std::move(expected)});
  }

  const std::string& file_;
  const Names& codes_;
  Issues issues_;
};

}  // namespace

std::vector<std::string> fact_codes(const Lexicon& lexicon) {
  std::set<std::string> codes;
  for (const Entry& entry : lexicon.entries()) {
    if (entry.hit_class == HitClass::score_name) codes.insert(std::string(entry.code));
    for (const Sense& sense : entry.senses) {
      if (!sense.code.starts_with('*')) codes.insert(std::string(sense.code));
      for (const char* region : {"cervical", "lumbar"}) {
        if (sense.code.starts_with('*')) codes.insert(region + std::string(sense.code.substr(1)));
      }
    }
  }
  return {codes.begin(), codes.end()};
}

Issues lint_policy(std::string_view text, const std::string& file, const std::vector<std::string>& codes) {
  const Result<Policy> policy = load_policy(text, file);
  if (!policy.ok()) return policy.issues();
  return ContentLint(file, codes).run(parse_json(text, file).value());
}

}  // namespace chartgap
