#include "nlp/json_source.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace chartgap {
namespace {

constexpr size_t kMaxDepth = 64;

// Feeds the parser while it counts what was consumed, so that each event can be placed.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  const char** furthest = nullptr;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    ++at;
    if (furthest != nullptr && at > *furthest) *furthest = at;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at == other.at; }
  bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

bool is_separator(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':'; }

class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::string_view text, const std::string& file, const char** furthest) : text_(text), file_(file), furthest_(furthest) {}

  bool null() override { return add(JsonValue::Kind::null) != nullptr; }
  bool boolean(bool value) override {
    JsonValue* added = add(JsonValue::Kind::boolean);
    if (added != nullptr) added->boolean = value;
    return added != nullptr;
  }
  bool number_integer(number_integer_t value) override { return number(static_cast<double>(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(static_cast<double>(value)); }
  bool number_float(number_float_t value, const string_t&) override { return number(value); }
  bool string(string_t& value) override {
    JsonValue* added = add(JsonValue::Kind::string);
    if (added != nullptr) added->string = value;
    return added != nullptr;
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonValue::Kind::object); }
  bool start_array(std::size_t) override { return open(JsonValue::Kind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    locate();
    JsonValue& object = *open_.back();
    if (object.find(name) != nullptr) report("json.repeated_key", "the key \"" + name + "\" stands here twice", "each key once");
    object.members.emplace_back(name, JsonValue{});
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    place(position == 0 ? 0 : position - 1);
    (void)error;  // its words would quote the file
    report("json.syntax", "this is not valid JSON", "a value, a comma or a closing bracket");
    return false;
  }

  JsonValue root;
  Issues issues;

 private:
  bool number(double value) {
    JsonValue* added = add(JsonValue::Kind::number);
    if (added != nullptr) added->number = value;
    return added != nullptr;
  }
  // Sets line_ and column_ to the start of the token just read.
  void locate() {
    size_t start = end_of_last_;
    while (start < text_.size() && is_separator(text_[start])) ++start;
    place(start);
    end_of_last_ = std::max<size_t>(start + 1, static_cast<size_t>(*furthest_ - text_.data()));
    while (end_of_last_ > start + 1 && (is_separator(text_[end_of_last_ - 1]) || text_[end_of_last_ - 1] == '}' || text_[end_of_last_ - 1] == ']')) --end_of_last_;
  }
  void place(size_t offset) {
    offset = std::min(offset, text_.size());
    for (; counted_ < offset; ++counted_) {
      if (text_[counted_] == '\n') {
        ++line_;
        line_start_ = counted_ + 1;
      }
    }
    column_ = static_cast<uint32_t>(offset - std::min(offset, line_start_) + 1);
  }
  void report(std::string code, std::string message, std::string expected = "") {
    issues.push_back({file_, line_, column_, std::move(code), std::move(message), std::move(expected)});
  }
  JsonValue* add(JsonValue::Kind kind) {
    locate();
    JsonValue* slot = &root;
    if (!open_.empty()) {
      JsonValue& parent = *open_.back();
      slot = parent.kind == JsonValue::Kind::array ? &parent.items.emplace_back() : &parent.members.back().second;
    }
    slot->kind = kind;
    slot->line = line_;
    slot->column = column_;
    return slot;
  }
  bool open(JsonValue::Kind kind) {
    JsonValue* added = add(kind);
    end_of_last_ = std::min(end_of_last_, offset_of(*added) + 1);
    if (open_.size() >= kMaxDepth) {
      report("json.depth", "nested more than 64 deep", "a flatter file");
      return false;
    }
    open_.push_back(added);
    return true;
  }
  size_t offset_of(const JsonValue& value) const { return line_start_ + value.column - 1; }
  bool close() {
    end_of_last_ = static_cast<size_t>(*furthest_ - text_.data());
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  const std::string& file_;
  const char** furthest_;
  std::vector<JsonValue*> open_;
  size_t end_of_last_ = 0;
  size_t counted_ = 0;
  size_t line_start_ = 0;
  uint32_t line_ = 1;
  uint32_t column_ = 1;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  for (const auto& [name, value] : members) {
    if (name == key) return &value;
  }
  return nullptr;
}

std::string_view to_string(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::null: return "null";
    case JsonValue::Kind::boolean: return "true or false";
    case JsonValue::Kind::number: return "a number";
    case JsonValue::Kind::string: return "a string";
    case JsonValue::Kind::array: return "an array";
    case JsonValue::Kind::object: return "an object";
  }
  return "";
}

Result<JsonValue> parse_json(std::string_view text, const std::string& file) {
  const char* furthest = text.data();
  TreeBuilder builder(text, file, &furthest);
  const CountingIterator first{text.data(), &furthest};
  const CountingIterator last{text.data() + text.size(), nullptr};
  nlohmann::json::sax_parse(first, last, &builder);
  if (!builder.issues.empty()) return builder.issues;
  return std::move(builder.root);
}

ObjectReader::ObjectReader(const JsonValue& object, const std::string& file, Issues& issues) : object_(object), file_(file), issues_(issues) {
  if (object.kind != JsonValue::Kind::object) report(object, "json.type", "this is " + std::string(to_string(object.kind)), "an object");
}

const JsonValue* ObjectReader::any(std::string_view key) {
  asked_.emplace_back(key);
  return object_.find(key);
}

const JsonValue* ObjectReader::take(std::string_view key, JsonValue::Kind kind) {
  const JsonValue* value = any(key);
  if (value == nullptr) return nullptr;
  if (value->kind == kind) return value;
  report(*value, "json.type", "\"" + std::string(key) + "\" is " + std::string(to_string(value->kind)), std::string(to_string(kind)));
  return nullptr;
}

std::string ObjectReader::required_string(std::string_view key) {
  if (object_.find(key) == nullptr) report(object_, "json.missing_key", "\"" + std::string(key) + "\" is missing", "a string");
  return string(key);
}

std::string ObjectReader::string(std::string_view key, std::string fallback) {
  const JsonValue* value = take(key, JsonValue::Kind::string);
  return value != nullptr ? value->string : fallback;
}

bool ObjectReader::boolean(std::string_view key, bool fallback) {
  const JsonValue* value = take(key, JsonValue::Kind::boolean);
  return value != nullptr ? value->boolean : fallback;
}

std::optional<double> ObjectReader::number(std::string_view key) {
  const JsonValue* value = take(key, JsonValue::Kind::number);
  if (value == nullptr) return std::nullopt;
  return value->number;
}

std::vector<std::string> ObjectReader::strings(std::string_view key) {
  std::vector<std::string> out;
  const JsonValue* value = array(key);
  if (value == nullptr) return out;
  for (const JsonValue& item : value->items) {
    if (item.kind == JsonValue::Kind::string) {
      out.push_back(item.string);
    } else {
      report(item, "json.type", "an item of \"" + std::string(key) + "\" is " + std::string(to_string(item.kind)), "a string");
    }
  }
  return out;
}

const JsonValue* ObjectReader::array(std::string_view key) { return take(key, JsonValue::Kind::array); }
const JsonValue* ObjectReader::object(std::string_view key) { return take(key, JsonValue::Kind::object); }

void ObjectReader::finish() {
  for (const auto& [name, value] : object_.members) {
    if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
    const std::string near = nearest(name, asked_);
    report(value, "json.unknown_key", "unknown key \"" + name + "\"", near.empty() ? "" : "\"" + near + "\"");
  }
}

void ObjectReader::report(const JsonValue& at, std::string code, std::string message, std::string expected) {
  issues_.push_back({file_, at.line, at.column, std::move(code), std::move(message), std::move(expected)});
}

}  // namespace chartgap
