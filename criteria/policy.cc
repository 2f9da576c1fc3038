#include "criteria/policy.h"

#include <algorithm>
#include <array>
#include <optional>

#include "criteria/file_checks.h"
#include "criteria/query_lint.h"
#include "criteria/test_shape.h"
#include "nlp/json_source.h"

namespace chartgap {
namespace {

using Names = std::vector<std::string>;

constexpr std::array<std::string_view, 4> kCriterionKindNames = {"required", "absolute_contraindication", "relative_contraindication", "advisory"};
constexpr std::array<std::string_view, 2> kSilenceNames = {"gap", "advisory"};

template <size_t N>
Names names_of(const std::array<std::string_view, N>& table) {
  return Names(table.begin(), table.end());
}

bool is_id(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
}

class PolicyReader {
 public:
  PolicyReader(const std::string& file, Issues& issues) : file_(file), issues_(issues) {}

  Policy read(const JsonValue& root);

 private:
  void read_source(ObjectReader& reader);
  void read_effective(ObjectReader& reader);
  void read_cpt(ObjectReader& reader);
  void read_region(ObjectReader& reader);
  void read_contractors(ObjectReader& reader);
  void read_parameters(ObjectReader& reader);
  void read_parameter(const std::string& name, const JsonValue& value);
  void read_criteria(ObjectReader& reader);
  Criterion read_criterion(const JsonValue& value);
  std::optional<Test> read_test(const JsonValue& value);
  void read_arguments(const TestShape& shape, ObjectReader& reader, const JsonValue& at, Test& test);
  void read_reference(std::string_view argument, bool words, ObjectReader& reader, const JsonValue& at, Test& test);
  void read_elements(const JsonValue& list, Criterion& criterion);
  void check_elements(const JsonValue& at, const Criterion& criterion);
  // The index of the value in `known`, or 0 with an issue.
  size_t choose(const JsonValue* at, const std::string& word, const Names& known, const std::string& code, const std::string& what);
  void date(ObjectReader& reader, std::string_view key, std::string& out, bool required);
  void report(const JsonValue& at, std::string code, std::string message, std::string expected = "") {
    issues_.push_back({file_, at.line, at.column, std::move(code), std::move(message), std::move(expected)});
  }
  std::string text(ObjectReader& reader, const JsonValue& at, std::string_view key);
  std::string question(ObjectReader& reader, const JsonValue& at);

