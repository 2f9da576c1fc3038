// The comparison of symptoms, examination and imaging as a picture: roots down the spine, the patient's right on the left as on an image.
// Shape: a source is told by the form of its mark, a root that is one of several by a hollow one; colour adds nothing.
import type { Evidence, RootSource } from './answer';
import type { Column, Correlation, RootMark, RootRow } from './correlation';
import { h, svg } from './dom';
import { kSourceTitles } from './words';

const kRow = 30;
const kStep = 27; // between two marks of a row
const kLabel = 46; // of the root, in the middle
const kTick = 18; // of the sign that sources agree
const kHead = 26;

const kColumnTitles: Record<Column, string> = { right: 'Right', left: 'Left', none: 'No side' };

function shapeOf(source: RootSource, x: number, y: number): SVGElement {
  if (source === 'symptom') return svg('circle', { cx: x, cy: y, r: 7.5 });
  if (source === 'imaging') return svg('rect', { x: x - 7, y: y - 7, width: 14, height: 14 });
  const points = source === 'exam' ? [`${x},${y - 8}`, `${x + 8.5},${y + 7}`, `${x - 8.5},${y + 7}`] : [`${x},${y - 9}`, `${x + 9},${y}`, `${x},${y + 9}`, `${x - 9},${y}`];
  return svg('polygon', { points: points.join(' ') });
}

function quoteWords(evidence: readonly Evidence[]): string {
  const first = evidence[0];
  if (!first) return '';
  const more = evidence.length - 1;
  return `: “${first.text}”, ${first.document} line ${first.line}${more > 0 ? `, and ${more} more` : ''}`;
}

function nameOf(mark: RootMark, row: RootRow, column: Column): string {
  const side = column === 'none' ? 'side not said' : column;
  const levels = mark.levels.length > 0 ? `, at ${mark.levels.join(', ')}` : '';
  return `${kSourceTitles[mark.source]}, ${row.root} ${side}${levels}${mark.certain ? '' : ', one of several roots'}${quoteWords(mark.evidence)}`;
}

export class CorrelationPicture {
  readonly element = h('figure', { class: 'picture roots', 'aria-labelledby': 'roots-title' });
  private readonly left = new Map<Column, number>(); // where each group of columns begins
  private width = 0;

  constructor(
    private readonly table: Correlation,
    private readonly toPlace: (evidence: Evidence) => void,
  ) {
    this.layOut();
    this.element.append(h('figcaption', { id: 'roots-title' }, 'Nerve roots by source and side'), this.drawing(), this.legend(), ...this.remarks());
  }

  private get group(): number {
    return this.table.sources.length * kStep + kTick;
  }

  private layOut(): void {
    this.left.set('right', 0);
    this.left.set('left', this.group + kLabel);
    this.left.set('none', 2 * this.group + kLabel);
    this.width = (this.table.columns.includes('none') ? 3 : 2) * this.group + kLabel;
  }

  private drawing(): Node {
    const height = kHead + this.table.rows.length * kRow;
    const drawing = svg('svg', { viewBox: `0 0 ${this.width} ${height}`, width: this.width, height, role: 'group', 'aria-labelledby': 'roots-title' });
    for (const column of this.table.columns) drawing.append(this.columnTitle(column));
    this.table.rows.forEach((row, index) => drawing.append(this.row(row, kHead + index * kRow)));
    return h('div', { class: 'drawing' }, drawing);
  }

  private columnTitle(column: Column): Node {
    return svg('text', { x: (this.left.get(column) ?? 0) + this.group / 2, y: 16, class: 'column', 'text-anchor': 'middle' }, kColumnTitles[column]);
  }

  private row(row: RootRow, top: number): Node {
    const middle = top + kRow / 2;
    const parts: Node[] = [
      svg('line', { x1: 0, x2: this.width, y1: middle, y2: middle, class: 'rail' }),
      svg('rect', { x: this.group + 3, y: top + 3, width: kLabel - 6, height: kRow - 6, rx: 7, class: 'vertebra' }),
      svg('text', { x: this.group + kLabel / 2, y: middle + 4.5, class: 'root', 'text-anchor': 'middle' }, row.root),
    ];
    for (const column of this.table.columns) parts.push(...this.cell(row, column, top));
    return svg('g', {}, ...parts);
  }

  private cell(row: RootRow, column: Column, top: number): Node[] {
    const left = this.left.get(column) ?? 0;
    const band = row.agrees.includes(column)
      ? [
          svg('rect', { x: left + 1.5, y: top + 2, width: this.group - 4, height: kRow - 4, rx: 6, class: 'agrees' }),
          svg('text', { x: left + this.group - kTick / 2 - 2, y: top + kRow / 2 + 5, class: 'tick', 'text-anchor': 'middle' }, '✓'),
        ]
      : [];
    return [...band, ...row.cells[column].map((mark) => this.mark(mark, row, column, top))];
  }

  private mark(mark: RootMark, row: RootRow, column: Column, top: number): Node {
    const x = (this.left.get(column) ?? 0) + kStep * (this.table.sources.indexOf(mark.source) + 0.5) + 2;
    const y = top + kRow / 2;
    const name = nameOf(mark, row, column);
    const hit = svg('rect', { x: x - kStep / 2, y: top + 1, width: kStep, height: kRow - 2, class: 'hit' });
    const made = svg('g', { role: 'button', tabindex: 0, 'aria-label': name, class: `mark ${mark.source}${mark.certain ? '' : ' hollow'}` }, svg('title', {}, name), hit, shapeOf(mark.source, x, y));
    const act = () => mark.evidence[0] && this.toPlace(mark.evidence[0]);
    made.addEventListener('click', act);
    made.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      act();
    });
    return made;
  }

  private legend(): Node {
    const sample = (source: RootSource, hollow: boolean) => svg('svg', { viewBox: '0 0 20 20', width: 18, height: 18, 'aria-hidden': 'true' }, svg('g', { class: `mark ${source}${hollow ? ' hollow' : ''}` }, shapeOf(source, 10, 10)));
    const items = this.table.sources.map((source) => h('li', {}, sample(source, false), ` ${kSourceTitles[source]}${this.table.silent.includes(source) ? ': no root' : ''}`));
    const hollow = this.table.rows.some((row) => Object.values(row.cells).flat().some((mark) => !mark.certain));
    return h('ul', { class: 'key' }, ...items, hollow && h('li', {}, sample('exam', true), ' hollow: one of several roots'));
  }

  private remarks(): Node[] {
    return this.table.remarks.map((remark) => h('p', { class: 'remark' }, remark));
  }
}
