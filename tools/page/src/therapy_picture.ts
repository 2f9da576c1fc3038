// The therapies as bars over a scale of weeks, with the lengths that the policy asks for; drawn to the width at hand, so that its words keep their size.
import { h, svg } from './dom';
import { kOutcomeSymbols, kOutcomeWords, type Outcome, type Therapies, type Therapy } from './therapies';

const kRow = 52;
const kBar = 11;
const kFoot = 22;
const kThresholdLine = 15;
const kLeast = 240; // pixels
const kMargin = 8;
const kStub = 26;
const kWeeks = 28; // half of the scale's last words

function outcomeWords(outcomes: readonly Outcome[]): string {
  return outcomes.length === 0 ? 'outcome not said' : outcomes.map((each) => `${kOutcomeSymbols[each]} ${kOutcomeWords[each]}`).join(', ');
}

function lengthWords(therapy: Therapy): string {
  if (!therapy.lasts) return therapy.relief || 'relief not said';
  const days = therapy.days === null ? 'length not said' : `${therapy.days} days`;
  return therapy.end === null ? days : `${days}, to ${therapy.end}`;
}

// Weeks between two ticks, so that there are at most seven.
function stepFor(days: number): number {
  return [1, 2, 4, 8, 13, 26, 52].find((weeks) => days / 7 / weeks <= 7) ?? 104;
}

export class TherapyPicture {
  readonly element = h('figure', { class: 'picture therapies', 'aria-labelledby': 'therapies-title' });
  private readonly host = h('div', { class: 'drawing' });
  private readonly most: number; // days at the right end
  private width = kLeast;

  constructor(
    private readonly therapies: Therapies,
    private readonly toPlace: (therapy: Therapy) => void,
  ) {
    const lengths = [...therapies.list.map((each) => each.days ?? 0), ...therapies.thresholds.map((each) => each.days), 28];
    this.most = Math.max(...lengths) * 1.08;
    this.element.append(h('figcaption', { id: 'therapies-title' }, 'Therapies by length and outcome'), this.host);
    this.draw();
    new ResizeObserver(() => this.fit()).observe(this.host);
  }

  private fit(): void {
    const width = Math.max(kLeast, Math.floor(this.host.clientWidth));
    if (width === this.width) return;
    this.width = width;
    this.draw();
  }

  private x(days: number): number {
    return kMargin + (days / this.most) * (this.width - 2 * kMargin);
  }

  private get top(): number {
    return this.therapies.thresholds.length * kThresholdLine + 4;
  }

  private draw(): void {
    const bottom = this.top + this.therapies.list.length * kRow;
    const drawing = svg('svg', { viewBox: `0 0 ${this.width} ${bottom + kFoot}`, width: this.width, height: bottom + kFoot, role: 'group', 'aria-labelledby': 'therapies-title' });
    drawing.append(...this.axis(bottom), ...this.therapies.thresholds.map((_, index) => this.threshold(index)), ...this.therapies.list.map((each, index) => this.row(each, this.top + index * kRow)));
    this.host.replaceChildren(drawing);
  }

  private axis(bottom: number): Node[] {
    const step = stepFor(this.most);
    const ticks: Node[] = [svg('line', { x1: this.x(0), x2: this.x(this.most), y1: bottom + 2, y2: bottom + 2, class: 'rail' })];
    for (let weeks = 0; weeks * 7 <= this.most; weeks += step) {
      const x = this.x(weeks * 7);
      ticks.push(svg('line', { x1: x, x2: x, y1: bottom + 2, y2: bottom + 6, class: 'rail' }));
      const last = (weeks + step) * 7 > this.most;
      ticks.push(svg('text', { x: last ? Math.min(x, this.width - kWeeks) : x, y: bottom + 18, class: 'scale', 'text-anchor': weeks === 0 ? 'start' : 'middle' }, last ? `${weeks} weeks` : String(weeks)));
    }
    return ticks;
  }

  // The words of each threshold have a line of their own.
  private threshold(index: number): Node {
    const { days, name } = this.therapies.thresholds[index]!;
    return svg('text', { x: this.x(days) + 4, y: 12 + index * kThresholdLine, class: 'scale', 'text-anchor': 'end' }, `policy names ${name} ▾`);
  }

  // Over the bar alone, so that no line runs through words.
  private thresholdMarks(y: number): Node[] {
    return this.therapies.thresholds.map(({ days }) => svg('line', { x1: this.x(days), x2: this.x(days), y1: y - 1, y2: y + kBar + 4, class: 'threshold' }));
  }

  private row(therapy: Therapy, top: number): Node {
    const said = `${outcomeWords(therapy.outcomes)} · ${lengthWords(therapy)}`;
    const name = `${therapy.name} ${said}`;
    const made = svg(
      'g',
      { role: 'button', tabindex: 0, 'aria-label': name, class: 'therapy' },
      svg('title', {}, name),
      svg('rect', { x: 1, y: top + 1, width: this.width - 2, height: kRow - 2, rx: 4, class: 'hit' }),
      svg('text', { x: kMargin, y: top + 15, class: 'name' }, `${therapy.name} `), // the space parts the two texts for those who hear them
      svg('text', { x: kMargin, y: top + 30, class: 'said' }, said),
      this.bar(therapy, top + 35),
      ...this.thresholdMarks(top + 35),
    );
    made.addEventListener('click', () => this.toPlace(therapy));
    made.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      this.toPlace(therapy);
    });
    return made;
  }

  // What has no length said is a dashed stub: it was tried, and nothing is claimed of its length.
  private bar(therapy: Therapy, y: number): Node {
    const unknown = therapy.days === null;
    const width = unknown ? kStub : Math.max(4, this.x(therapy.days ?? 0) - kMargin);
    return svg('rect', { x: kMargin, y, width, height: kBar, rx: 3, class: `bar ${unknown ? 'unknown' : (therapy.outcomes[0] ?? 'none')}` });
  }
}
