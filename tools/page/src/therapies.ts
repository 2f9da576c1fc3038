// The therapies of a case as bars: what was tried, for how long as far as that is said, and with what outcome.
import type { AnalysedDocument, Answer, CareLength, Criterion, Duration, Fact, Place } from './answer';
import { capital, spaced } from './words';

export type Outcome = 'failed' | 'partial' | 'helped' | 'not_tolerated';

export interface Therapy {
  name: string;
  days: number | null; // the longest length that is said
  end: string | null; // of that length
  lasts: boolean; // false of an injection or an operation, which has no length
  outcomes: Outcome[]; // every one that is said, without repeats
  relief: string; // "80 % relief for 60 days"; empty when none is said
  place: (Place & { document: string }) | null; // where it is told first
}

export interface Threshold {
  days: number;
  name: string;
}

export interface Therapies {
  list: Therapy[]; // longest first, then those without a length
  thresholds: Threshold[]; // of the policy's test on conservative care
}

export const kOutcomeWords: Record<Outcome, string> = { failed: 'did not help', partial: 'helped in part', helped: 'helped', not_tolerated: 'not tolerated' };
export const kOutcomeSymbols: Record<Outcome, string> = { failed: '✗', partial: '◐', helped: '✓', not_tolerated: '⊘' };

function isTried(fact: Fact): boolean {
  if (fact.type !== 'therapy') return false;
  if (fact.assertion === 'present' || fact.assertion === 'historical') return true;
  const outcome = fact.attributes['outcome'];
  return fact.assertion === 'hypothetical' && outcome !== undefined && outcome !== 'helped';
}

function nameOf(code: string, drug: unknown): string {
  const name = code === 'nsaid' ? 'NSAID' : capital(spaced(code));
  return typeof drug === 'string' ? `${name}: ${drug}` : name;
}

function lengthOf(fact: Fact): number | null {
  const duration = fact.attributes['duration'] as Duration | undefined;
  return duration?.min_days ?? null;
}

function lastsSome(code: string): boolean {
  return !code.endsWith('_injection') && !code.endsWith('_surgery');
}

function reliefOf(fact: Fact): string {
  const percent = fact.attributes['relief_percent'];
  const days = (fact.attributes['relief_duration'] as Duration | undefined)?.min_days ?? null;
  if (percent === undefined) return '';
  return `${String(percent)} % relief${days === null ? '' : ` for ${days} days`}`;
}

function lengthen(therapy: Therapy, days: number | null, end: string | null): void {
  if (days === null || (therapy.days !== null && therapy.days >= days)) return;
  therapy.days = days;
  therapy.end = end;
}

class Shelf {
  private readonly byName = new Map<string, Therapy>();

  of(code: string, drug: unknown): Therapy {
    const name = nameOf(code, drug);
    const known = this.byName.get(name);
    if (known) return known;
    const made: Therapy = { name, days: null, end: null, lasts: lastsSome(code), outcomes: [], relief: '', place: null };
    this.byName.set(name, made);
    return made;
  }

  addFact(document: AnalysedDocument, fact: Fact): void {
    const therapy = this.of(fact.code, fact.attributes['drug']);
    const outcome = fact.attributes['outcome'] as Outcome | undefined;
    lengthen(therapy, lengthOf(fact), null);
    therapy.relief ||= reliefOf(fact);
    if (outcome && !therapy.outcomes.includes(outcome)) therapy.outcomes.push(outcome);
    therapy.place ??= { document: document.name, start: fact.start, end: fact.end };
  }

  addLength(length: CareLength, drug: unknown): void {
    const therapy = this.of(length.therapy, drug);
    lengthen(therapy, length.days, length.end);
    const { document, start, end } = length.evidence;
    therapy.place ??= { document, start, end };
  }

  sorted(): Therapy[] {
    return [...this.byName.values()].sort((a, b) => (b.days ?? -1) - (a.days ?? -1));
  }
}

function thresholdsOf(care: Criterion | undefined): Threshold[] {
  const days = (care?.rule.parameters ?? []).filter((each) => each.unit === 'days' && each.name.startsWith('conservative'));
  const numbers = [...new Set(days.map((each) => Number(each.value)))].sort((a, b) => a - b);
  return numbers.map((value) => ({ days: value, name: value % 7 === 0 ? `${value / 7} weeks` : `${value} days` }));
}

// By document and place: the drug that a fact there names.
function drugsOf(answer: Answer): Map<string, unknown> {
  const drugs = new Map<string, unknown>();
  for (const { name, facts } of answer.documents) {
    for (const fact of facts) {
      if (fact.type === 'therapy') drugs.set(`${fact.start} ${name}`, fact.attributes['drug']);
    }
  }
  return drugs;
}

export function therapiesOf(answer: Answer, criteria: readonly Criterion[]): Therapies {
  const shelf = new Shelf();
  for (const document of answer.documents) {
    for (const fact of document.facts) {
      if (isTried(fact)) shelf.addFact(document, fact);
    }
  }
  const care = criteria.find((each) => each.rule.test === 'conservative_care');
  const drugs = drugsOf(answer);
  for (const length of care?.care ?? []) shelf.addLength(length, drugs.get(`${length.evidence.start} ${length.evidence.document}`));
  return { list: shelf.sorted(), thresholds: thresholdsOf(care) };
}
