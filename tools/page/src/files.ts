// Files that are dropped, pasted or chosen: read here, sent as their bytes.
import { base64Of } from './sources';

export interface ReadFile {
  name: string;
  base64: string;
}

export const kAccepted = '.txt,.md,.rtf,.html,.htm,.xml,.json,.pdf,text/plain';

export async function readFile(file: File): Promise<ReadFile> {
  return { name: file.name, base64: base64Of(new Uint8Array(await file.arrayBuffer())) };
}

export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}
