// The words and marks for what a report says, the same as in the program's other reports.
import type { Assertion, RootSource, ShelfId, Standing, Status } from './answer';

export const kSymbols: Record<Status, string> = { met: '✓', not_met: '✗', not_documented: '?', conflicting: '≠', not_applicable: '–' };

export const kStatusWords: Record<Status, string> = {
  met: 'documented',
  not_met: 'contradicted',
  not_documented: 'not documented',
  conflicting: 'in conflict',
  not_applicable: 'does not apply',
};

export const kStandingWords: Record<Standing, string> = {
  supported: 'Supported',
  review: 'Review',
  incomplete: 'Incomplete',
  conflicting: 'Conflicting',
  not_supported: 'Not supported',
  contraindicated: 'Contraindicated',
};

// The status whose colour and mark a standing borrows.
export const kStandingStatus: Record<Standing, Status> = {
  supported: 'met',
  review: 'not_documented',
  incomplete: 'not_documented',
  conflicting: 'conflicting',
  not_supported: 'not_met',
  contraindicated: 'not_met',
};

export const kShelfTitles: Record<ShelfId, string> = {
  contradicted: 'Contradicted',
  conflicting: 'In conflict',
  missing: 'Not documented',
  decided: 'Decided by a reviewer',
  met: 'Documented',
  advisory: 'Advisory',
  safety: 'Safety',
  not_applicable: 'Does not apply',
};

export const kSourceTitles: Record<RootSource, string> = { symptom: 'Symptoms', exam: 'Examination', diagnosis: 'Stated diagnosis', imaging: 'Imaging' };

export const kAssertionWords: Record<Assertion, string> = {
  present: 'present',
  absent: 'absent (denied or normal)',
  possible: 'possible, not certain',
  historical: 'in the past',
  hypothetical: 'planned or conditional',
  family: 'of the family',
};

const kKinds: Record<string, string> = { absolute_contraindication: ' (absolute contraindication)', relative_contraindication: ' (relative contraindication)', advisory: ' (advisory)' };

// What kind a criterion is, where that weighs.
export function kindNote(kind: string, status: Status): string {
  return status === 'not_met' || status === 'conflicting' ? (kKinds[kind] ?? '') : '';
}

// An identifier's words: "activity_modification" is "activity modification".
export function spaced(identifier: string): string {
  return identifier.replaceAll('_', ' ');
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function countOf(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

export const kDisclaimer = 'States what the documents support under the named policy. It decides nothing about care or coverage.';
