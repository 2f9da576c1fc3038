// brat standoff: `T1<TAB>symptom_neck_pain 3 12<TAB>neck pain`, `A1<TAB>assertion T1 present`, `#1<TAB>AnnotatorNotes T1<TAB>{"side":"left"}`.
#include <algorithm>
#include <charconv>
#include <map>

#include "tools/annotation.h"
#include "tools/annotation_check.h"
#include "tools/one_line.h"

namespace chartgap {
namespace {

// Splits at the first `mark`; what is left stays in `rest`.
std::string_view cut(std::string_view& rest, char mark) {
  const size_t end = std::min(rest.find(mark), rest.size());
  const std::string_view first = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return first;
}

bool number_of(std::string_view digits, uint32_t& number) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size();
}

class BratReader {
 public:
  BratReader(std::string_view ann, const std::string& file, std::string_view note) : ann_(ann), file_(file), note_(note) {}

  Result<std::vector<AnnotatedFact>> read() {
    // An attribute may stand before its target.
    each_line([this](std::string_view line) {
      if (line.front() == 'T') read_fact(line);
    });
    each_line([this](std::string_view line) {
      if (line.front() != 'T') read_other(line);
    });
    for (AnnotatedFact& fact : facts_) check_fact(fact, note_, {file_, fact.line, 1}, issues_);
    if (issues_.empty()) return std::move(facts_);
    std::stable_sort(issues_.begin(), issues_.end(), [](const Issue& a, const Issue& b) { return a.line < b.line; });
    return std::move(issues_);
  }

 private:
  template <class Each>
  void each_line(Each each) {
    std::string_view rest = ann_;
    for (line_ = 1; !rest.empty(); ++line_) {
      std::string_view line = cut(rest, '\n');
      if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
      if (!line.empty()) each(line);
    }
  }
  FilePlace at(std::string_view line, std::string_view part) const { return {file_, line_, static_cast<uint32_t>(part.data() - line.data()) + 1}; }

  void read_fact(std::string_view line) {
    std::string_view rest = line;
    const std::string id(cut(rest, '\t'));
    const std::string_view place = cut(rest, '\t');
    const auto [known, added] = by_id_.emplace(id, kBroken);
    if (!added) {
      report_issue(issues_, {file_, line_, 1}, "annotation.repeated_id", "the id " + id + " stands here twice", "each id once");
      return;
    }
    AnnotatedFact fact;
    fact.line = line_;
    fact.text = rest;
    if (!read_place(line, place, fact)) return;
    known->second = facts_.size();
    facts_.push_back(std::move(fact));
  }

  // `symptom_neck_pain 3 12`; false, with an issue, when it is anything else.
  bool read_place(std::string_view line, std::string_view place, AnnotatedFact& fact) {
    const std::string_view label = cut(place, ' ');
    if (!split_label(label, at(line, label), fact, issues_)) return false;
    if (place.find(';') != std::string_view::npos) {
      report_issue(issues_, at(line, place), "annotation.discontinuous", "the span has several pieces", "one span: the shortest run of words that names the thing");
      return false;
    }
    const FilePlace offsets = at(line, place);
    if (number_of(cut(place, ' '), fact.start) && number_of(place, fact.end)) return true;
    report_issue(issues_, offsets, "annotation.offset", "there are no two offsets here", "T1<TAB>label START END<TAB>text");
    return false;
  }

  void read_other(std::string_view line) {
    if (line.front() == 'A') return read_attribute(line);
    if (line.front() == '#') return read_note(line);
    report_issue(issues_, {file_, line_, 1}, "annotation.line", "a line of this kind is none of the model's", "T (a fact), A (its assertion) or # (its attributes as JSON)");
  }

  // The fact of that id; null, with an issue, where there is none, and without one where the fact itself is broken.
  AnnotatedFact* target(std::string_view line, std::string_view id) {
    const auto found = by_id_.find(std::string(id));
    if (found == by_id_.end()) {
      report_issue(issues_, at(line, id), "annotation.target", "there is no fact " + std::string(id), "the id of a T line");
      return nullptr;
    }
    return found->second == kBroken ? nullptr : &facts_[found->second];
  }

  void read_attribute(std::string_view line) {
    std::string_view rest = line;
    cut(rest, '\t');
    const std::string_view name = cut(rest, ' ');
    const std::string_view id = cut(rest, ' ');
    AnnotatedFact* fact = target(line, id);
    if (fact == nullptr) return;
    if (name == "assertion") {
      if (!fact->assertion.empty()) report_issue(issues_, at(line, name), "annotation.repeated_assertion", std::string(id) + " has a second assertion", "one");
      fact->assertion = rest;
      return;
    }
    JsonValue object = empty_object();
    JsonValue value;
    value.kind = JsonValue::Kind::string;
    value.line = line_;
    value.column = at(line, rest).column;
    value.string = rest;
    object.members.emplace_back(std::string(name), std::move(value));
    add_attributes(*fact, std::move(object), {file_, line_, at(line, name).column});
  }

  void add_attributes(AnnotatedFact& fact, JsonValue object, const FilePlace& place) {
    check_attributes(object, place, issues_);
    for (auto& [key, value] : object.members) {
      if (fact.attributes.find(key) != nullptr)
        report_issue(issues_, place, "annotation.repeated_attribute", "\"" + key + "\" of this fact stands here twice", "each attribute once");
      else fact.attributes.members.emplace_back(key, std::move(value));
    }
  }

  void read_note(std::string_view line) {
    std::string_view rest = line;
    cut(rest, '\t');
    cut(rest, ' ');
    const std::string_view id = cut(rest, '\t');
    AnnotatedFact* fact = target(line, id);
    if (fact == nullptr) return;
    if (rest.empty() || rest.front() != '{') {
      fact->comment += (fact->comment.empty() ? "" : " ") + valid_utf8(rest);
      return;
    }
    const FilePlace place = at(line, rest);
    Result<JsonValue> attributes = parse_json_at(rest, place);
    if (attributes.ok()) add_attributes(*fact, std::move(attributes.value()), place);
    else add_issues(issues_, attributes.issues());
  }

  static constexpr size_t kBroken = SIZE_MAX;

  std::string_view ann_;
  const std::string& file_;
  NoteText note_;
  uint32_t line_ = 0;
  std::vector<AnnotatedFact> facts_;
  std::map<std::string, size_t> by_id_;
  Issues issues_;
};

}  // namespace

Result<std::vector<AnnotatedFact>> parse_brat(std::string_view ann, const std::string& file, std::string_view note) { return BratReader(ann, file, note).read(); }

std::string brat_of(const AnnotatedDocument& document) {
  std::string out;
  size_t number = 0;
  size_t comments = document.facts.size();
  for (const AnnotatedFact& fact : document.facts) {
    const std::string id = std::to_string(++number);
    out += "T" + id + "\t" + fact.type + "_" + fact.code + " " + std::to_string(fact.start) + " " + std::to_string(fact.end) + "\t" + one_line(fact.text) + "\n";
    out += "A" + id + "\tassertion T" + id + " " + fact.assertion + "\n";
    if (!fact.attributes.members.empty()) {
      out += "#" + id + "\tAnnotatorNotes T" + id + "\t";
      JsonWriter json(out);
      write_value(json, fact.attributes);
      out += "\n";
    }
    if (!fact.comment.empty()) out += "#" + std::to_string(++comments) + "\tAnnotatorNotes T" + id + "\t" + one_line(fact.comment) + "\n";
  }
  return out;
}

}  // namespace chartgap
