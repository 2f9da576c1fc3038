// A document as the server read it, with the evidence marked. One tab stop: the arrow keys go from mark to mark.
import type { AnalysedDocument, Place } from './answer';
import { h } from './dom';
import type { Line } from './lines';
import { markedLines } from './lines';
import type { Partner } from './links';
import { gravest, type Mark } from './marks';
import type { Segment } from './segments';
import { segmentsOf } from './segments';
import { countOf, kStatusWords } from './words';

type MarkedSegment = Segment<Mark>;

const kBlock = 20; // lines that are laid out together when they come into view

function labelOf(segment: MarkedSegment, text: string): string {
  const criteria = [...new Map(segment.marks.map((mark) => [mark.criterion.id, mark.criterion])).values()];
  return `${text}: evidence, ${criteria.map((each) => `${each.order} ${each.label}, ${kStatusWords[each.status]}`).join('; ')}`;
}

// The numbers of the criteria whose evidence ends here; empty where it all goes on.
function referencesOf(segment: MarkedSegment): string | null {
  const ending = segment.marks.filter((mark) => mark.end === segment.end);
  return ending.length === 0 ? null : [...new Set(ending.map((mark) => mark.criterion.order))].join(' ');
}

export class DocumentView {
  readonly element = h('div', { class: 'text', role: 'group' });
  private segments: MarkedSegment[] = [];
  private turns = new Map<number, number>(); // which criterion of a segment comes next
  private document: AnalysedDocument | null = null;

  constructor(private readonly toReport: (partner: Partner) => void) {
    this.element.addEventListener('click', (event) => this.act(event));
    this.element.addEventListener('keydown', (event) => this.key(event));
  }

  update(document: AnalysedDocument, marks: readonly Mark[]): void {
    const focused = this.indexOf(window.document.activeElement);
    this.document = document;
    this.segments = segmentsOf(document.text.length, marks);
    this.turns.clear();
    this.element.setAttribute('aria-label', `${document.name}, ${countOf(this.segments.length, 'stretch', 'stretches')} of evidence; arrow keys go from one to the next`);
    this.element.replaceChildren(...this.blocks());
    this.items()[0]?.setAttribute('tabindex', '0');
    if (focused >= 0) this.item(Math.min(focused, this.segments.length - 1))?.focus();
  }

  find(partner: Partner): HTMLElement | null {
    const index = this.segments.findIndex((segment) => segment.marks.some((mark) => mark.criterion.id === partner.criterion && mark.evidence === partner.evidence));
    return index < 0 ? null : this.item(index);
  }

  choose(partner: Partner | null): void {
    for (const piece of this.element.querySelectorAll<HTMLElement>('mark')) {
      const marks = this.segments[this.indexOf(piece)]?.marks ?? [];
      piece.classList.toggle('chosen', partner !== null && marks.some((mark) => mark.criterion.id === partner.criterion && mark.evidence === partner.evidence));
    }
  }

  // The mark at a place; else the line that holds it.
  at(place: Place): HTMLElement | null {
    const index = this.segments.findIndex((segment) => segment.start < place.end && segment.end > place.start);
    return index >= 0 ? this.item(index) : null;
  }

  lineAt(place: Place): HTMLElement | null {
    const number = (this.document?.text.slice(0, place.start).match(/\r\n|\n|\r/g)?.length ?? 0) + 1;
    return this.element.querySelector<HTMLElement>(`.line[data-line="${number}"]`);
  }

  // What a marked element stands for.
  behind(element: Element): { document: AnalysedDocument; segment: MarkedSegment } | null {
    const segment = this.segments[this.indexOf(element)];
    return this.document && segment ? { document: this.document, segment } : null;
  }

  private blocks(): Node[] {
    const lines = markedLines(this.document?.text ?? '', this.segments);
    const numbers = new Map(this.segments.map((segment, index) => [segment, index]));
    const blocks: Node[] = [];
    for (let at = 0; at < lines.length; at += kBlock) {
      const block = h('div', { class: 'block' }, ...lines.slice(at, at + kBlock).map((line) => this.line(line, numbers)));
      blocks.push(block);
    }
    return blocks;
  }

  private line(line: Line<MarkedSegment>, numbers: Map<MarkedSegment, number>): HTMLElement {
    const pieces = line.pieces.map((piece) => (piece.segment ? this.mark(piece.segment, piece.text, piece.first, numbers.get(piece.segment) ?? 0) : piece.text));
    return h('div', { class: 'line', 'data-line': line.number }, ...pieces);
  }

  // Only the first piece of a segment that runs over a line's end can be reached and is named.
  private mark(segment: MarkedSegment, text: string, first: boolean, index: number): HTMLElement {
    const reached = first ? { role: 'button', tabindex: -1, 'aria-label': labelOf(segment, text) } : {};
    const last = segment.end - segment.start === text.length || !first;
    return h('mark', { class: gravest(segment.marks), 'data-segment': index, 'data-references': last ? referencesOf(segment) : null, ...reached }, text);
  }

  private indexOf(element: Element | null): number {
    const mark = element?.closest<HTMLElement>('mark');
    return mark && this.element.contains(mark) ? Number(mark.dataset['segment']) : -1;
  }

  private item(index: number): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(`mark[data-segment="${index}"][role]`);
  }

  private items(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('mark[role]')];
  }

  // The first time to its most important criterion, then to the next.
  private act(event: Event): void {
    const index = this.indexOf(event.target as Element);
    const segment = this.segments[index];
    if (!segment) return;
    const turn = this.turns.get(index) ?? 0;
    const mark = segment.marks[turn % segment.marks.length]!;
    this.turns.set(index, turn + 1);
    this.rove(this.item(index));
    this.toReport({ criterion: mark.criterion.id, evidence: mark.evidence });
  }

  private key(event: KeyboardEvent): void {
    const index = this.indexOf(event.target as Element);
    if (index < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const last = this.segments.length - 1;
    const goals: Record<string, number> = { ArrowRight: index + 1, ArrowDown: index + 1, ArrowLeft: index - 1, ArrowUp: index - 1, Home: 0, End: last };
    const goal = goals[event.key];
    if (event.key === 'Enter' || event.key === ' ') this.act(event);
    else if (goal === undefined) return;
    else this.go(Math.max(0, Math.min(last, goal)));
    event.preventDefault();
  }

  private go(index: number): void {
    const item = this.item(index);
    this.rove(item);
    item?.focus();
  }

  private rove(item: HTMLElement | null): void {
    for (const each of this.element.querySelectorAll('mark[tabindex="0"]')) each.setAttribute('tabindex', '-1');
    item?.setAttribute('tabindex', '0');
  }
}
