#include <array>
#include <string>
#include <string_view>

#include "criteria/advisories.h"
#include "criteria/conflict.h"
#include "criteria/file_place.h"
#include "criteria/page.h"
#include "criteria/report.h"
#include "criteria/report_parts.h"
#include "criteria/root_table.h"
#include "criteria/shelves.h"

namespace chartgap {
namespace {

constexpr size_t kQuotesWhenMet = 1;
constexpr size_t kQuotesEachWay = 3;  // of a verdict that needs a look
constexpr std::string_view kReset = "\033[0m";
constexpr std::string_view kBold = "\033[1m";

std::string_view colour_of(Status status) {
  constexpr std::array<std::string_view, kStatuses> kColours = {"\033[32m", "\033[1;31m", "\033[1;33m", "\033[1;35m", "\033[2m"};
  return kColours[static_cast<size_t>(status)];
}

class TextReport {
 public:
  TextReport(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options)
      : patient_(patient), policy_(policy), judgement_(judgement), options_(options), page_(options.width), shelves_(shelve(policy, judgement)) {}

  std::string write() {
    head();
    for (const Shelf each : order_of(policy_, shelves_)) shelf(each);
    advisories();
    foot();
    return page_.take();
  }

 private:
  void head() {
    page_.write(painted(word_for(judgement_.standing), kBold) + " — " + reason_for(policy_, judgement_) + ".", 0, 2);
    if (const std::string decided = decided_line(judgement_); !decided.empty()) page_.write(decided + ".", 0, 2);
    page_.write(document_count(patient_) + ": " + summary_of(shelves_) + ".", 0, 2);
    page_.write("Policy " + policy_.id + " " + policy_.version + ": " + policy_.title, 0, 2);
  }

  void shelf(Shelf shelf) {
    page_.blank();
    page_.write(painted(title_of(shelf), kBold), 0, 2);
    for (const Verdict* verdict : shelves_[static_cast<size_t>(shelf)]) entry(*verdict);
  }

  void entry(const Verdict& verdict) {
    page_.write(painted(std::string(symbol_of(verdict.status)) + " " + heading_of(policy_, verdict), colour_of(verdict.status)), 2, 4);
    decision(verdict);
    if (verdict.status == Status::not_applicable) return;
    if (verdict.status != Status::met && !verdict.why.empty()) page_.write(verdict.why, 4, 6);
    quotes(verdict);
    roots(verdict);
    if (const std::string rule = rule_of(policy_, verdict); needs_look(policy_, verdict) && !rule.empty()) page_.write("rule: " + rule, 4, 6);
    if (!verdict.missing.empty()) page_.write("missing: " + listed(verdict.missing), 4, 6);
    for (const std::string& ask : asks_of(policy_, verdict)) page_.write("→ " + ask, 4, 6);
  }

  void decision(const Verdict& verdict) {
    if (!verdict.decided) return;
    page_.write("the program: " + std::string(words_for(verdict.status)), 4, 6);
    page_.write("a reviewer: " + decision_line(verdict), 4, 6);
    if (const std::string since = decision_state_line(verdict); !since.empty()) page_.write(since, 4, 6);
  }

  void roots(const Verdict& verdict) {
    const RootTable table = root_table(patient_, verdict);
    for (const RootRow& row : table.rows) {
      std::string cells;
      for (const RootCell& cell : row.cells) cells += (cells.empty() ? "" : "; ") + with_words(patient_, cell);
      page_.write("| " + std::string(title_of(row.source)) + ": " + (cells.empty() ? "–" : cells), 4, 8);
    }
    for (const std::string& remark : table.remarks) page_.write("= " + remark, 4, 6);
  }

  void quotes(const Verdict& verdict) {
    const size_t limit = verdict.status == Status::met ? kQuotesWhenMet : kQuotesEachWay;
    size_t shown[2] = {0, 0};
    size_t left_out = 0;
    for (const Quote& quote : ordered_quotes(patient_, verdict)) {
      if (shown[static_cast<size_t>(quote.points_to)]++ < limit) page_.write(direction(verdict, quote) + quoted(quote), 4, 6);
      else ++left_out;
    }
    if (left_out > 0) page_.write("and " + count_of(left_out, "quote more", "quotes more"), 4, 6);
  }

  // Said only where it is not what the status says already.
  static std::string direction(const Verdict& verdict, const Quote& quote) {
    const bool supports = quote.points_to == EvidenceFor::met;
    if (verdict.status == Status::not_documented) return supports ? "so far: " : "against: ";
    if (verdict.status == (supports ? Status::met : Status::not_met)) return "";
    return supports ? "for: " : "against: ";
  }

  std::string quoted(const Quote& quote) const {
    std::string out = "“";
    for (const QuotePart& part : quote.parts) out += part.marked ? "[" + painted(part.text, kBold) + "]" : part.text;
    return out + "” (" + where(patient_, quote) + ")";
  }

  std::string painted(std::string_view text, std::string_view colour) const {
    return options_.colour ? std::string(colour) + std::string(text) + std::string(kReset) : std::string(text);
  }

  void advisories() {
    const Advisories all = advisories_of(patient_, policy_);
    if (all.empty()) return;
    page_.blank();
    page_.write(painted(kAdvisoriesTitle, kBold), 0, 2);
    for (const Advisory& advisory : all) {
      page_.write("! " + std::string(title_of(advisory.kind)) + ": " + advisory.message, 2, 4);
      for (const Quote& quote : quotes_of(patient_, advisory.quotes)) page_.write(quoted(quote), 4, 6);
    }
  }

  void foot() {
    page_.blank();
    for (uint32_t i = 0; i < patient_.documents.size(); ++i) {
      for (const std::string& notice : notices_of(patient_.documents[i].document.text())) page_.write("Notice: " + name_of(patient_, i) + ": " + notice, 0, 2);
    }
    page_.write(kDisclaimer, 0, 0);
    page_.write("chartgap " + options_.program_version + ", lexicon " + options_.lexicon_sha256.substr(0, 12), 0, 2);
  }

  const Case& patient_;
  const Policy& policy_;
  const Judgement& judgement_;
  const ReportOptions& options_;
  Page page_;
  Shelves shelves_;
};

}  // namespace

std::string text_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return TextReport(patient, policy, judgement, options).write();
}

}  // namespace chartgap
