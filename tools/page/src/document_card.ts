// One document: a field to write in while it is edited, and what the server read in it.
import type { AnalysedDocument } from './answer';
import { button, h, renew } from './dom';
import { DocumentView } from './document_view';
import type { Partner } from './links';
import type { Mark } from './marks';
import { isBlank, type Source } from './sources';
import { spaced } from './words';

export interface CardEvents {
  typed(source: Source): void; // the report follows, when the typing rests
  pasted(source: Source): void; // a whole text at once: the report follows at once
  renamed(source: Source, name: string): void;
  removed(source: Source): void;
  toReport(partner: Partner): void;
}

function described(document: AnalysedDocument): string {
  return [document.kind === 'unknown' ? 'kind not told' : spaced(document.kind), document.date ?? 'no date'].join(', ');
}

export class DocumentCard {
  readonly element = h('article', { class: 'document' });
  readonly views: DocumentView[] = [];
  private readonly head = h('div', { class: 'document-head' });
  private readonly field: HTMLTextAreaElement;
  private readonly read = h('div', { class: 'read' });
  private editing = true;
  private documents: AnalysedDocument[] = [];

  constructor(
    readonly source: Source,
    private readonly events: CardEvents,
  ) {
    this.field = h('textarea', { rows: 7, spellcheck: 'false', autocomplete: 'off', placeholder: 'Paste or type a note, an imaging report, a therapy summary …' });
    this.field.addEventListener('input', () => this.onInput());
    this.field.addEventListener('paste', (event) => this.onPaste(event));
    this.field.value = source.text;
    this.editing = isBlank(source);
    this.element.append(this.head, this.field, this.read);
    this.redraw();
  }

  // What the server read, with the marks of the policy that is shown; a file may hold several documents.
  update(documents: readonly AnalysedDocument[], marks: ReadonlyMap<string, Mark[]>): void {
    this.documents = [...documents];
    while (this.views.length > documents.length) this.views.pop();
    while (this.views.length < documents.length) this.views.push(new DocumentView(this.events.toReport));
    documents.forEach((document, index) => this.views[index]!.update(document, marks.get(document.name) ?? []));
    this.redraw();
  }

  viewOf(document: string): DocumentView | null {
    return this.views[this.documents.findIndex((each) => each.name === document)] ?? null;
  }

  focus(): void {
    this.field.focus();
  }

  private onInput(): void {
    this.source.text = this.field.value;
    this.source.base64 = null;
    this.redraw();
    this.events.typed(this.source);
  }

  // A text pasted into an empty field is kept to the last carriage return, which the field itself would drop.
  private onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.trim() === '' || !isBlank(this.source)) return;
    event.preventDefault();
    this.source.text = text;
    this.field.value = text;
    this.editing = false;
    this.events.pasted(this.source);
    this.redraw();
    this.element.querySelector<HTMLElement>('[data-key^="edit"]')?.focus();
  }

  private edit(editing: boolean): void {
    this.editing = editing;
    const text = this.documents[0]?.text;
    if (editing && text !== undefined) this.field.value = text;
    this.redraw();
    if (editing) this.field.focus();
    else this.element.querySelector<HTMLElement>('[data-key^="edit"]')?.focus();
  }

  private redraw(): void {
    const blank = isBlank(this.source);
    this.element.classList.toggle('blank', blank);
    this.field.hidden = !(this.editing || blank);
    this.field.setAttribute('aria-label', blank ? 'Text of a document' : `Text of ${this.source.name}`);
    renew(this.head, ...(blank ? [] : [this.title(), this.tools()]));
    this.read.replaceChildren(...(blank ? [] : this.readings()));
  }

  private title(): Node {
    if (!this.editing) return h('div', { class: 'document-title' }, h('h3', {}, this.source.name), h('p', { class: 'soft' }, this.documents.length === 1 ? described(this.documents[0]!) : ''));
    const name = h('input', { type: 'text', value: this.source.name, 'aria-label': 'Name of the document', 'data-key': `name-${this.source.key}`, autocomplete: 'off', spellcheck: 'false' });
    name.addEventListener('change', () => this.events.renamed(this.source, name.value));
    return name;
  }

  private tools(): Node {
    const name = this.source.name;
    const edit = button(this.editing ? 'Done' : 'Edit', () => this.edit(!this.editing), { class: 'quiet', 'data-key': `edit-${this.source.key}`, 'aria-label': this.editing ? `Done with ${name}` : `Edit ${name}` });
    const remove = button('Remove', () => this.events.removed(this.source), { class: 'quiet', 'data-key': `remove-${this.source.key}`, 'aria-label': `Remove ${name}` });
    return h('div', { class: 'tools' }, this.documents.length <= 1 && edit, remove);
  }

  private readings(): Node[] {
    if (this.documents.length === 0) return [h('p', { class: 'soft waiting' }, 'Not read yet.')];
    return this.documents.flatMap((document, index) => [
      ...(this.documents.length > 1 ? [h('h4', {}, document.name, h('span', { class: 'soft' }, ` ${described(document)}`))] : []),
      ...document.notices.map((notice) => h('p', { class: 'notice' }, `Notice: ${notice}`)),
      this.views[index]!.element,
    ]);
  }
}
