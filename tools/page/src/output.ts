// What leaves the page, always at the reader's wish: to the clipboard, to the printer, to a file.
import { button, h } from './dom';

export interface OutputEvents {
  summary(): Promise<string>;
  query(): Promise<string>;
  file(format: FileFormat): Promise<{ content_type: string; body: string }>;
  said(words: string): void;
  failed(error: unknown): void;
}

export type FileFormat = 'html' | 'json' | 'csv' | 'fhir';

const kEndings: Record<FileFormat, string> = { html: 'html', json: 'json', csv: 'csv', fhir: 'fhir.json' };

// Where the clipboard is refused, the text itself is shown to be copied by hand.
function showToCopy(text: string): void {
  const field = h('textarea', { readonly: true, rows: 16, 'aria-label': 'Text to copy' }, text);
  const dialog = h('dialog', { 'aria-label': 'Copy by hand' }, h('p', {}, 'The browser did not let the page write to the clipboard. Copy the text from here:'), field, button('Close', () => dialog.close()));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.select();
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    showToCopy(text);
    return false;
  }
}

function save(name: string, contentType: string, body: string): void {
  const address = URL.createObjectURL(new Blob([body], { type: contentType }));
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function outputBar(events: OutputEvents): HTMLElement {
  const attempt = (act: () => Promise<void>) => () => void act().catch(events.failed);
  const copyOf = (text: () => Promise<string>, said: string) =>
    attempt(async () => {
      if (await copy(await text())) events.said(said);
    });
  const download = (format: FileFormat) =>
    button(
      format.toUpperCase(),
      attempt(async () => {
        const file = await events.file(format);
        save(`chartgap-report.${kEndings[format]}`, file.content_type, file.body);
        events.said(`${format.toUpperCase()} saved.`);
      }),
      { 'aria-label': `Download ${format.toUpperCase()}`, 'data-key': `save-${format}` },
    );
  return h(
    'div',
    { class: 'outputs', role: 'group', 'aria-label': 'Take the report along' },
    button('Copy gap summary', copyOf(events.summary, 'Gap summary copied.'), { class: 'primary', 'data-key': 'copy-summary' }),
    button('Copy query', copyOf(events.query, 'Query copied.'), { 'aria-label': 'Copy query to the provider', 'data-key': 'copy-query' }),
    button('Print / PDF', () => print(), { 'data-key': 'print' }),
    h('span', { class: 'downloads' }, h('span', { class: 'soft', 'aria-hidden': 'true' }, 'Download'), ...(['html', 'json', 'csv', 'fhir'] as const).map(download)),
  );
}
