// The page as a whole: what the reader does on one side becomes a question to the server, and its answer both sides.
import type { Answer, Report } from './answer';
import { check, fileOf, jsonOf, policies, Refusal, type CheckRequest } from './api';
import { Decisions, recordOf } from './decisions';
import { DocumentsPane } from './documents_pane';
import { button, h } from './dom';
import { details } from './fact_details';
import { readFile } from './files';
import { Follower } from './follow';
import { Links } from './links';
import { Messages } from './messages';
import { outputBar, type FileFormat } from './output';
import { PoliciesMenu } from './policies_menu';
import { Popover } from './popover';
import { ReportPane } from './report_pane';
import { kSample } from './sample';
import { givenOf } from './sources';
import { gapSummary, standingOf } from './summary';
import { welcome } from './welcome';
import { kStandingWords } from './words';

export class App {
  private readonly decisions = new Decisions();
  private readonly links = new Links();
  private readonly popover = new Popover();
  private readonly messages = new Messages();
  private readonly menu = new PoliciesMenu(() => this.ask(0));
  private readonly welcome = welcome(() => this.loadSample());
  private readonly documents = new DocumentsPane({ changed: (delay) => this.ask(delay), toReport: (partner) => this.links.toReport(partner), files: (files) => void this.addFiles(files) }, this.popover);
  private readonly report = new ReportPane(this.outputs(), {
    toDocuments: (partner) => this.links.toDocuments(partner),
    toPlace: (evidence) => this.links.toPlace(evidence.document, evidence),
    decide: (report, criterion, input) => this.redecide(() => this.decisions.put(recordOf(report, criterion, input, new Date()))),
    undecide: (report, criterion) => this.redecide(() => this.decisions.remove(report.policy.id, criterion.id)),
    decisionOn: (report, criterion) => this.decisions.find(report.policy.id, criterion.id),
    titleOf: (policy) => this.menu.title(policy),
    showPolicy: (policy) => this.showPolicy(policy),
  });
  private readonly side = h('section', { id: 'report', 'aria-labelledby': 'report-title', 'aria-busy': 'false', tabindex: -1 });
  private readonly follower = new Follower<Answer>(
    (signal) => check(this.request(), signal),
    (answer) => this.take(answer),
    (error) => this.fail(error),
  );
  private answer: Answer | null = null;
  private shown = ''; // the policy whose report is shown

  start(): void {
    this.side.append(h('h2', { id: 'report-title' }, 'Report'), this.messages.alert, this.welcome, this.report.element);
    document.body.append(this.skips(), this.header(), h('main', {}, this.documents.element, this.side, this.messages.news, this.messages.report, this.popover.element), this.switcher());
    this.links.connect(this.documents, this.report, (document, place) => this.documents.showPlace(document, place));
    this.popover.watch(this.report.element, '.quote', (element) => this.detailsOf(element));
    void this.loadPolicies();
  }

  private async loadPolicies(): Promise<void> {
    try {
      this.menu.fill(await policies());
      if (this.documents.sources.length > 0) this.ask(0);
    } catch (error) {
      this.fail(error);
    }
  }

  private skips(): Node {
    const skip = (words: string, goal: HTMLElement) => button(words, () => goal.focus(), { class: 'skip' });
    return h('div', { class: 'skips' }, skip('To the documents', this.documents.element), skip('To the report', this.side));
  }

  private header(): Node {
    const name = h('div', { class: 'name' }, h('h1', {}, 'chartgap'), h('p', { class: 'soft' }, 'what a chart supports, and what it leaves unsaid · nothing leaves this computer'));
    return h('header', {}, name, h('div', { class: 'head-tools' }, this.menu.element, button('Sample case', () => this.loadSample()), button('Start over', () => this.startOver())));
  }

  // On a narrow screen the two sides stand one below the other.
  private switcher(): Node {
    const to = (words: string, goal: HTMLElement) => button(words, () => goal.scrollIntoView());
    return h('nav', { class: 'switcher', 'aria-label': 'Sides of the page' }, to('Documents', this.documents.element), to('Report', this.side));
  }

  private outputs(): HTMLElement {
    return outputBar({
      summary: () => Promise.resolve(this.summary()),
      query: async () => (await fileOf(this.requestFor([this.shown]), 'query')).body,
      file: (format) => this.file(format),
      said: (words) => this.messages.say(words),
      failed: (error) => this.fail(error),
    });
  }

  private summary(): string {
    const report = this.current();
    return report ? gapSummary(report, this.menu.title(report.policy.id)) : '';
  }

