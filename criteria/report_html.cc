#include <string>
#include <string_view>
#include <vector>

#include "criteria/advisories.h"
#include "criteria/conflict.h"
#include "criteria/file_place.h"
#include "criteria/highlight.h"
#include "criteria/report.h"
#include "criteria/report_parts.h"
#include "criteria/report_style.h"
#include "criteria/root_table.h"
#include "criteria/shelves.h"

namespace chartgap {
namespace {

std::string element(std::string_view tag, std::string_view css_class, std::string_view text) {
  return "<" + std::string(tag) + " class=\"" + std::string(css_class) + "\">" + html_escaped(text) + "</" + std::string(tag) + ">";
}

// The colours of a criterion, borrowed for the standing.
std::string_view class_of(CaseStanding standing) {
  switch (standing) {
    case CaseStanding::supported: return "met";
    case CaseStanding::review:
    case CaseStanding::incomplete: return "not_documented";
    case CaseStanding::conflicting: return "conflicting";
    case CaseStanding::not_supported:
    case CaseStanding::contraindicated: return "not_met";
  }
  return "";
}

class HtmlReport {
 public:
  HtmlReport(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options)
      : patient_(patient), policy_(policy), judgement_(judgement), options_(options) {}

  std::string write() {
    out_ = kHtmlHead;
    const Shelves shelves = shelve(policy_, judgement_);
    head(shelves);
    out_ += "<main>\n<section id=\"criteria\" aria-label=\"Criteria\" tabindex=\"0\">\n";
    for (const Shelf each : order_of(policy_, shelves)) shelf(each, shelves[static_cast<size_t>(each)]);
    advisories();
    out_ += "</section>\n<section id=\"notes\" aria-label=\"Notes\" tabindex=\"0\">\n";
    for (uint32_t i = 0; i < patient_.documents.size(); ++i) note(i);
    out_ += "</section>\n</main>\n";
    foot();
    return std::move(out_);
  }

 private:
  void head(const Shelves& shelves) {
    const std::string standing(word_for(judgement_.standing));
    out_ += "<title>" + html_escaped(standing + ": " + policy_.title) + "</title>\n</head>\n<body>\n<a class=\"skip\" href=\"#notes\">To the notes</a>\n";
    out_ += "<header class=\"" + std::string(class_of(judgement_.standing)) + "\">\n<h1>" + element("span", "word", standing) + " — " +
            html_escaped(reason_for(policy_, judgement_)) + "</h1>\n";
    if (const std::string decided = decided_line(judgement_); !decided.empty()) out_ += element("p", "with-decisions", decided) + "\n";
    out_ += "<p>" + html_escaped(document_count(patient_) + ": " + summary_of(shelves)) + "</p>\n";
    out_ += element("p", "soft", "Policy " + policy_.id + " " + policy_.version + ": " + policy_.title) + "\n";
    if (!policy_.source.title.empty()) out_ += element("p", "soft", "Source: " + policy_.source.title) + "\n";
    out_ += "</header>\n";
  }

  void shelf(Shelf shelf, const std::vector<const Verdict*>& verdicts) {
    const std::string id = "shelf-" + std::string(to_string(shelf));
    out_ += "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + html_escaped(title_of(shelf)) + "</h2>\n";
    for (const Verdict* verdict : verdicts) criterion(*verdict);
    out_ += "</section>\n";
  }

  void advisories() {
    const Advisories all = advisories_of(patient_, policy_);
    if (all.empty()) return;
    out_ += "<section aria-labelledby=\"advisories\">\n<h2 id=\"advisories\">" + html_escaped(kAdvisoriesTitle) + "</h2>\n";
    for (const Advisory& advisory : all) {
      out_ += "<article class=\"criterion advisory\">\n<h3><span class=\"symbol\" aria-hidden=\"true\">!</span> " + element("span", "label", title_of(advisory.kind)) + "</h3>\n" +
              element("p", "why", advisory.message) + "\n<ul>\n";
      for (const Quote& quote : quotes_of(patient_, advisory.quotes)) out_ += "<li>" + words_of(quote) + " " + element("span", "place", where(patient_, quote)) + "</li>\n";
      out_ += "</ul>\n</article>\n";
    }
    out_ += "</section>\n";
  }

  static std::string words_of(const Quote& quote) {
    std::string out = "“";
    for (const QuotePart& part : quote.parts) out += part.marked ? "<b>" + html_escaped(part.text) + "</b>" : html_escaped(part.text);
    return out + "”";
  }

  void criterion(const Verdict& verdict) {
    const uint32_t index = index_of(verdict);
    out_ += "<article class=\"criterion " + std::string(to_string(verdict.status)) + "\" id=\"" + criterion_anchor(index) + "\">\n<h3>" +
            "<span class=\"symbol\" aria-hidden=\"true\">" + html_escaped(symbol_of(verdict.status)) + "</span> " + element("span", "number", std::to_string(index + 1)) + " " +
            element("span", "label", heading_of(policy_, verdict)) + " " + element("span", "status", words_for(verdict.status)) + "</h3>\n";
    if (!verdict.why.empty()) out_ += element("p", "why", verdict.why) + "\n";
    decision(verdict);
    quotes(verdict, index);
    roots(verdict);
    if (!verdict.missing.empty()) out_ += element("p", "missing", "Missing: " + listed(verdict.missing)) + "\n";
    for (const std::string& ask : asks_of(policy_, verdict)) out_ += element("p", "ask", "→ " + ask) + "\n";
    if (const std::string rule = rule_of(policy_, verdict); !rule.empty()) out_ += element("p", "source", "Rule: " + rule) + "\n";
    out_ += "</article>\n";
  }

