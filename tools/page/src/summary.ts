// The gap summary that is copied: what lacks, what contradicts, and what a person has decided, as plain text.
import type { Criterion, Report, Standing } from './answer';
import { inOrder } from './answer';
import { decisionLine, sinceLine } from './decision_words';
import { countOf, kDisclaimer, kindNote, kShelfTitles, kStandingWords, kStatusWords, kSymbols, spaced } from './words';

export function standingOf(report: Report): Standing {
  return report.case_with_decisions ?? report.case;
}

// "2 missing, 9 documented": the shelves that hold something, in the order of the report.
export function countsOf(report: Report): string {
  const counts = new Map<string, number>();
  for (const { shelf } of inOrder(report)) counts.set(shelf, (counts.get(shelf) ?? 0) + 1);
  return [...counts].map(([shelf, count]) => `${count} ${kShelfTitles[shelf as Criterion['shelf']].toLowerCase()}`).join(', ');
}

// A criterion that asks for something, or that a reviewer has decided.
export function isOpen(criterion: Criterion): boolean {
  if (criterion.decision) return true;
  if (criterion.status === 'not_met' || criterion.status === 'conflicting') return true;
  return criterion.status === 'not_documented' && criterion.shelf !== 'advisory';
}

function linesOf(criterion: Criterion): string[] {
  const lines = [`${kSymbols[criterion.status]} ${criterion.label}${kindNote(criterion.kind, criterion.status)}: ${kStatusWords[criterion.status]}`];
  if (criterion.why) lines.push(`  ${criterion.why}`);
  if (criterion.missing.length > 0) lines.push(`  missing: ${criterion.missing.map(spaced).join(', ')}`);
  for (const ask of criterion.ask ?? []) lines.push(`  → ${ask}`);
  if (criterion.decision) lines.push(`  a reviewer: ${decisionLine(criterion.decision)}`);
  if (criterion.decision && sinceLine(criterion.decision)) lines.push(`  ${sinceLine(criterion.decision)}`);
  return lines;
}

export function gapSummary(report: Report, title: string): string {
  const open = inOrder(report).filter(isOpen);
  const head = [`${kStandingWords[report.case].toUpperCase()}: ${report.summary}.`];
  const decided = report.criteria.filter((each) => each.decision).length;
  if (report.case_with_decisions) head.push(`With ${countOf(decided, 'decision', 'decisions')} of a reviewer: ${kStandingWords[report.case_with_decisions].toUpperCase()}.`);
  head.push(`Policy ${report.policy.id} ${report.policy.version}: ${title}`);
  const body = open.length === 0 ? ['Nothing is missing or contradicted.'] : open.flatMap(linesOf);
  return [...head, '', ...body, '', `${kDisclaimer} chartgap ${report.program.version}`, ''].join('\n');
}