  const std::string& file_;
  Issues& issues_;
  Policy policy_;
};

std::string PolicyReader::text(ObjectReader& reader, const JsonValue& at, std::string_view key) {
  std::string value = reader.required_string(key);
  const JsonValue* member = at.find(key);
  if (member != nullptr && member->kind == JsonValue::Kind::string && value.empty()) report(*member, "policy.empty", "\"" + std::string(key) + "\" is empty", "a text");
  return value;
}

// What a provider is asked: nothing that leads or names payment gets into a policy.
std::string PolicyReader::question(ObjectReader& reader, const JsonValue& at) {
  std::string value = text(reader, at, "ask");
  if (value.empty()) return value;
  const JsonValue& member = *at.find("ask");
  const std::vector<Issue> found = lint_query(value, {file_, member.line, member.column});
  issues_.insert(issues_.end(), found.begin(), found.end());
  return value;
}

void PolicyReader::date(ObjectReader& reader, std::string_view key, std::string& out, bool required) {
  out = required ? reader.required_string(key) : reader.string(key);
  const JsonValue* value = reader.any(key);
  if (value != nullptr && !out.empty() && !is_calendar_day(out)) report(*value, "policy.date", "\"" + out + "\" is no date", "YYYY-MM-DD");
}

size_t PolicyReader::choose(const JsonValue* at, const std::string& word, const Names& known, const std::string& code, const std::string& what) {
  const auto found = std::find(known.begin(), known.end(), word);
  if (found != known.end()) return static_cast<size_t>(found - known.begin());
  if (at != nullptr && at->kind == JsonValue::Kind::string) report(*at, code, "unknown " + what + " \"" + word + "\"", one_of(word, known));
  return 0;
}

void PolicyReader::read_effective(ObjectReader& reader) {
  const JsonValue* value = reader.object("effective");
  if (value == nullptr) return;
  ObjectReader effective(*value, file_, issues_);
  date(effective, "from", policy_.effective_from, true);
  date(effective, "to", policy_.effective_to, false);
  if (!policy_.effective_to.empty() && policy_.effective_to < policy_.effective_from) report(*effective.any("to"), "policy.date", "\"to\" is before \"from\"", "a later date");
  effective.finish();
}

void PolicyReader::read_source(ObjectReader& reader) {
  const JsonValue* value = reader.object("source");
  if (value == nullptr) return;
  ObjectReader source(*value, file_, issues_);
  policy_.source.title = text(source, *value, "title");
  policy_.source.section = source.string("section");
  date(source, "date_read", policy_.source.date_read, true);
  policy_.source.note = source.string("note");
  source.finish();
}

void PolicyReader::read_cpt(ObjectReader& reader) {
  policy_.cpt = reader.strings("cpt");
  const JsonValue* list = reader.any("cpt");
  for (const std::string& code : policy_.cpt) {
    const bool digits = code.size() == 5 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) report(*list, "policy.cpt", "\"" + code + "\" is no procedure code", "five digits");
  }
}

void PolicyReader::read_region(ObjectReader& reader) {
  const JsonValue* value = reader.any("region");
  Names known;
  for (int i = 0; i < kRegions; ++i) known.emplace_back(to_string(static_cast<Region>(i)));
  policy_.region = static_cast<Region>(choose(value, reader.required_string("region"), known, "policy.region", "region"));
}

void PolicyReader::read_contractors(ObjectReader& reader) {
  const JsonValue* list = reader.array("contractors");
  if (list == nullptr) return;
  for (const JsonValue& item : list->items) {
    ObjectReader row(item, file_, issues_);
    Contractor contractor;
    contractor.name = text(row, item, "name");
    contractor.policy = row.string("policy");
    contractor.article = row.string("article");
    date(row, "effective_from", contractor.effective_from, false);
    contractor.source = text(row, item, "source");
    row.finish();
    policy_.contractors.push_back(std::move(contractor));
  }
}

void PolicyReader::read_parameter(const std::string& name, const JsonValue& value) {
  Parameter parameter;
  parameter.name = name;
  ObjectReader reader(value, file_, issues_);
  const JsonValue* given = reader.any("value");
  if (given == nullptr) {
    report(value, "json.missing_key", "\"value\" is missing", "a number or an array");
  } else if (given->kind == JsonValue::Kind::array) {
    parameter.words = reader.strings("value");
  } else {
    parameter.number = reader.number("value").value_or(0);
  }
  parameter.unit = text(reader, value, "unit");
  parameter.source = text(reader, value, "source");
  reader.finish();
  policy_.parameters.push_back(std::move(parameter));
}

void PolicyReader::read_parameters(ObjectReader& reader) {
  const JsonValue* value = reader.object("parameters");
  if (value == nullptr) return;
  for (const auto& [name, member] : value->members) read_parameter(name, member);
}

void PolicyReader::read_reference(std::string_view argument, bool words, ObjectReader& reader, const JsonValue& at, Test& test) {
  if (at.find(argument) == nullptr) return report(at, "json.missing_key", "\"" + std::string(argument) + "\" is missing", "the name of a parameter");
  const std::string name = reader.string(argument);
  const Parameter* parameter = policy_.parameter(name);
  if (parameter == nullptr) {
    Names known;
    for (const Parameter& each : policy_.parameters) known.push_back(each.name);
    return report(*at.find(argument), "policy.parameter", "no parameter is called \"" + name + "\"", one_of(name, known));
  }
  if (words == parameter->words.empty()) return report(*at.find(argument), "policy.parameter", "parameter \"" + name + "\" has the wrong shape", words ? "a list" : "a number");
  test.parameters.push_back(name);
  if (words) {
    test.lists.emplace_back(argument, parameter->words);
  } else {
    test.numbers.emplace_back(argument, parameter->number);
  }
}

void PolicyReader::read_arguments(const TestShape& shape, ObjectReader& reader, const JsonValue& at, Test& test) {
  for (const ShapeName& each : names_in(shape.lists)) {
    if (at.find(each.name) == nullptr && each.optional) continue;
    if (at.find(each.name) == nullptr) report(at, "json.missing_key", "\"" + each.name + "\" is missing", "an array");
    test.lists.emplace_back(each.name, reader.strings(each.name));
  }
  for (const bool words : {false, true}) {
    for (const ShapeName& each : names_in(words ? shape.words : shape.numbers)) {
      if (at.find(each.name) != nullptr || !each.optional) read_reference(each.name, words, reader, at, test);
    }
  }
}

std::optional<Test> PolicyReader::read_test(const JsonValue& value) {
  ObjectReader reader(value, file_, issues_);
  const size_t before = issues_.size();
  const std::string kind = reader.required_string("kind");
  const size_t index = choose(value.find("kind"), kind, test_kind_names(), "policy.test_kind", "kind of test");
  if (issues_.size() != before) return std::nullopt;
  Test test;
  test.kind = static_cast<TestKind>(index);
  read_arguments(shape_of(test.kind), reader, value, test);
  reader.finish();
  return test;
}

void PolicyReader::read_elements(const JsonValue& list, Criterion& criterion) {
  for (const JsonValue& item : list.items) {
    ObjectReader reader(item, file_, issues_);
    Element element;
    element.id = text(reader, item, "id");
    element.ask = question(reader, item);
    reader.finish();
    if (criterion.element(element.id) != nullptr) report(item, "policy.repeated_id", "the element \"" + element.id + "\" stands here twice", "each once");
    criterion.elements.push_back(std::move(element));
  }
}

void PolicyReader::check_elements(const JsonValue& at, const Criterion& criterion) {
  const Names known = elements_of(criterion.test);
  for (const Element& element : criterion.elements) {
    if (std::find(known.begin(), known.end(), element.id) != known.end()) continue;
    report(at, "policy.element", "this test has no element \"" + element.id + "\"", known.empty() ? "no elements" : one_of(element.id, known));
  }
  for (const std::string& name : known) {
    if (criterion.element(name) == nullptr) report(at, "policy.element", "the element \"" + name + "\" has no text", "{\"id\": \"" + name + "\", \"ask\": ...}");
  }
}

Criterion PolicyReader::read_criterion(const JsonValue& value) {
  ObjectReader reader(value, file_, issues_);
  Criterion criterion;
  criterion.id = text(reader, value, "id");
  if (!criterion.id.empty() && !is_id(criterion.id)) report(*value.find("id"), "policy.id", "\"" + criterion.id + "\" is no id", "lower-case letters, digits and _");
  criterion.label = text(reader, value, "label");
  criterion.kind =
      static_cast<CriterionKind>(choose(value.find("kind"), reader.required_string("kind"), names_of(kCriterionKindNames), "policy.criterion_kind", "kind of criterion"));
  criterion.citation = text(reader, value, "citation");
  criterion.silence = static_cast<SilenceRule>(choose(value.find("silence"), reader.required_string("silence"), names_of(kSilenceNames), "policy.silence", "silence rule"));
  criterion.ask = question(reader, value);
  if (const JsonValue* elements = reader.array("elements")) read_elements(*elements, criterion);
  if (value.find("test") == nullptr) report(value, "json.missing_key", "\"test\" is missing", "an object");
  if (const JsonValue* given = reader.object("test")) {
    if (const std::optional<Test> test = read_test(*given)) {
      criterion.test = *test;
      check_elements(*given, criterion);
    }
  }
  reader.finish();
  return criterion;
}

void PolicyReader::read_criteria(ObjectReader& reader) {
  const JsonValue* list = reader.array("criteria");
  if (list == nullptr) return;
  for (const JsonValue& item : list->items) {
    Criterion criterion = read_criterion(item);
    const bool repeated = std::any_of(policy_.criteria.begin(), policy_.criteria.end(), [&](const Criterion& other) { return other.id == criterion.id; });
    if (repeated) report(item, "policy.repeated_id", "the criterion \"" + criterion.id + "\" stands here twice", "each once");
    policy_.criteria.push_back(std::move(criterion));
  }
  if (list->items.empty()) report(*list, "policy.empty", "\"criteria\" is empty", "at least one criterion");
}

Policy PolicyReader::read(const JsonValue& root) {
  ObjectReader reader(root, file_, issues_);
  policy_.id = text(reader, root, "id");
  if (!policy_.id.empty() && !is_id(policy_.id)) report(*root.find("id"), "policy.id", "\"" + policy_.id + "\" is no id", "lower-case letters, digits, - and _");
  policy_.version = text(reader, root, "version");
  policy_.title = text(reader, root, "title");
  policy_.payer = reader.string("payer");
  read_region(reader);
  for (const char* key : {"effective", "source", "parameters"}) {
    if (root.find(key) == nullptr) report(root, "json.missing_key", "\"" + std::string(key) + "\" is missing", "an object");
  }
  if (root.find("criteria") == nullptr) report(root, "json.missing_key", "\"criteria\" is missing", "an array");
  read_effective(reader);
  read_source(reader);
  read_cpt(reader);
  read_contractors(reader);
  policy_.not_judged = reader.strings("not_judged");
  read_parameters(reader);
  read_criteria(reader);
  reader.finish();
  return std::move(policy_);
}

template <class Pairs>
auto find_named(const Pairs& pairs, std::string_view name) {
  return std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
}

}  // namespace

