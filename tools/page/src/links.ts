// The two sides of the page: a place in a document and the quote in the report that rests on it. Either side shows the other.
import type { Place } from './answer';
import { show } from './dom';

export interface Partner {
  criterion: string;
  evidence: number;
}

// What a side can do for the other.
export interface Side {
  // The element to show for a partner; null when there is none.
  find(partner: Partner): HTMLElement | null;
  // Marks everything of that partner as the chosen one, and nothing else; null marks nothing.
  choose(partner: Partner | null): void;
}

export class Links {
  private documents: Side | null = null;
  private report: Side | null = null;
  // A place that is no evidence of a criterion, such as a therapy of the picture.
  private showPlace: ((document: string, place: Place) => void) | null = null;

  connect(documents: Side, report: Side, showPlace: (document: string, place: Place) => void): void {
    this.documents = documents;
    this.report = report;
    this.showPlace = showPlace;
  }

  toReport(partner: Partner): void {
    this.follow(partner, this.report);
  }

  toDocuments(partner: Partner): void {
    this.follow(partner, this.documents);
  }

  toPlace(document: string, place: Place): void {
    this.showPlace?.(document, place);
  }

  clear(): void {
    this.documents?.choose(null);
    this.report?.choose(null);
  }

  private follow(partner: Partner, side: Side | null): void {
    this.documents?.choose(partner);
    this.report?.choose(partner);
    const element = side?.find(partner);
    if (!element) return;
    element.focus({ preventScroll: true });
    show(element);
  }
}
