#include <string>
#include <string_view>
#include <vector>

#include "criteria/highlight.h"
#include "criteria/quote.h"
#include "criteria/report.h"
#include "criteria/report_parts.h"
#include "nlp/sha256.h"

namespace chartgap {
namespace {

// No script, no font and no picture from anywhere: the page can be mailed and opened without a network.
constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root { color-scheme: light dark; --page: #f6f7f9; --paper: #fff; --ink: #1b1f24; --soft: #59636e; --line: #d5dae0; --link: #0b57a4;
  --met: #0c6b3c; --met-back: #d8f3e2; --not_met: #a01c1c; --not_met-back: #fcdede; --conflicting: #6a2c9e; --conflicting-back: #ebdcf9;
  --not_documented: #7d4d00; --not_documented-back: #fff0cc; --not_applicable: #59636e; --not_applicable-back: #eceff2; }
@media (prefers-color-scheme: dark) {
  :root { --page: #14171b; --paper: #1c2026; --ink: #e6e9ed; --soft: #a3adb8; --line: #363d46; --link: #80b8f5;
    --met: #7fdca4; --met-back: #113b25; --not_met: #ff9d9d; --not_met-back: #4a1818; --conflicting: #d3a9fb; --conflicting-back: #3a1f55;
    --not_documented: #f6c667; --not_documented-back: #43300a; --not_applicable: #a3adb8; --not_applicable-back: #2a3037; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999em; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .75rem; z-index: 1; }
header { background: var(--paper); border-bottom: 1px solid var(--line); padding: 1rem 1.5rem; }
h1 { font-size: 1.35rem; margin: 0; font-weight: 600; }
h2 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
.note h2 { margin-top: 0; }
h3 { font-size: 1rem; margin: 0; display: flex; gap: .4em; align-items: baseline; }
p { margin: .25rem 0; }
.soft, .place, .source { color: var(--soft); font-size: .87rem; overflow-wrap: anywhere; }
main { display: block; padding: 0 1.5rem 2rem; }
.criterion, .note { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; margin: 0 0 .6rem; padding: .6rem .8rem; }
.criterion { border-left: .35rem solid var(--status); }
.criterion:target, .quoted:target mark { outline: 3px solid var(--link); outline-offset: 1px; }
.symbol, .status, .word { color: var(--status); }
.symbol { width: 1em; flex: none; font-weight: 700; }
.status { font-size: .8rem; font-weight: 600; margin-left: auto; flex: none; }
.number { color: var(--soft); font-weight: 400; }
.met { --status: var(--met); } .not_met { --status: var(--not_met); } .conflicting { --status: var(--conflicting); }
.not_documented { --status: var(--not_documented); } .not_applicable { --status: var(--not_applicable); }
ul { margin: .25rem 0; padding-left: 1.4em; list-style: none; }
li { text-indent: -1.4em; }
.way { display: inline-block; width: 1.4em; text-indent: 0; }
li a { color: inherit; text-decoration: none; }
li a:hover, li a:focus-visible { text-decoration: underline; }
li b { border-bottom: 2px solid currentColor; }
.ask { border-left: 3px solid var(--line); padding-left: .6rem; }
.text { font: 13.5px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; counter-reset: line; overflow-wrap: anywhere; }
[id] { scroll-margin: 4rem 0; }
.line { counter-increment: line; white-space: pre-wrap; padding-left: 3.2em; text-indent: -3.2em; min-height: 1.55em; }
.line::before { content: counter(line); display: inline-block; width: 2.4em; margin-right: .8em; text-indent: 0; text-align: right; color: var(--soft); opacity: .7; }
mark { color: inherit; border-radius: 2px; padding: 1px 0; text-indent: 0; }
mark.for { background: var(--met-back); border-bottom: 2px solid var(--met); }
mark.against { background: var(--not_met-back); border-bottom: 2px dashed var(--not_met); }
mark.both { background: var(--conflicting-back); border-bottom: 3px double var(--conflicting); }
.ref { font-size: .72em; vertical-align: super; line-height: 1; margin-left: .2em; text-decoration: none; user-select: none; }
.ref.for { color: var(--met); } .ref.against { color: var(--not_met); }
footer { padding: 0 1.5rem 2rem; }
@media screen and (min-width: 1100px) {
  body { display: grid; grid-template-rows: auto 1fr auto; height: 100vh; }
  main { display: grid; grid-template-columns: minmax(26rem, 5fr) 7fr; gap: 1.5rem; min-height: 0; padding-bottom: 0; }
  main > section { overflow: auto; min-height: 0; padding: 0 4px; }
  #notes { padding-top: .75rem; }
  footer { padding: .5rem 1.5rem; border-top: 1px solid var(--line); background: var(--paper); }
}
@media print {
  body { background: #fff; font-size: 10.5pt; }
  .criterion, .line { break-inside: avoid; }
  h2 { break-after: avoid; }
  .note { break-before: page; border: 0; padding: 0; }
  a { color: inherit; text-decoration: none; }
  .skip { display: none; }
  mark, .criterion { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
</style>
)";

std::string element(std::string_view tag, std::string_view css_class, std::string_view text) {
  return "<" + std::string(tag) + " class=\"" + std::string(css_class) + "\">" + html_escaped(text) + "</" + std::string(tag) + ">";
}

std::string_view words_for(Status status) {
  constexpr std::array<std::string_view, kStatuses> kWords = {"documented", "contradicted", "not documented", "in conflict", "does not apply"};
  return kWords[static_cast<size_t>(status)];
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
    out_ = kHead;
    const Shelves shelves = shelve(policy_, judgement_);
    head(shelves);
    out_ += "<main>\n<section id=\"criteria\" aria-label=\"Criteria\" tabindex=\"0\">\n";
    for (int i = 0; i < kShelves; ++i) shelf(static_cast<Shelf>(i), shelves[static_cast<size_t>(i)]);
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
    out_ += "<p>" + html_escaped(count_of(patient_.documents.size(), "document", "documents") + ": " + summary_of(shelves)) + "</p>\n";
    out_ += element("p", "soft", "Policy " + policy_.id + " " + policy_.version + ": " + policy_.title) + "\n";
    if (!policy_.source.title.empty()) out_ += element("p", "soft", "Source: " + policy_.source.title) + "\n";
    out_ += "</header>\n";
  }

  void shelf(Shelf shelf, const std::vector<const Verdict*>& verdicts) {
    if (verdicts.empty()) return;
    out_ += "<h2>" + html_escaped(title_of(shelf)) + "</h2>\n";
    for (const Verdict* verdict : verdicts) criterion(*verdict);
  }

  void criterion(const Verdict& verdict) {
    const Criterion& criterion = criterion_of(policy_, verdict);
    const uint32_t index = index_of(verdict);
    out_ += "<article class=\"criterion " + std::string(to_string(verdict.status)) + "\" id=\"" + criterion_anchor(index) + "\">\n<h3>" +
            element("span", "symbol", symbol_of(verdict.status)) + " " + element("span", "number", std::to_string(index + 1)) + " " +
            element("span", "label", heading_of(policy_, verdict)) + " " + element("span", "status", words_for(verdict.status)) + "</h3>\n";
    if (!verdict.why.empty()) out_ += element("p", "why", verdict.why) + "\n";
    quotes(verdict, index);
    if (!verdict.missing.empty()) out_ += element("p", "missing", "Missing: " + listed(verdict.missing)) + "\n";
    for (const std::string& ask : asks_of(policy_, verdict)) out_ += element("p", "ask", "→ " + ask) + "\n";
    if (!criterion.citation.empty()) out_ += element("p", "source", criterion.citation) + "\n";
    out_ += "</article>\n";
  }

  void quotes(const Verdict& verdict, uint32_t index) {
    if (verdict.evidence.empty()) return;
    out_ += "<ul>\n";
    for (const Quote& quote : quotes_of(patient_, verdict.evidence)) {
      out_ += "<li>" + element("span", "way", quote.points_to == EvidenceFor::met ? "✓" : "✗") + "<a href=\"#" + evidence_anchor(index, quote.first) + "\">“";
      for (const QuotePart& part : quote.parts) out_ += part.marked ? "<b>" + html_escaped(part.text) + "</b>" : html_escaped(part.text);
      out_ += "”</a> " + element("span", "place", where(patient_, quote)) + "</li>\n";
    }
    out_ += "</ul>\n";
  }

  void note(uint32_t document) {
    const CaseDocument& source = patient_.documents[document];
    const Text& text = source.document.text();
    const std::string anchor = "d" + std::to_string(document + 1);
    out_ += "<article class=\"note\" id=\"" + anchor + "\">\n<h2>" + html_escaped(name_of(patient_, document)) + "</h2>\n";
    out_ += element("p", "soft", described(source)) + "\n";
    for (const std::string& notice : notices_of(text)) out_ += element("p", "notice", "Notice: " + notice) + "\n";
    out_ += "<div class=\"text\">\n" + highlighted(text, marks_of(document), anchor + "-") + "</div>\n</article>\n";
  }

  static std::string described(const CaseDocument& source) {
    std::string out = spaced(to_string(source.kind));
    if (!source.date.empty()) out += ", " + to_string(source.date);
    return out + ", SHA-256 " + sha256_hex(source.document.text().bytes());
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
