// A text's lines, and each line as pieces: plain words, or words of a segment.
import type { Place } from './answer';

export interface Piece<S> {
  text: string;
  segment: S | null;
  first: boolean; // the segment begins here
}

export interface Line<S> {
  number: number; // from 1
  pieces: Piece<S>[];
}

// Where each line's own text stands; a line ends at CR LF, LF or CR.
export function linesOf(text: string): Place[] {
  const lines: Place[] = [];
  let start = 0;
  for (const end of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: end.index });
    start = end.index + end[0].length;
  }
  lines.push({ start, end: text.length });
  return lines;
}

function piecesOf<S extends Place>(text: string, line: Place, segments: readonly S[], from: number): Piece<S>[] {
  const pieces: Piece<S>[] = [];
  let at = line.start;
  for (let i = from; i < segments.length && segments[i]!.start < line.end; ++i) {
    const segment = segments[i]!;
    const start = Math.max(segment.start, line.start);
    const end = Math.min(segment.end, line.end);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), segment: null, first: false });
    pieces.push({ text: text.slice(start, end), segment, first: start === segment.start });
    at = end;
  }
  if (at < line.end) pieces.push({ text: text.slice(at, line.end), segment: null, first: false });
  return pieces;
}

// Segments are in order and do not overlap; one that crosses a line's end has a piece in each line.
export function markedLines<S extends Place>(text: string, segments: readonly S[]): Line<S>[] {
  let from = 0;
  return linesOf(text).map((line, index) => {
    while (from < segments.length && segments[from]!.end <= line.start) ++from;
    return { number: index + 1, pieces: piecesOf(text, line, segments, from) };
  });
}
