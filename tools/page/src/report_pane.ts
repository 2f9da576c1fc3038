// The right side: where the case stands, the pictures, and the criteria in the report's order.
import type { Answer, Criterion, Evidence, Report, ShelfId } from './answer';
import { inOrder } from './answer';
import { correlationOf } from './correlation';
import { CorrelationPicture } from './correlation_picture';
import { criterionCard } from './criterion_card';
import { decisionForm } from './decision_form';
import type { DecisionInput, DecisionRecord } from './decisions';
import { h, renew } from './dom';
import type { Partner, Side } from './links';
import { policyTabs } from './policy_tabs';
import { standingCard } from './standing_card';
import { therapiesOf } from './therapies';
import { TherapyPicture } from './therapy_picture';
import { kDisclaimer, kShelfTitles } from './words';

export interface ReportEvents {
  toDocuments(partner: Partner): void;
  toPlace(evidence: { document: string; start: number; end: number }): void;
  decide(report: Report, criterion: Criterion, input: DecisionInput): void;
  undecide(report: Report, criterion: Criterion): void;
  decisionOn(report: Report, criterion: Criterion): DecisionRecord | undefined;
  titleOf(policy: string): string;
  showPolicy(policy: string): void;
}

interface OpenForm {
  policy: string;
  criterion: string;
  element: HTMLElement;
}

function isOpenAtFirst(criterion: Criterion): boolean {
  return criterion.status !== 'met' && criterion.status !== 'not_applicable';
}

export class ReportPane implements Side {
  readonly element = h('div', { class: 'report-body', hidden: true });
  private answer: Answer | null = null;
  private report: Report | null = null;
  private readonly turned = new Map<string, boolean>(); // what the reader opened or closed
  private readonly allQuotes = new Set<string>();
  private form: OpenForm | null = null;
  private lastName = '';

  constructor(
    private readonly outputs: HTMLElement,
    private readonly events: ReportEvents,
  ) {}

  update(answer: Answer | null, report: Report | null): void {
    this.answer = answer;
    this.report = report;
    this.element.hidden = report === null;
    this.redraw();
  }

  find(partner: Partner): HTMLElement | null {
    const button = this.quoteOf(partner);
    if (button && button.offsetParent !== null) return button;
    this.turned.set(partner.criterion, true);
    this.allQuotes.add(partner.criterion);
    this.redraw();
    this.choose(partner);
    return this.quoteOf(partner);
  }

  choose(partner: Partner | null): void {
    for (const each of this.element.querySelectorAll('.chosen')) each.classList.remove('chosen');
    if (!partner) return;
    this.quoteOf(partner)?.classList.add('chosen');
    this.cardOf(partner.criterion)?.classList.add('chosen');
  }

  private cardOf(criterion: string): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(`#criterion-${CSS.escape(criterion)}`);
  }

  private quoteOf(partner: Partner): HTMLElement | null {
    return this.cardOf(partner.criterion)?.querySelector<HTMLElement>(`.quote[data-evidence~="${partner.evidence}"]`) ?? null;
  }

  private redraw(): void {
    const { answer, report } = this;
    if (!answer || !report) return renew(this.element);
    const tabs = policyTabs(answer, report, this.events);
    const panel = h('div', tabs ? { id: 'policy-panel', role: 'tabpanel', 'aria-labelledby': `tab-${report.policy.id}` } : { id: 'policy-panel' });
    panel.append(standingCard(report, this.events.titleOf(report.policy.id), (id) => this.goTo(id)), this.outputs, ...this.pictures(answer, report), ...this.shelves(report), this.foot(report));
    renew(this.element, tabs, panel);
  }

  private pictures(answer: Answer, report: Report): Node[] {
    const criteria = inOrder(report);
    const correlation = correlationOf(criteria);
    const therapies = therapiesOf(answer, criteria);
    const toPlace = (evidence: Evidence) => this.events.toPlace(evidence);
    const roots = correlation && new CorrelationPicture(correlation, toPlace).element;
    const care = therapies.list.length > 0 && new TherapyPicture(therapies, (therapy) => therapy.place && this.events.toPlace(therapy.place)).element;
    return roots || care ? [h('div', { class: 'pictures' }, roots, care)] : [];
  }

  private shelves(report: Report): Node[] {
    const shelves = new Map<ShelfId, Criterion[]>();
    for (const criterion of inOrder(report)) shelves.set(criterion.shelf, [...(shelves.get(criterion.shelf) ?? []), criterion]);
    return [...shelves].map(([shelf, criteria]) =>
      h('section', { class: 'shelf', 'aria-labelledby': `shelf-${shelf}` }, h('h3', { id: `shelf-${shelf}` }, kShelfTitles[shelf], h('span', { class: 'count' }, ` ${criteria.length}`)), ...criteria.map((each) => this.card(report, each))),
    );
  }

  private card(report: Report, criterion: Criterion): HTMLElement {
    const open = this.turned.get(criterion.id) ?? isOpenAtFirst(criterion);
    const form = this.form?.policy === report.policy.id && this.form.criterion === criterion.id ? this.form.element : null;
    return criterionCard(criterion, {
      documents: this.answer?.documents ?? [],
      open,
      allQuotes: this.allQuotes.has(criterion.id),
      form,
      toggle: () => this.turn(criterion.id, !open),
      showAllQuotes: () => this.showAll(criterion.id),
      decide: () => this.openForm(report, criterion),
      toDocuments: (partner) => this.events.toDocuments(partner),
    });
  }

  private turn(id: string, open: boolean): void {
    this.turned.set(id, open);
    this.redraw();
  }

  private showAll(id: string): void {
    this.allQuotes.add(id);
    this.redraw();
    const quotes = this.cardOf(id)?.querySelectorAll<HTMLElement>('.quotes .quote');
    quotes?.[quotes.length - 1]?.focus({ preventScroll: true });
  }

  private goTo(id: string): void {
    const head = this.cardOf(id)?.querySelector<HTMLElement>('.criterion-head');
    head?.focus();
    this.cardOf(id)?.scrollIntoView({ block: 'start' });
  }

  private openForm(report: Report, criterion: Criterion): void {
    const element = decisionForm(criterion, this.events.decisionOn(report, criterion), this.lastName, {
      save: (input) => this.closeForm(() => this.save(report, criterion, input)),
      remove: () => this.closeForm(() => this.events.undecide(report, criterion)),
      cancel: () => this.closeForm(() => {}),
    });
    this.form = { policy: report.policy.id, criterion: criterion.id, element };
    this.redraw();
    element.querySelector<HTMLElement>('input:checked')?.focus();
  }

  private save(report: Report, criterion: Criterion, input: DecisionInput): void {
    this.lastName = input.by;
    this.turned.set(criterion.id, true);
    this.events.decide(report, criterion, input);
  }

  private closeForm(then: () => void): void {
    const id = this.form?.criterion;
    this.form = null;
    this.redraw();
    then();
    if (id) this.cardOf(id)?.querySelector<HTMLElement>('.decide')?.focus();
  }

  private foot(report: Report): Node {
    return h('p', { class: 'foot soft' }, `${kDisclaimer} chartgap ${report.program.version}, policy ${report.policy.id} ${report.policy.version}, lexicon ${report.lexicon_sha256.slice(0, 12)}.`);
  }
}
