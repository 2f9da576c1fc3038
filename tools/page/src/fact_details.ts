// What the popover tells of a stretch of text: the criteria that it is evidence for, and the facts in it.
import type { AnalysedDocument, Fact, Place } from './answer';
import { h } from './dom';
import { factsAt, wordsOf } from './facts';
import type { Mark } from './marks';
import { kStatusWords, kSymbols } from './words';

const kMostFacts = 5;

function criterionLine(mark: Mark): Node {
  const { criterion } = mark;
  const points = criterion.evidence[mark.evidence]?.for === 'not_met' ? 'against' : 'for';
  return h(
    'p',
    { class: `serves ${criterion.status}` },
    h('span', { class: 'symbol', 'aria-hidden': 'true' }, kSymbols[criterion.status]),
    ` ${criterion.order} ${criterion.label}`,
    h('span', { class: 'soft' }, ` — evidence ${points}; ${kStatusWords[criterion.status]}`),
  );
}

function factBlock(fact: Fact): Node {
  const words = wordsOf(fact);
  const rows: [string, string][] = [['assertion', words.assertion], ['decided by', words.cue ? `“${words.cue}”` : 'no cue: stated plainly'], ...words.attributes];
  return h(
    'div',
    { class: 'fact' },
    h('p', { class: 'fact-title' }, words.title, h('span', { class: 'soft' }, ` “${fact.text}”`)),
    h('dl', {}, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
  );
}

export function details(document: AnalysedDocument, span: Place, marks: readonly Mark[]): Node | null {
  const facts = factsAt(document, span);
  if (facts.length === 0 && marks.length === 0) return null;
  const criteria = [...new Map(marks.map((mark) => [mark.criterion.id, mark])).values()];
  const more = facts.length - kMostFacts;
  return h(
    'div',
    {},
    ...criteria.map(criterionLine),
    ...facts.slice(0, kMostFacts).map(factBlock),
    facts.length === 0 && h('p', { class: 'soft' }, 'Words that only the judge uses: no fact of their own.'),
    more > 0 && h('p', { class: 'soft' }, `and ${more} more`),
  );
}
