// The evidence of a report as marks on its documents.
import type { Criterion, Place, Report, Status } from './answer';
import { inOrder } from './answer';

export interface Mark extends Place {
  criterion: Criterion;
  evidence: number; // index into the criterion's evidence
  look: Look;
}

// How a stretch is drawn; the first that applies to any of its marks.
export type Look = 'conflicting' | 'not_met' | 'not_documented' | 'met' | 'not_applicable';
const kGravest: readonly Look[] = ['conflicting', 'not_met', 'not_documented', 'met', 'not_applicable'];

function lookOf(status: Status, points: 'met' | 'not_met'): Look {
  return status === 'met' && points === 'not_met' ? 'not_met' : status;
}

// By the document's name; marks in the order of the report's criteria.
export function marksOf(report: Report): Map<string, Mark[]> {
  const marks = new Map<string, Mark[]>();
  for (const criterion of inOrder(report)) {
    criterion.evidence.forEach((item, evidence) => {
      const mark = { start: item.start, end: item.end, criterion, evidence, look: lookOf(criterion.status, item.for) };
      const list = marks.get(item.document);
      if (list) list.push(mark);
      else marks.set(item.document, [mark]);
    });
  }
  return marks;
}

export function gravest(marks: readonly Mark[]): Look {
  return kGravest.find((look) => marks.some((mark) => mark.look === look)) ?? 'met';
}