std::string_view to_string(CriterionKind kind) { return kCriterionKindNames[static_cast<size_t>(kind)]; }
std::string_view to_string(TestKind kind) { return shape_of(kind).name; }

const std::vector<std::string>& Test::list(std::string_view name) const {
  static const std::vector<std::string> kNone;
  const auto found = find_named(lists, name);
  return found == lists.end() ? kNone : found->second;
}

// Asked of every fact: hardly two codes are of one length and one last letter.
bool has_name(const std::vector<std::string>& words, std::string_view word) {
  return !word.empty() &&
         std::any_of(words.begin(), words.end(), [&](const std::string& each) { return each.size() == word.size() && each.back() == word.back() && each == word; });
}

bool Test::lists_word(std::string_view name, std::string_view word) const { return has_name(list(name), word); }

double Test::number(std::string_view name) const {
  const auto found = find_named(numbers, name);
  return found == numbers.end() ? 0 : found->second;
}

bool Test::has(std::string_view name) const { return find_named(lists, name) != lists.end() || find_named(numbers, name) != numbers.end(); }

const Element* Criterion::element(std::string_view wanted) const {
  const auto found = std::find_if(elements.begin(), elements.end(), [&](const Element& each) { return each.id == wanted; });
  return found == elements.end() ? nullptr : &*found;
}

const Parameter* Policy::parameter(std::string_view name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& each) { return each.name == name; });
  return found == parameters.end() ? nullptr : &*found;
}

std::string number_text(double value) {
  std::string out = std::to_string(value);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

Result<Policy> load_policy(std::string_view text, const std::string& file) {
  const Result<JsonValue> root = parse_json(text, file);
  if (!root) return root.issues();
  Issues issues;
  Policy policy = PolicyReader(file, issues).read(root.value());
  if (issues.empty()) return policy;
  std::stable_sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) { return a.line != b.line ? a.line < b.line : a.column < b.column; });
  return issues;
}

}  // namespace chartgap
