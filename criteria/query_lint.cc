#include "criteria/query_lint.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "nlp/ascii.h"

namespace chartgap {
namespace {

// Words that name payment, a payer's decision or its rules; `*` stands for any ending.
constexpr std::string_view kPaymentWords[] = {
    "pay",
    "pays",
    "paid",
    "payable",
    "payment*",
    "payer*",
    "payor*",
    "reimburs*",
    "bill",
    "billed",
    "billing",
    "billable",
    "cover",
    "covers",
    "covered",
    "coverage",
    "non-covered",
    "insur*",
    "claim",
    "claims",
    "approv*",
    "disapprov*",
    "deny",
    "denied",
    "denial*",
    "authoriz*",
    "authoris*",
    "preauth*",
    "precert*",
    "eligib*",
    "ineligib*",
    "qualif*",
    "criteri*",
    "requirement*",
    "required",
    "medicare",
    "medicaid",
    "revenue",
    "drg",
    "audit*",
    "appeal*",
    "medically necessary",
    "medical necessity",
    "policy",
    "policies",
    "guideline*",
    "meet the",
    "meets the",
    "to support the",
    "in support of",
    "so that the",
    "in order to",
};

// Openings that already hold the answer.
constexpr std::string_view kLeadingStarts[] = {"please confirm",   "confirm",           "please agree",       "please add that",   "please document that",
                                               "please note that", "please state that", "please record that", "please verify that"};
constexpr std::string_view kLeadingWords[] = {"should be documented", "should state",  "must",      "needs to state", "would you agree", "do you agree", "don't you", "isn't it",
                                              "as expected",          "as needed for", "of course", "obviously"};

// A question that yes or no would answer.
constexpr std::string_view kYesNoStarts[] = {"is ", "are ", "was ", "were ", "does ", "do ", "did ", "has ", "have ", "had ", "can ", "could ", "will ", "would "};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<uint8_t>(c) >= 0x80; }

// Whether the words stand in the text as whole words; with `*` at their end any ending will do.
bool has_words(std::string_view text, std::string_view words) {
  const bool open = words.ends_with('*');
  if (open) words.remove_suffix(1);
  for (size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const size_t end = at + words.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (open || end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

template <size_t N>
std::optional<std::string_view> first_of(std::string_view text, const std::string_view (&list)[N]) {
  const auto found = std::find_if(std::begin(list), std::end(list), [&](std::string_view words) { return has_words(text, words); });
  if (found == std::end(list)) return std::nullopt;
  return found->ends_with('*') ? found->substr(0, found->size() - 1) : *found;
}

template <size_t N>
std::optional<std::string_view> start_of(std::string_view text, const std::string_view (&list)[N]) {
  const auto found = std::find_if(std::begin(list), std::end(list), [&](std::string_view words) { return text.starts_with(words); });
  return found == std::end(list) ? std::nullopt : std::optional(*found);
}

// Options are a list behind a colon or "as": "as established, ruled out or ...", "the result: better, unchanged or ...".
bool gives_options(std::string_view text) {
  const size_t at = std::min(text.find(':'), text.find(", as "));
  return at != std::string_view::npos && has_words(text.substr(at), "or");
}

// "... that there was none", "..., or that it is not": the other answer stands beside it.
bool gives_the_contrary(std::string_view text) { return has_words(text, "or that") || has_words(text, "or not") || has_words(text, "whether"); }

class QueryLinter {
 public:
  QueryLinter(std::string_view text, const QueryPlace& place) : text_(ascii_lower(text)), place_(place) {}

  std::vector<Issue> lint() {
    if (text_.find_first_not_of(" \t") == std::string::npos) {
      report("query.empty", "the question is empty", "a question");
      return std::move(issues_);
    }
    if (text_.back() != '.' && text_.back() != '?') report("query.shape", "the question does not end as a sentence", "a sentence that ends with . or ?");
    payment();
    leading();
    options();
    return std::move(issues_);
  }

 private:
  void payment() {
    if (const auto word = first_of(text_, kPaymentWords))
      report("query.payment", "it speaks of payment or its rules (\"" + std::string(*word) + "\")", "only what the patient's record shows");
  }

  void leading() {
    const auto start = start_of(text_, kLeadingStarts);
    if (start && !gives_the_contrary(text_)) report("query.leading", "it asks for one answer (\"" + std::string(*start) + "\")", "\"please record whether ...\", or both answers");
    if (const auto words = first_of(text_, kLeadingWords)) report("query.leading", "it presses for an answer (\"" + std::string(*words) + "\")", "an open question");
    if (start_of(text_, kYesNoStarts)) report("query.yes_no", "yes or no would answer it", "an open question, or \"please record whether ...\"");
  }

  void options() {
    if (!gives_options(text_)) return;
    if (!has_words(text_, "other")) report("query.options", "the options lack \"other\"", "\"other\" among them");
    if (!has_words(text_, "unable to determine")) report("query.options", "the options lack \"unable to determine\"", "\"unable to determine\" among them");
  }

  void report(std::string code, std::string message, std::string expected) {
    issues_.push_back({place_.file, place_.line, place_.column, std::move(code), std::move(message), std::move(expected)});
  }

  std::string text_;
  const QueryPlace& place_;
  std::vector<Issue> issues_;
};

void append(std::vector<Issue>& to, const std::vector<Issue>& more) { to.insert(to.end(), more.begin(), more.end()); }

}  // namespace

std::vector<Issue> lint_query(std::string_view text, const QueryPlace& place) { return QueryLinter(text, place).lint(); }

std::vector<Issue> lint_query(const Policy& policy, const std::string& file) {
  std::vector<Issue> out;
  for (const Criterion& criterion : policy.criteria) {
    const std::string place = file + ": criterion " + criterion.id;
    append(out, lint_query(criterion.ask, {place}));
    for (const Element& element : criterion.elements) append(out, lint_query(element.ask, {place + ", element " + element.id}));
  }
  return out;
}

}  // namespace chartgap
