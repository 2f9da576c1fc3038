// What the page tells its reader: news in a quiet line, trouble in a box above the report.
import { button, h } from './dom';

export interface Offer {
  words: string;
  act(): void;
}

const kNewsStays = 4000; // milliseconds; an offer stays until the next news

export class Messages {
  readonly news = h('div', { class: 'status-line', role: 'status' });
  readonly report = h('div', { class: 'hidden', role: 'status' });
  readonly alert = h('div', { class: 'alert', role: 'alert', hidden: true });
  private timer: ReturnType<typeof setTimeout> | undefined;

  // For those who do not see the report change. An offer that stands is not taken away.
  announce(words: string): void {
    this.report.textContent = words;
  }

  say(words: string, offer?: Offer): void {
    clearTimeout(this.timer);
    this.news.replaceChildren(h('p', {}, words));
    if (offer) this.news.append(button(offer.words, () => this.accept(offer)));
    else this.timer = setTimeout(() => this.news.replaceChildren(), kNewsStays);
  }

  complain(words: string, again: (() => void) | null): void {
    this.alert.replaceChildren(h('p', {}, h('span', { 'aria-hidden': 'true' }, '⚠ '), words));
    if (again) this.alert.append(button('Try again', again));
    this.alert.hidden = false;
  }

  clear(): void {
    this.alert.hidden = true;
    this.alert.replaceChildren();
  }

  private accept(offer: Offer): void {
    this.news.replaceChildren();
    offer.act();
  }
}
