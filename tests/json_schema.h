// Checks a JSON value against a JSON Schema, for the keywords that this project's schemas use; any other keyword is an error of the schema.
#pragma once

#include <re2/re2.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace chartgap {

class SchemaChecker {
 public:
  explicit SchemaChecker(nlohmann::json schema) : root_(std::move(schema)) {}

  // One line each: where in the value, and what is wrong.
  std::vector<std::string> check(const nlohmann::json& value) {
    errors_.clear();
    check(root_, value, "");
    return errors_;
  }

 private:
  using Json = nlohmann::json;

  void check(const Json& schema, const Json& value, const std::string& at) {
    for (const auto& [keyword, rule] : schema.items()) check_keyword(schema, keyword, rule, value, at);
  }

  void check_keyword(const Json& schema, const std::string& keyword, const Json& rule, const Json& value, const std::string& at) {
    static const std::set<std::string> kNotes = {"$schema", "$id", "$defs", "title", "description", "properties"};
    if (kNotes.contains(keyword)) {
      if (keyword == "properties") properties(rule, value, at);
    } else if (keyword == "$ref") {
      check(root_.at(Json::json_pointer(rule.get<std::string>().substr(1))), value, at);
    } else if (keyword == "type") {
      expect(has_type(value, rule), at, "is no " + rule.get<std::string>());
    } else if (keyword == "const") {
      expect(value == rule, at, "is not " + rule.dump());
    } else if (keyword == "enum") {
      expect(std::find(rule.begin(), rule.end(), value) != rule.end(), at, value.dump() + " is none of " + rule.dump());
    } else if (keyword == "anyOf") {
      any_of(rule, value, at);
    } else {
      check_size(schema, keyword, rule, value, at);
    }
  }

  void check_size(const Json& schema, const std::string& keyword, const Json& rule, const Json& value, const std::string& at) {
    if (keyword == "required") {
      for (const auto& key : rule) expect(!value.is_object() || value.contains(key.get<std::string>()), at, "lacks " + key.dump());
    } else if (keyword == "additionalProperties") {
      for (const auto& [key, member] : value.items()) {
        const bool known = schema.contains("properties") && schema["properties"].contains(key);
        if (!known && rule.is_object()) check(rule, member, at + "/" + key);
        else expect(known || rule == true, at, "has the key " + key);
      }
    } else if (keyword == "items") {
      for (size_t i = 0; value.is_array() && i < value.size(); ++i) check(rule, value[i], at + "/" + std::to_string(i));
    } else if (keyword == "minItems" || keyword == "maxItems") {
      expect(!value.is_array() || (keyword == "minItems" ? value.size() >= rule : value.size() <= rule), at, "has another number of items");
    } else if (keyword == "minLength") {
      expect(!value.is_string() || value.get<std::string>().size() >= rule, at, "is too short");
    } else if (keyword == "minimum") {
      expect(!value.is_number() || value >= rule, at, "is too small");
    } else if (keyword == "pattern") {
      expect(!value.is_string() || RE2::PartialMatch(value.get<std::string>(), rule.get<std::string>()), at, "does not match " + rule.dump());
    } else {
      errors_.push_back("the schema's keyword " + keyword + " is not known here");
    }
  }

  void properties(const Json& rules, const Json& value, const std::string& at) {
    for (const auto& [key, rule] : rules.items()) {
      if (value.is_object() && value.contains(key)) check(rule, value[key], at + "/" + key);
    }
  }

  void any_of(const Json& rules, const Json& value, const std::string& at) {
    const std::vector<std::string> before = errors_;
    for (const Json& rule : rules) {
      errors_.clear();
      check(rule, value, at);
      if (errors_.empty()) {
        errors_ = before;
        return;
      }
    }
    errors_ = before;
    expect(false, at, "fits none of the alternatives");
  }

  static bool has_type(const Json& value, const Json& type) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == std::string(value.type_name());
  }

  void expect(bool holds, const std::string& at, const std::string& error) {
    if (!holds) errors_.push_back((at.empty() ? "/" : at) + " " + error);
  }

  Json root_;
  std::vector<std::string> errors_;
};

}  // namespace chartgap
