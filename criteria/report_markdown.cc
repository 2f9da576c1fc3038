// The report for a ticket or a wiki. Source: CommonMark 0.31, tables as in GitHub Flavored Markdown.
#include <string>
#include <string_view>
#include <vector>

#include "criteria/advisories.h"
#include "criteria/conflict.h"
#include "criteria/file_place.h"
#include "criteria/report.h"
#include "criteria/report_parts.h"
#include "criteria/root_table.h"
#include "criteria/shelves.h"

namespace chartgap {
namespace {

// Nothing in a note is markup: ASCII punctuation that could be is escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>()#+-!|&~=:@").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

class MarkdownReport {
 public:
  MarkdownReport(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options)
      : patient_(patient), policy_(policy), judgement_(judgement), options_(options), shelves_(shelve(policy, judgement)) {}

  std::string write() {
    head();
    for (const Shelf shelf : order_of(policy_, shelves_)) {
      out_ += "\n## " + std::string(title_of(shelf)) + "\n";
      for (const Verdict* verdict : shelves_[static_cast<size_t>(shelf)]) entry(*verdict);
    }
    advisories();
    foot();
    return std::move(out_);
  }

 private:
  void head() {
    out_ = "# " + std::string(word_for(judgement_.standing)) + " — " + reason_for(policy_, judgement_) + "\n\n";
    if (const std::string decided = decided_line(judgement_); !decided.empty()) out_ += escaped(decided) + ".\n\n";
    out_ += document_count(patient_) + ": " + summary_of(shelves_) + ".\n\n";
    out_ += "Policy `" + policy_.id + "` " + escaped(policy_.version) + ": " + escaped(policy_.title) + "\n\n";
    out_ += "| | Criterion | Status | Missing |\n|---|---|---|---|\n";
    for (const Verdict* verdict : in_report_order(policy_, judgement_)) {
      out_ += "| " + std::string(symbol_of(verdict->status)) + " | " + escaped(heading_of(policy_, *verdict)) + " | " + status_of(*verdict) + " | " +
              escaped(listed(verdict->missing)) + " |\n";
    }
  }

  static std::string status_of(const Verdict& verdict) {
    const std::string own(words_for(verdict.status));
    return verdict.decided ? own + "; a reviewer: " + std::string(words_for(verdict.decided->status)) : own;
  }

  void entry(const Verdict& verdict) {
    out_ += "\n### " + std::string(symbol_of(verdict.status)) + " " + escaped(heading_of(policy_, verdict)) + "\n\n";
    paragraph(verdict.why);
    decision(verdict);
    for (const Quote& quote : ordered_quotes(patient_, verdict)) quoted(quote);
    roots(verdict);
    if (!verdict.missing.empty()) paragraph("Missing: " + listed(verdict.missing));
    for (const std::string& ask : asks_of(policy_, verdict)) paragraph("→ " + ask);
    if (const std::string rule = rule_of(policy_, verdict); !rule.empty()) paragraph("Rule: " + rule);
  }

  void decision(const Verdict& verdict) {
    if (!verdict.decided) return;
    paragraph("The program: " + std::string(words_for(verdict.status)));
    paragraph("A reviewer: " + decision_line(verdict));
    paragraph(decision_state_line(verdict));
  }

  void advisories() {
    const Advisories all = advisories_of(patient_, policy_);
    if (all.empty()) return;
    out_ += "\n## " + std::string(kAdvisoriesTitle) + "\n";
    for (const Advisory& advisory : all) {
      out_ += "\n### " + std::string(title_of(advisory.kind)) + "\n\n";
      paragraph(advisory.message);
      for (const Quote& quote : quotes_of(patient_, advisory.quotes)) quoted(quote, "");
    }
  }

  void quoted(const Quote& quote) { quoted(quote, quote.points_to == EvidenceFor::met ? "✓ " : "✗ "); }

  void quoted(const Quote& quote, std::string_view mark) {
    out_ += "> " + std::string(mark) + "“";
    for (const QuotePart& part : quote.parts) out_ += part.marked ? "<b>" + escaped(part.text) + "</b>" : escaped(part.text);
    out_ += "” — " + escaped(where(patient_, quote)) + "\n\n";
  }

  void roots(const Verdict& verdict) {
    const RootTable table = root_table(patient_, verdict);
    if (table.empty()) return;
    out_ += "| Source | Roots |\n|---|---|\n";
    for (const RootRow& row : table.rows) {
      std::string cells;
      for (const RootCell& cell : row.cells) cells += (cells.empty() ? "" : "; ") + escaped(with_words(patient_, cell));
      out_ += "| " + std::string(title_of(row.source)) + " | " + (cells.empty() ? "–" : cells) + " |\n";
    }
    out_ += "\n";
    for (const std::string& remark : table.remarks) paragraph(remark);
  }

  void paragraph(std::string_view text) {
    if (!text.empty()) out_ += escaped(text) + "\n\n";
  }

  void foot() {
    out_ += "\n---\n\n";
    for (uint32_t i = 0; i < patient_.documents.size(); ++i) {
      for (const std::string& notice : notices_of(patient_.documents[i].document.text())) paragraph("Notice: " + name_of(patient_, i) + ": " + notice);
    }
    paragraph(kDisclaimer);
    out_ += "chartgap " + escaped(options_.program_version) + ", lexicon `" + options_.lexicon_sha256.substr(0, 12) + "`\n";
  }

  const Case& patient_;
  const Policy& policy_;
  const Judgement& judgement_;
  const ReportOptions& options_;
  Shelves shelves_;
  std::string out_;
};

}  // namespace

std::string markdown_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return MarkdownReport(patient, policy, judgement, options).write();
}

}  // namespace chartgap