  // With all policies that are chosen.
  private async file(format: FileFormat): Promise<{ content_type: string; body: string }> {
    if (format === 'json') return { content_type: 'application/json', body: JSON.stringify(await jsonOf(this.request()), null, 2) + '\n' };
    return fileOf(this.requestFor(this.menu.chosen), format);
  }

  private requestFor(chosen: readonly string[]): CheckRequest {
    return { documents: this.documents.sources.map(givenOf), policies: [...chosen], decisions: this.decisions.file(chosen) };
  }

  private request(): CheckRequest {
    return this.requestFor(this.menu.chosen);
  }

  private ask(delay: number): void {
    if (this.documents.sources.length === 0) return this.clear();
    if (this.menu.chosen.length === 0) return void this.loadPolicies();
    this.side.setAttribute('aria-busy', 'true');
    this.follower.request(delay);
  }

  private clear(): void {
    this.follower.stop();
    this.answer = null;
    this.side.setAttribute('aria-busy', 'false');
    this.messages.clear();
    this.redraw();
  }

  private take(answer: Answer): void {
    this.answer = answer;
    this.messages.clear();
    this.side.classList.remove('stale');
    this.redraw();
    this.side.setAttribute('aria-busy', 'false');
    const report = this.current();
    if (report) this.messages.announce(`Report: ${kStandingWords[standingOf(report)]}, ${report.summary}.`);
  }

  private fail(error: unknown): void {
    this.side.setAttribute('aria-busy', 'false');
    this.side.classList.toggle('stale', this.answer !== null);
    if (!(error instanceof Refusal)) throw error;
    this.messages.complain(this.unread(error) + error.message, () => this.ask(0));
  }

  // The program does not say which of several files it could not read.
  private unread(refusal: Refusal): string {
    const files = this.documents.sources.filter((source) => source.base64 !== null).map((source) => source.name);
    return refusal.status === 415 || (refusal.status === 400 && files.length > 0) ? `Not read: ${files.join(', ')}. ` : '';
  }

  private current(): Report | null {
    const reports = this.answer?.reports ?? [];
    return reports.find((report) => report.policy.id === this.shown) ?? reports[0] ?? null;
  }

  private redraw(): void {
    const report = this.current();
    this.shown = report?.policy.id ?? this.shown;
    this.popover.close();
    this.welcome.hidden = report !== null;
    this.documents.update(this.answer?.documents ?? [], report);
    this.report.update(this.answer, report);
    document.title = report ? `${kStandingWords[standingOf(report)]} — chartgap` : 'chartgap';
  }

  private showPolicy(policy: string): void {
    this.shown = policy;
    this.redraw();
  }

  private redecide(change: () => void): void {
    change();
    this.ask(0);
  }

  private detailsOf(element: HTMLElement): Node | null {
    const report = this.current();
    const criterion = report?.criteria.find((each) => each.id === element.dataset['criterion']);
    const evidence = (element.dataset['evidence'] ?? '').split(' ').map((index) => criterion?.evidence[Number(index)]);
    const first = evidence[0];
    const document = this.answer?.documents.find((each) => each.name === first?.document);
    if (!document || !first) return null;
    return details(document, { start: first.start, end: Math.max(...evidence.map((each) => each?.end ?? 0)) }, []);
  }

  private async addFiles(files: readonly File[]): Promise<void> {
    try {
      for (const file of await Promise.all(files.map(readFile))) this.documents.add(file);
      this.ask(0);
    } catch {
      this.messages.complain('A file could not be read. Folders cannot be dropped: drop the files in them.', null);
    }
  }

  private loadSample(): void {
    this.replaceAll('The sample case took the place of your documents.', () => {
      for (const document of kSample) this.documents.add(document);
      this.ask(0);
    });
  }

  private startOver(): void {
    this.replaceAll('Everything was cleared.', () => {
      this.clear();
      this.documents.focusFirst();
    });
  }

  // What was there can be had back until the next news.
  private replaceAll(words: string, then: () => void): void {
    const sources = this.documents.sources;
    const decisions = [...this.decisions.list];
    this.documents.replace([]);
    this.decisions.replace([]);
    then();
    if (sources.length > 0) this.messages.say(words, { words: 'Undo', act: () => this.restore(sources, decisions) });
  }

  private restore(sources: Parameters<DocumentsPane['replace']>[0], decisions: Parameters<Decisions['replace']>[0]): void {
    this.documents.replace(sources);
    this.decisions.replace(decisions);
    this.ask(0);
  }
}
