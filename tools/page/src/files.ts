// Files that are dropped, pasted or chosen. Plain text goes as text; anything else as its bytes, and the program reads what it is.
import { base64Of } from './sources';

export interface ReadFile {
  name: string;
  text?: string;
  base64?: string;
}

export const kAccepted = '.txt,.md,.rtf,.html,.htm,.xml,.json,.pdf,text/plain';
const kFormats = /\.(rtf|html?|xml|json|pdf)$/i;

// The text that the bytes spell in UTF-8, to the last byte; nothing when they are no such text.
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export async function readFile(file: File): Promise<ReadFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = kFormats.test(file.name) ? null : textOf(bytes);
  return text === null ? { name: file.name, base64: base64Of(bytes) } : { name: file.name, text };
}

export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}
