// Overlapping spans cut into segments that do not overlap, so that each stretch of text is one element.
import type { Place } from './answer';

export interface Segment<M extends Place> extends Place {
  marks: readonly M[]; // all that cover it, in the order given; never empty
}

interface Edge<M> {
  at: number;
  opens: boolean;
  index: number;
  mark: M;
}

function edgesOf<M extends Place>(marks: readonly M[], length: number): Edge<M>[] {
  const edges: Edge<M>[] = [];
  marks.forEach((mark, index) => {
    const start = Math.max(0, mark.start);
    const end = Math.min(length, mark.end);
    if (start >= end) return;
    edges.push({ at: start, opens: true, index, mark }, { at: end, opens: false, index, mark });
  });
  return edges.sort((a, b) => a.at - b.at);
}

// The stretches of a text of `length` units that at least one mark covers, in order. Marks that are empty or outside are left out.
export function segmentsOf<M extends Place>(length: number, marks: readonly M[]): Segment<M>[] {
  const segments: Segment<M>[] = [];
  const open = new Map<number, M>();
  let since = 0;
  for (const edge of edgesOf(marks, length)) {
    if (open.size > 0 && edge.at > since) segments.push({ start: since, end: edge.at, marks: [...open].sort((a, b) => a[0] - b[0]).map((each) => each[1]) });
    since = edge.at;
    if (edge.opens) open.set(edge.index, edge.mark);
    else open.delete(edge.index);
  }
  return segments;
}
