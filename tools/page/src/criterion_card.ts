// One criterion of the report: its status, why, what is missing, the words that it rests on, the rule, and a reviewer's decision.
import type { AnalysedDocument, Criterion, Parameter } from './answer';
import { button, h, type Child } from './dom';
import { decisionLine, sinceLine } from './decision_words';
import type { Partner } from './links';
import { groupsOf, quoteOf, type Quote } from './quotes';
import { capital, kindNote, kStatusWords, kSymbols, spaced } from './words';

export interface CardParts {
  documents: readonly AnalysedDocument[];
  open: boolean;
  allQuotes: boolean;
  form: HTMLElement | null; // the decision's, while it is open
  toggle(): void;
  showAllQuotes(): void;
  decide(): void;
  toDocuments(partner: Partner): void;
}

const kFewQuotes = 4;

function quoteButton(criterion: Criterion, quote: Quote, parts: CardParts): HTMLElement {
  const document = parts.documents[quote.document];
  const label = quote.points === 'met' ? 'For: ' : 'Against: ';
  const words = quote.parts.map((part) => (part.marked ? h('b', {}, part.text) : part.text));
  const first = quote.evidence[0]!;
  const made = h(
    'button',
    { type: 'button', class: 'quote', 'data-evidence': quote.evidence.join(' '), 'data-criterion': criterion.id, 'data-key': `quote-${criterion.id}-${first}` },
    h('span', { class: 'hidden' }, label),
    h('span', { class: `way ${quote.points}`, 'aria-hidden': 'true' }, quote.points === 'met' ? '✓' : '✗'),
    h('span', { class: 'words' }, '“', ...words, '”'),
    h('span', { class: 'place' }, ` ${document?.name ?? ''}, line ${quote.line}`),
  );
  made.addEventListener('click', () => parts.toDocuments({ criterion: criterion.id, evidence: first }));
  return made;
}

function valueOf(parameter: Parameter): string {
  const value = Array.isArray(parameter.value) ? parameter.value.join(', ') : String(parameter.value);
  return parameter.unit.includes(' ') ? `${value} (${parameter.unit})` : `${value} ${parameter.unit}`;
}

function rule(criterion: Criterion): HTMLElement {
  const rows = criterion.rule.parameters.map((each) => h('li', {}, `${spaced(each.name)}: ${valueOf(each)} `, h('span', { class: 'soft' }, `— ${each.source}`)));
  return h('div', { class: 'rule' }, h('p', {}, 'Rule: ', criterion.rule.citation), rows.length > 0 && h('ul', {}, ...rows));
}

// In a conflict the two statements stand first, side by side.
function pairOf(criterion: Criterion, groups: readonly number[][]): number[][] {
  if (!criterion.conflict) return [];
  return criterion.conflict.map((index) => groups.find((group) => group.includes(index))).filter((group): group is number[] => group !== undefined);
}

function quoteLists(criterion: Criterion, parts: CardParts): Child[] {
  const groups = groupsOf(criterion.evidence);
  const pair = pairOf(criterion, groups);
  const rest = groups.filter((group) => !pair.includes(group));
  const shown = parts.allQuotes ? rest : rest.slice(0, kFewQuotes);
  const hiddenCount = rest.length - shown.length;
  const quote = (group: number[]) => quoteButton(criterion, quoteOf(parts.documents, criterion.evidence, group), parts);
  return [
    pair.length === 2 && h('div', { class: 'pair' }, ...pair.map(quote)),
    shown.length > 0 && h('ul', { class: 'quotes' }, ...shown.map((group) => h('li', {}, quote(group)))),
    hiddenCount > 0 && button(`${hiddenCount} more ${hiddenCount === 1 ? 'quote' : 'quotes'}`, parts.showAllQuotes, { class: 'quiet more', 'data-key': `more-${criterion.id}` }),
  ];
}

function missing(criterion: Criterion): Child {
  if (criterion.missing.length === 0) return false;
  return h('p', { class: 'missing' }, h('b', {}, 'Missing: '), ...criterion.missing.map((each) => h('span', { class: 'chip' }, spaced(each))));
}

function decision(criterion: Criterion): Child {
  const decided = criterion.decision;
  if (!decided) return false;
  const since = sinceLine(decided);
  return h('div', { class: 'decision' }, h('p', {}, `The program: ${kStatusWords[criterion.status]}`), h('p', {}, h('b', {}, 'A reviewer: '), decisionLine(decided)), since !== '' && h('p', { class: 'since' }, since));
}

function body(criterion: Criterion, parts: CardParts): HTMLElement {
  const decide = button(criterion.decision ? 'Change the decision …' : 'Decide otherwise …', parts.decide, {
    class: 'quiet decide',
    'data-key': `decide-${criterion.id}`,
    'aria-label': `${criterion.decision ? 'Change the decision' : 'Decide otherwise'}: ${criterion.label}`,
  });
  return h('div', { class: 'body', id: `body-${criterion.id}`, hidden: !parts.open }, ...quoteLists(criterion, parts), rule(criterion), parts.form ?? decide);
}

export function criterionCard(criterion: Criterion, parts: CardParts): HTMLElement {
  const head = h(
    'button',
    { type: 'button', class: 'criterion-head', 'aria-expanded': String(parts.open), 'aria-controls': `body-${criterion.id}`, 'data-key': `head-${criterion.id}` },
    h('span', { class: 'symbol', 'aria-hidden': 'true' }, kSymbols[criterion.status]),
    h('span', { class: 'number' }, String(criterion.order)),
    h('span', { class: 'label' }, criterion.label + kindNote(criterion.kind, criterion.status)),
    h('span', { class: 'status' }, kStatusWords[criterion.status]),
  );
  head.addEventListener('click', parts.toggle);
  return h(
    'article',
    { class: `criterion ${criterion.status}`, id: `criterion-${criterion.id}`, 'aria-label': criterion.label },
    h('h4', {}, head),
    criterion.why !== '' && h('p', { class: 'why' }, capital(criterion.why)),
    missing(criterion),
    ...(criterion.ask ?? []).map((ask) => h('p', { class: 'ask' }, h('span', { 'aria-hidden': 'true' }, '→ '), ask)),
    decision(criterion),
    body(criterion, parts),
  );
}
