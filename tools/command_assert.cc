#include "tools/command_assert.h"

#include <algorithm>
#include <istream>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "nlp/context.h"
#include "tools/command.h"

namespace chartgap {
namespace {

using Json = nlohmann::ordered_json;

// The given target has no fact type: a symptom is what most cues may change.
constexpr FactType kTargetType = FactType::symptom;

// What the section says of a target that no cue of the sentence reaches.
Assertion prior_of(SectionKind kind) {
  switch (kind) {
    case SectionKind::pmh:
    case SectionKind::psh: return Assertion::historical;
    case SectionKind::family_history: return Assertion::family;
    default: return Assertion::present;
  }
}

TokenRange tokens_in(const Document& document, Span span) {
  TokenRange out;
  const uint32_t size = static_cast<uint32_t>(document.tokens().size());
  for (uint32_t i = 0; i < size; ++i) {
    if (!document.span_of({i, i + 1}).overlaps(span)) continue;
    if (out.empty()) out.begin = i;
    out.end = i + 1;
  }
  return out;
}

struct Row {
  std::string text;
  uint32_t start = 0;
  uint32_t end = 0;
};

std::optional<uint32_t> offset_of(const Json& line, const char* key) {
  const auto at = line.find(key);
  if (at == line.end() || !at->is_number_integer() || at->get<int64_t>() < 0 || at->get<int64_t>() > UINT32_MAX) return std::nullopt;
  return at->get<uint32_t>();
}

// The row of a line, or what is wrong with the line in `error`.
Row read_row(const Json& line, std::string& error) {
  Row row;
  const auto text = line.find("text");
  const std::optional<uint32_t> start = offset_of(line, "start");
  const std::optional<uint32_t> end = offset_of(line, "end");
  if (text == line.end() || !text->is_string()) error = "\"text\" is missing or no string";
  else if (!start || !end) error = "\"start\" or \"end\" is missing or no offset";
  else if (*start >= *end) error = "\"start\" is not before \"end\"";
  if (error.empty()) row = {text->get<std::string>(), *start, *end};
  return row;
}

class Asserter {
 public:
  explicit Asserter(const Lexicon& lexicon) : lexicon_(lexicon) {}

  Json run(const std::string& source) {
    const Json line = Json::parse(source, nullptr, false);
    Json out = Json::object();
    if (line.is_object() && line.contains("id")) out["id"] = line["id"];
    std::string error;
    if (line.is_discarded()) error = "the line is no JSON";
    else if (!line.is_object()) error = "the line is no object";
    const Row row = error.empty() ? read_row(line, error) : Row{};
    if (error.empty()) answer(row, out, error);
    if (!error.empty()) out["error"] = error;
    return out;
  }

 private:
  void answer(const Row& row, Json& out, std::string& error) {
    const Document document("", row.text, lexicon_.vocabulary(), lexicon_.headings());
    const OffsetMap offsets(document.text(), OffsetUnit::codepoint);
    const TokenRange mention = tokens_in(document, {offsets.to_byte(row.start), offsets.to_byte(row.end)});
    if (mention.empty()) {
      error = "no word stands between \"start\" and \"end\"";
      return;
    }
    find_hits(document, lexicon_, {false, true}, scratch_, hits_);
    const uint32_t sentence = document.sentence_of(mention.begin);
    context_.prepare(document, lexicon_, hits_, sentence);
    const Assessment assessment = context_.assess(mention, kTargetType);
    const bool decided = assessment.cue != kNoEntry;
    const bool open = assessment.assertion == Assertion::present;
    out["assertion"] = std::string(to_string(open ? prior_of(document.section_of(document.sentences()[sentence]).kind) : assessment.assertion));
    out["cue"] = decided ? cue_of(document, offsets, hits_[assessment.cue]) : Json(nullptr);
  }

  Json cue_of(const Document& document, const OffsetMap& offsets, const Hit& hit) const {
    const Span span = document.span_of(hit.tokens);
    return {{"id", lexicon_.entry(hit.entry).id}, {"start", offsets(span.begin)}, {"end", offsets(span.end)}, {"text", document.text().quote(span)}};
  }

  const Lexicon& lexicon_;
  MatchScratch scratch_;
  std::vector<Hit> hits_;
  SentenceContext context_;
};

bool is_blank(const std::string& line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

}  // namespace

int run_assert(std::istream& in, std::ostream& out, const Lexicon& lexicon) {
  Asserter asserter(lexicon);
  bool rejects = false;
  for (std::string line; std::getline(in, line);) {
    if (is_blank(line)) continue;
    const Json answer = asserter.run(line);
    rejects |= answer.contains("error");
    out << answer.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }
  out.flush();
  return rejects ? kExitRejects : 0;
}

}  // namespace chartgap
