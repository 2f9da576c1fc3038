// Where the case stands, in one look: the standing, what makes it so, and every element that is missing.
import type { Criterion, Report } from './answer';
import { inOrder } from './answer';
import { button, h, type Child } from './dom';
import { countsOf } from './summary';
import { countOf, kStandingStatus, kStandingWords, kSymbols, spaced } from './words';

function missingOf(criteria: readonly Criterion[]): Criterion[] {
  return criteria.filter((each) => each.shelf === 'missing' || (each.missing.length > 0 && each.shelf !== 'advisory'));
}

function missingLine(criterion: Criterion, goTo: (id: string) => void): HTMLElement {
  const what = criterion.missing.length > 0 ? `${criterion.label}: ` : criterion.label;
  return h('li', {}, button(what, () => goTo(criterion.id), { class: 'link', 'data-key': `missing-${criterion.id}` }), ...criterion.missing.map((each) => h('span', { class: 'chip' }, spaced(each))));
}

function decidedLine(report: Report): Child {
  if (!report.case_with_decisions) return false;
  const count = report.criteria.filter((each) => each.decision && each.decision.state !== 'resolved').length;
  const symbol = kSymbols[kStandingStatus[report.case_with_decisions]];
  return h('p', { class: 'with-decisions' }, `With ${countOf(count, 'decision', 'decisions')} of a reviewer: `, h('b', {}, `${symbol} ${kStandingWords[report.case_with_decisions]}`));
}

export function standingCard(report: Report, title: string, goTo: (id: string) => void): HTMLElement {
  const look = kStandingStatus[report.case];
  const missing = missingOf(inOrder(report));
  return h(
    'div',
    { class: `standing ${look}` },
    h('p', { class: 'badge', 'aria-hidden': 'true' }, kSymbols[look]),
    h(
      'div',
      { class: 'standing-words' },
      h('h3', {}, kStandingWords[report.case], h('span', { class: 'reason' }, ` — ${report.summary}`)),
      decidedLine(report),
      h('p', { class: 'soft' }, `${countOf(report.documents.length, 'document', 'documents')}: ${countsOf(report)}`),
      h('p', { class: 'soft' }, `Held against ${title} (${report.policy.id} ${report.policy.version})`),
      missing.length > 0 && h('div', { class: 'lacking' }, h('p', {}, h('b', {}, 'Missing from the documents')), h('ul', {}, ...missing.map((each) => missingLine(each, goTo)))),
    ),
  );
}
