#include "tools/lint.h"

#include <algorithm>
#include <array>

#include "nlp/matcher.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, 3> kLevelNames = {"note", "warning", "error"};

// An example without its brackets, and the place that they enclose.
struct Example {
  std::string text;
  Span wanted;
  bool marked = false;
};

Example parse_example(const std::string& source) {
  Example out{source, {}, false};
  const size_t begin = out.text.find('[');
  if (begin == std::string::npos) return out;
  out.text.erase(begin, 1);
  const size_t end = out.text.find(']', begin);
  if (end == std::string::npos) return out;
  out.text.erase(end, 1);
  out.wanted = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  out.marked = true;
  return out;
}

class ExampleChecker {
 public:
  ExampleChecker(const LintInput& in, LintFindings& out) : in_(in), out_(out) {}

  void check(uint32_t index) {
    const Entry& entry = in_.lexicon.entry(index);
    if (entry.hit_class == HitClass::heading) return;
    for (const std::string& yes : entry.yes) check_yes(index, yes);
    for (const std::string& no : entry.no) {
      if (!hits_of(index, no).empty()) add(index, LintLevel::error, "example", "it hits \"" + no + "\", which stands under \"no\"", "make the terms narrower, or mend the example");
    }
    const bool silent = entry.hit_class == HitClass::none;
    if (entry.yes.empty() && !silent) add(index, LintLevel::note, "no_example", "\"" + entry.id + "\" has no example", "\"yes\": [\"a sentence with [its words]\"]");
  }

 private:
  void check_yes(uint32_t index, const std::string& source) {
    const Example example = parse_example(source);
    if (!example.marked) return add(index, LintLevel::error, "example", "the example \"" + source + "\" marks no words", "[ ] around the words that it must hit");
    const std::vector<Span> spans = hits_of(index, example.text);
    if (std::find(spans.begin(), spans.end(), example.wanted) != spans.end()) return;
    std::string instead = "it does not hit \"" + source + "\"";
    if (!spans.empty()) instead = "it hits \"" + example.text.substr(spans.front().begin, spans.front().size()) + "\" in \"" + source + "\"";
    add(index, LintLevel::error, "example", instead, "a term for these words, or another example");
  }

  std::vector<Span> hits_of(uint32_t index, const std::string& text) {
    document_.lay_out("example", text, in_.lexicon.vocabulary(), in_.lexicon.headings());
    find_hits(document_, in_.lexicon, {true, true}, scratch_, hits_);
    std::vector<Span> out;
    for (const Hit& hit : hits_) {
      if (hit.entry == index) out.push_back(document_.span_of(hit.tokens));
    }
    return out;
  }

  void add(uint32_t index, LintLevel level, std::string code, std::string message, std::string suggestion) {
    out_.push_back(finding_at(in_, index, level, std::move(code), std::move(message), std::move(suggestion)));
  }

  const LintInput& in_;
  LintFindings& out_;
  Document document_;
  MatchScratch scratch_;
  std::vector<Hit> hits_;
};

}  // namespace

std::string_view to_string(LintLevel level) { return kLevelNames[static_cast<size_t>(level)]; }

std::string to_string(const LintFinding& finding) {
  std::string out = finding.file + ":" + std::to_string(finding.line);
  if (finding.column != 0) out += ":" + std::to_string(finding.column);
  out += ": " + std::string(to_string(finding.level)) + ": " + finding.message + " [" + finding.code + "]";
  if (!finding.suggestion.empty()) out += "; " + finding.suggestion;
  return out;
}

LintFinding finding_at(const LintInput& in, const SpelledTerms::Term& term, LintLevel level, std::string code, std::string message, std::string suggestion) {
  const Entry& entry = in.lexicon.entry(term.entry);
  return {level, in.lexicon.files()[entry.file], term.line, term.column, std::move(code), std::move(message), std::move(suggestion)};
}

LintFinding finding_at(const LintInput& in, uint32_t index, LintLevel level, std::string code, std::string message, std::string suggestion) {
  const Entry& entry = in.lexicon.entry(index);
  return {level, in.lexicon.files()[entry.file], entry.line, 0, std::move(code), std::move(message), std::move(suggestion)};
}

void lint_examples(const LintInput& in, LintFindings& out) {
  ExampleChecker checker(in, out);
  for (uint32_t index = 0; index < in.lexicon.entries().size(); ++index) checker.check(index);
}

void lint_corpus(const LintInput& in, const std::vector<InputDocument>& notes, LintFindings& out) {
  std::vector<uint8_t> hit(in.lexicon.entries().size(), 0);
  Document document;
  MatchScratch scratch;
  std::vector<Hit> hits;
  for (const InputDocument& note : notes) {
    document.lay_out("", note.bytes, in.lexicon.vocabulary(), in.lexicon.headings());
    find_hits(document, in.lexicon, {}, scratch, hits);
    for (const Hit& one : hits) hit[one.entry] = 1;
  }
  for (uint32_t index = 0; index < hit.size(); ++index) {
    const Entry& entry = in.lexicon.entry(index);
    if (hit[index] != 0 || entry.hit_class == HitClass::heading) continue;  // headings are found by their words, not as hits
    out.push_back(
        finding_at(in, index, LintLevel::note, "never_hit", "\"" + entry.id + "\" is hit in none of " + std::to_string(notes.size()) + " notes", "nothing to do, when it is rare"));
  }
}

}  // namespace chartgap
