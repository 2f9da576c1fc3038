// The left side: the documents of the case, and where the next one goes.
import type { AnalysedDocument, Place, Report } from './answer';
import { button, h, show } from './dom';
import { details } from './fact_details';
import { DocumentCard, type CardEvents } from './document_card';
import type { DocumentView } from './document_view';
import { holdsFiles, kAccepted } from './files';
import type { Partner, Side } from './links';
import { marksOf } from './marks';
import type { Popover } from './popover';
import { bySource, freeName, isBlank, nextName, type Source } from './sources';
import { kStatusWords, kSymbols } from './words';

export interface PaneEvents {
  changed(delay: number): void; // milliseconds that the report may wait
  toReport(partner: Partner): void;
  files(files: readonly File[]): void;
}

const kTypingRests = 160; // milliseconds

function legend(): HTMLElement {
  const items = (['met', 'not_documented', 'conflicting', 'not_met'] as const).map((look) =>
    h('li', {}, h('mark', { class: look }, 'words'), ` ${kSymbols[look]} ${look === 'not_documented' ? 'part of what is asked' : kStatusWords[look]}`),
  );
  return h('ul', { class: 'legend', 'aria-label': 'How evidence is marked; small numbers name the criterion' }, ...items);
}

export class DocumentsPane implements Side {
  readonly element = h('section', { id: 'documents', 'aria-labelledby': 'documents-title', tabindex: -1 });
  private readonly list = h('div', { class: 'documents' });
  private readonly legend = legend();
  private cards: DocumentCard[] = [];
  private nextKey = 1;

  constructor(
    private readonly events: PaneEvents,
    private readonly popover: Popover,
  ) {
    this.element.append(h('h2', { id: 'documents-title' }, 'Documents'), this.legend, this.list, this.fileRow());
    this.legend.hidden = true;
    this.listenForDrops();
    this.element.addEventListener('paste', (event) => this.pasteFiles(event));
    this.popover.watch(this.list, 'mark', (element) => this.detailsOf(element));
    this.keepBlank();
  }

  get sources(): Source[] {
    return this.cards.map((card) => card.source).filter((source) => !isBlank(source));
  }

  add(given: { name: string; text?: string; base64?: string }): void {
    const source: Source = { key: this.nextKey++, name: freeName(given.name, this.names()), text: given.text ?? '', base64: given.base64 ?? null };
    const blank = this.cards.findIndex((card) => isBlank(card.source));
    const card = new DocumentCard(source, this.cardEvents());
    this.cards.splice(blank < 0 ? this.cards.length : blank, 0, card);
    this.keepBlank();
  }

  replace(sources: readonly Source[]): void {
    this.cards = sources.map((source) => new DocumentCard(source, this.cardEvents()));
    this.keepBlank();
  }

  update(documents: readonly AnalysedDocument[], report: Report | null): void {
    const bySourceKey = bySource(this.sources, documents);
    const marks = report ? marksOf(report) : new Map<string, never[]>();
    for (const card of this.cards) card.update(bySourceKey.get(card.source.key) ?? [], marks);
    this.legend.hidden = documents.length === 0;
  }

  find(partner: Partner): HTMLElement | null {
    for (const view of this.views()) {
      const found = view.find(partner);
      if (found) return found;
    }
    return null;
  }

  choose(partner: Partner | null): void {
    for (const view of this.views()) view.choose(partner);
  }

  showPlace(document: string, place: Place): void {
    const view = this.cards.map((card) => card.viewOf(document)).find((each) => each !== null);
    const element = view?.at(place) ?? view?.lineAt(place);
    if (!element) return;
    this.choose(null);
    element.classList.add('chosen');
    element.focus({ preventScroll: true });
    show(element);
  }

  focusFirst(): void {
    this.cards[0]?.focus();
  }

  private names(): string[] {
    return this.cards.map((card) => card.source.name);
  }

  private views(): DocumentView[] {
    return this.cards.flatMap((card) => card.views);
  }

  private detailsOf(element: HTMLElement): Node | null {
    for (const view of this.views()) {
      const behind = view.element.contains(element) ? view.behind(element) : null;
      if (behind) return details(behind.document, behind.segment, behind.segment.marks);
    }
    return null;
  }

  // There is always one empty card at the end, and no other.
  private keepBlank(): void {
    const last = this.cards.at(-1);
    this.cards = this.cards.filter((card) => card === last || !isBlank(card.source) || card.element.contains(document.activeElement));
    if (!this.cards.some((card) => isBlank(card.source))) {
      this.cards.push(new DocumentCard({ key: this.nextKey++, name: nextName(this.names()), text: '', base64: null }, this.cardEvents()));
    }
    this.place();
  }

  // Elements that stay are not moved, so that the focus stays in them.
  private place(): void {
    const wanted = this.cards.map((card) => card.element);
    for (const element of [...this.list.children]) {
      if (!wanted.includes(element as HTMLElement)) element.remove();
    }
    wanted.forEach((element, index) => {
      if (this.list.children[index] !== element) this.list.insertBefore(element, this.list.children[index] ?? null);
    });
  }

  private cardEvents(): CardEvents {
    return {
      typed: () => this.changed(kTypingRests),
      pasted: () => this.changed(0),
      renamed: (source, name) => this.rename(source, name),
      removed: (source) => this.remove(source),
      toReport: (partner) => this.events.toReport(partner),
    };
  }

  private changed(delay: number): void {
    this.keepBlank();
    this.events.changed(delay);
  }

  private rename(source: Source, name: string): void {
    const others = this.names().filter((each) => each !== source.name);
    source.name = freeName(name, others);
    this.changed(0);
  }

  private remove(source: Source): void {
    this.cards = this.cards.filter((card) => card.source !== source);
    this.changed(0);
    this.cards.at(-1)?.focus();
  }

  private fileRow(): Node {
    const input = h('input', { type: 'file', multiple: true, accept: kAccepted, class: 'hidden', tabindex: -1, 'aria-hidden': 'true' });
    input.addEventListener('change', () => {
      this.events.files([...(input.files ?? [])]);
      input.value = '';
    });
    return h('p', { class: 'file-row' }, button('Choose files …', () => input.click()), input, h('span', { class: 'soft' }, 'or drop them anywhere: text, RTF, HTML, XML, JSON, PDF with text'));
  }

  private pasteFiles(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || event.clipboardData?.getData('text/plain')) return;
    event.preventDefault();
    this.events.files(files);
  }

  private listenForDrops(): void {
    document.addEventListener('dragover', (event) => {
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      document.body.classList.add('dropping');
    });
    document.addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) document.body.classList.remove('dropping');
    });
    document.addEventListener('drop', (event) => {
      document.body.classList.remove('dropping');
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      this.events.files([...(event.dataTransfer?.files ?? [])]);
    });
  }
}
