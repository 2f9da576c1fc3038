// A reviewer's decision in words, the same wherever it is shown.
import type { Decided } from './answer';
import { kStatusWords } from './words';

export function decisionLine(decided: Decided): string {
  const signature = [decided.by, decided.on].filter(Boolean).join(', ');
  return `${kStatusWords[decided.status]}: “${decided.reason}”${signature ? ` (${signature})` : ''}`;
}

// What has happened since; empty when the decision holds.
export function sinceLine(decided: Decided): string {
  if (decided.state === 'holds') return '';
  return decided.state === 'resolved' ? 'Resolved: the documents now say so themselves.' : `Since this decision: ${decided.changes.join('; ')}.`;
}
