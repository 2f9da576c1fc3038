// The head of the HTML report: its style, for screen, dark screen and paper.
// Shape: text reaches a contrast of 4.5 to 1 on its ground in both schemes (WCAG 2.2, 1.4.3); tests/report_html_test.cc checks the colours.
#pragma once

#include <string_view>

namespace chartgap {

// No script, no font and no picture from anywhere: the page can be mailed and opened without a network.
inline constexpr std::string_view kHtmlHead = R"(<!doctype html>
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
.advisory { --status: var(--link); }
.not_documented { --status: var(--not_documented); } .not_applicable { --status: var(--not_applicable); }
ul { margin: .25rem 0; padding-left: 1.4em; list-style: none; }
li { text-indent: -1.4em; }
.way { display: inline-block; width: 1.4em; text-indent: 0; }
li a { color: inherit; text-decoration: none; }
li a:hover, li a:focus-visible { text-decoration: underline; }
li b { border-bottom: 2px solid currentColor; }
.decision { border: 1px dashed var(--link); border-radius: 4px; padding: .2rem .6rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; margin: .25rem 0; }
.pair > p { border: 1px solid var(--conflicting); border-radius: 4px; padding: .2rem .6rem; margin: 0; }
.pair a { color: inherit; text-decoration: none; }
table { border-collapse: collapse; margin: .4rem 0; width: 100%; }
caption { text-align: left; font-size: .87rem; color: var(--soft); }
th, td { border: 1px solid var(--line); padding: .15rem .5rem; text-align: left; vertical-align: top; font-weight: 400; }
.ask { border-left: 3px solid var(--line); padding-left: .6rem; }
.text { font: 13.5px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; counter-reset: line; overflow-wrap: anywhere; }
[id] { scroll-margin: 4rem 0; }
.line { counter-increment: line; white-space: pre-wrap; padding-left: 3.2em; text-indent: -3.2em; min-height: 1.55em; }
.line::before { content: counter(line); display: inline-block; width: 2.4em; margin-right: .8em; text-indent: 0; text-align: right; color: var(--soft); }
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

}  // namespace chartgap
