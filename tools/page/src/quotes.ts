// Evidence as a reader wants it: the words around it in its line, and one quote for all spans of a line that point the same way.
import type { AnalysedDocument, Evidence, Place } from './answer';
import { segmentsOf } from './segments';

export interface QuotePart {
  text: string;
  marked: boolean;
}

export interface Quote {
  document: number; // index
  line: number;
  points: 'met' | 'not_met';
  evidence: number[]; // indices into the criterion's evidence
  parts: QuotePart[];
}

const kAround = 70; // units of context on each side

function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || text[at] === '\r';
}

function lineAround(text: string, place: Place): Place {
  let { start, end } = place;
  while (start > 0 && !isLineEnd(text, start - 1)) --start;
  while (end < text.length && !isLineEnd(text, end)) ++end;
  return { start, end };
}

// The nearest space at or after `at`, so that no word is cut; `limit` when there is none.
function wordFrom(text: string, at: number, limit: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 || space >= limit ? limit : space + 1;
}

function wordUpTo(text: string, at: number, limit: number): number {
  const space = text.lastIndexOf(' ', at);
  return space <= limit ? limit : space;
}

// The part of the line that is shown: all of it when it is short.
function windowOf(text: string, line: Place, spans: readonly Place[]): Place {
  const first = Math.min(...spans.map((span) => span.start));
  const last = Math.max(...spans.map((span) => span.end));
  const start = first - line.start <= kAround ? line.start : wordFrom(text, first - kAround, first);
  const end = line.end - last <= kAround ? line.end : wordUpTo(text, last + kAround, last);
  return { start, end };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function partsOf(text: string, shown: Place, line: Place, spans: readonly Place[]): QuotePart[] {
  const parts: QuotePart[] = [];
  const add = (from: number, to: number, marked: boolean) => {
    if (to > from) parts.push({ text: oneLine(text.slice(from, to)), marked });
  };
  if (shown.start > line.start) parts.push({ text: '…', marked: false });
  let at = shown.start;
  const moved = spans.map((span) => ({ start: span.start - shown.start, end: span.end - shown.start }));
  for (const segment of segmentsOf(shown.end - shown.start, moved)) {
    add(at, shown.start + segment.start, false);
    add(shown.start + segment.start, shown.start + segment.end, true);
    at = shown.start + segment.end;
  }
  add(at, shown.end, false);
  if (shown.end < line.end) parts.push({ text: '…', marked: false });
  return parts;
}

// One quote's evidence each, as indices, in the order of the evidence.
export function groupsOf(evidence: readonly Evidence[]): number[][] {
  const groups = new Map<string, number[]>();
  evidence.forEach((item, index) => {
    const key = `${item.line}:${item.for}:${item.document}`;
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  });
  return [...groups.values()];
}

export function quoteOf(documents: readonly AnalysedDocument[], evidence: readonly Evidence[], group: readonly number[]): Quote {
  const items = group.map((index) => evidence[index]!);
  const first = items[0]!;
  const document = documents.findIndex((each) => each.name === first.document);
  const text = documents[document]?.text ?? '';
  const line = lineAround(text, { start: Math.min(...items.map((item) => item.start)), end: Math.max(...items.map((item) => item.end)) });
  return { document, line: first.line, points: first.for, evidence: [...group], parts: partsOf(text, windowOf(text, line, items), line, items) };
}