  void decision(const Verdict& verdict) {
    if (!verdict.decided) return;
    out_ += "<div class=\"decision\">" + element("p", "own", "The program: " + std::string(words_for(verdict.status))) +
            element("p", "reviewer", "A reviewer: " + decision_line(verdict));
    if (const std::string since = decision_state_line(verdict); !since.empty()) out_ += element("p", "since", since);
    out_ += "</div>\n";
  }

  // The two statements of a conflict stand side by side, before everything else that was found.
  void quotes(const Verdict& verdict, uint32_t index) {
    const std::vector<Quote> all = ordered_quotes(patient_, verdict);
    size_t shown = 0;
    if (verdict.status == Status::conflicting && all.size() >= 2) {
      out_ += "<div class=\"pair\">\n";
      for (; shown < 2; ++shown) out_ += "<p>" + quoted(all[shown], index) + "</p>\n";
      out_ += "</div>\n";
    }
    if (shown == all.size()) return;
    out_ += "<ul>\n";
    for (; shown < all.size(); ++shown) out_ += "<li>" + quoted(all[shown], index) + "</li>\n";
    out_ += "</ul>\n";
  }

  std::string quoted(const Quote& quote, uint32_t index) const {
    const bool supports = quote.points_to == EvidenceFor::met;
    std::string out = "<span class=\"way\" role=\"img\" aria-label=\"" + std::string(supports ? "for" : "against") + "\">" + (supports ? "✓" : "✗") + "</span><a href=\"#" +
                      evidence_anchor(index, quote.first) + "\">";
    return out + words_of(quote) + "</a> " + element("span", "place", where(patient_, quote));
  }

  void roots(const Verdict& verdict) {
    const RootTable table = root_table(patient_, verdict);
    if (table.empty()) return;
    out_ += "<table>\n<caption>Roots that each source points to</caption>\n<tbody>\n";
    for (const RootRow& row : table.rows) {
      out_ += "<tr><th scope=\"row\">" + html_escaped(title_of(row.source)) + "</th><td>";
      for (size_t i = 0; i < row.cells.size(); ++i) out_ += (i == 0 ? "" : "<br>") + html_escaped(with_words(patient_, row.cells[i]));
      out_ += row.cells.empty() ? "–</td></tr>\n" : "</td></tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
    for (const std::string& remark : table.remarks) out_ += element("p", "remark", remark) + "\n";
  }

  void note(uint32_t document) {
    const CaseDocument& source = patient_.documents[document];
    const Text& text = source.document.text();
    const std::string anchor = "d" + std::to_string(document + 1);
    out_ += "<article class=\"note\" id=\"" + anchor + "\">\n<h2>" + html_escaped(document_title(patient_, document)) + "</h2>\n";
    out_ += element("p", "soft", described(source)) + "\n";
    for (const std::string& notice : notices_of(text)) out_ += element("p", "notice", "Notice: " + notice) + "\n";
    const std::string counter = source.excerpt ? " style=\"counter-reset: line " + std::to_string(source.excerpt->lines) + "\"" : "";
    out_ += "<div class=\"text\"" + counter + ">\n" + highlighted(text, marks_of(document), anchor + "-") + "</div>\n</article>\n";
  }

  static std::string described(const CaseDocument& source) {
    std::string out = spaced(to_string(source.kind));
    if (!source.date.empty()) out += ", " + to_string(source.date);
    return out + ", SHA-256 " + file_sha256(source);
  }

  std::vector<Mark> marks_of(uint32_t document) const {
    std::vector<Mark> marks;
    for (const Verdict& verdict : judgement_.verdicts) {
      for (uint32_t i = 0; i < verdict.evidence.size(); ++i) {
        const Evidence& item = verdict.evidence[i];
        if (item.document == document) marks.push_back({item.span, index_of(verdict), i, item.points_to, criterion_of(policy_, verdict).label});
      }
    }
    return marks;
  }

  uint32_t index_of(const Verdict& verdict) const { return static_cast<uint32_t>(&verdict - judgement_.verdicts.data()); }

  void foot() {
    out_ += "<footer class=\"soft\">" + html_escaped(kDisclaimer) + " chartgap " + html_escaped(options_.program_version) + ", lexicon " + html_escaped(options_.lexicon_sha256) +
            "</footer>\n</body>\n</html>\n";
  }

  const Case& patient_;
  const Policy& policy_;
  const Judgement& judgement_;
  const ReportOptions& options_;
  std::string out_;
};

}  // namespace

std::string html_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return HtmlReport(patient, policy, judgement, options).write();
}

}  // namespace chartgap
