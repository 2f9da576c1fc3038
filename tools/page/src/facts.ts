// The facts behind a stretch of text, in words.
import type { AnalysedDocument, Duration, Fact, Place } from './answer';
import { kAssertionWords, spaced } from './words';

export interface FactWords {
  title: string; // "imaging: foraminal stenosis"
  assertion: string;
  cue: string; // the words that decided it; empty when none did
  attributes: [string, string][];
}

// All facts of the document whose words share something with the span; the facts come in the order of the text.
export function factsAt(document: AnalysedDocument, span: Place): Fact[] {
  return document.facts.filter((fact) => fact.start < span.end && fact.end > span.start);
}

function isDuration(value: unknown): value is Duration {
  return typeof value === 'object' && value !== null && 'iso' in value;
}

function daysOf(duration: Duration): string {
  const { min_days: low, max_days: high } = duration;
  if (low !== null && high !== null) return low === high ? `${low} days` : `${low} to ${high} days`;
  if (low !== null) return `at least ${low} days`;
  return high === null ? duration.iso : `at most ${high} days`;
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueWords).join(', ');
  if (isDuration(value)) return daysOf(value);
  return value === true ? 'yes' : spaced(String(value));
}

export function wordsOf(fact: Fact): FactWords {
  return {
    title: `${spaced(fact.type)}: ${spaced(fact.code)}`,
    assertion: kAssertionWords[fact.assertion] ?? fact.assertion,
    cue: fact.cue ? fact.cue.text : '',
    attributes: Object.entries(fact.attributes).map(([name, value]) => [spaced(name), valueWords(value)]),
  };
}
