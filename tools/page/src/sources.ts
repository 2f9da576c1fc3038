// The documents that the reader gave, as they are sent: pasted text as it was pasted, a file as its bytes.
import type { AnalysedDocument } from './answer';
import type { GivenDocument } from './api';

export interface Source {
  readonly key: number;
  name: string;
  text: string; // typed or pasted; as pasted until it is edited here
  base64: string | null; // a file's bytes, instead of the text
}

export function isBlank(source: Source): boolean {
  return source.base64 === null && source.text.trim() === '';
}

// JSON carries no half of a surrogate pair.
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

export function givenOf(source: Source): GivenDocument {
  return source.base64 === null ? { name: source.name, text: wellFormed(source.text) } : { name: source.name, content_base64: source.base64 };
}

// "note.txt", "note.txt (2)": no two documents have the same name.
export function freeName(wanted: string, taken: readonly string[]): string {
  const base = wanted.trim() || 'Document';
  let name = base;
  for (let count = 2; taken.includes(name); ++count) name = `${base} (${count})`;
  return name;
}

export function nextName(taken: readonly string[]): string {
  let count = 1;
  while (taken.includes(`Document ${count}`)) ++count;
  return `Document ${count}`;
}

// Which answered documents come from which source. A file may hold several: those are named after it, and follow each other.
export function bySource(sources: readonly Source[], documents: readonly AnalysedDocument[]): Map<number, AnalysedDocument[]> {
  const out = new Map<number, AnalysedDocument[]>();
  let current: Source | undefined;
  for (const document of documents) {
    current = sources.find((source) => source.name === document.name) ?? sources.find((source) => document.name.startsWith(source.name)) ?? current;
    if (current) out.set(current.key, [...(out.get(current.key) ?? []), document]);
  }
  return out;
}

export function base64Of(bytes: Uint8Array): string {
  const kStep = 0x8000; // arguments that a call takes safely
  let binary = '';
  for (let at = 0; at < bytes.length; at += kStep) binary += String.fromCharCode(...bytes.subarray(at, at + kStep));
  return btoa(binary);
}
