// What stands behind a stretch of text, shown beside it on hover and on focus. Stays while the pointer is on it; Escape closes it (WCAG 2.2, 1.4.13).
import { h } from './dom';

const kHoverDelay = 180; // milliseconds
const kGap = 6;

export class Popover {
  readonly element = h('div', { id: 'details', role: 'tooltip', class: 'popover', hidden: true });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private anchor: Element | null = null;

  constructor() {
    this.element.addEventListener('pointerenter', () => clearTimeout(this.timer));
    this.element.addEventListener('pointerleave', () => this.closeSoon());
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
    addEventListener('scroll', () => this.stay(), { capture: true, passive: true });
  }

  // Shows for every element inside `host` that `content` has something for.
  watch(host: HTMLElement, selector: string, content: (element: HTMLElement) => Node | null): void {
    const found = (event: Event) => (event.target as Element).closest<HTMLElement>(selector);
    host.addEventListener('pointerover', (event) => {
      const element = event.pointerType === 'touch' ? null : found(event);
      if (element && element !== this.anchor) this.openSoon(element, content);
    });
    host.addEventListener('pointerout', (event) => {
      if (found(event)) this.closeSoon();
    });
    host.addEventListener('focusin', (event) => {
      const element = found(event);
      if (element?.matches(':focus-visible')) this.openSoon(element, content);
    });
    host.addEventListener('focusout', () => this.close());
  }

  close(): void {
    clearTimeout(this.timer);
    this.anchor?.removeAttribute('aria-describedby');
    this.anchor = null;
    this.element.hidden = true;
  }

  private openSoon(element: HTMLElement, content: (element: HTMLElement) => Node | null): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(element, content(element)), kHoverDelay);
  }

  private closeSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close(), kHoverDelay);
  }

  private open(anchor: HTMLElement, content: Node | null): void {
    this.close();
    if (!content || !anchor.isConnected) return;
    this.anchor = anchor;
    anchor.setAttribute('aria-describedby', this.element.id);
    this.element.replaceChildren(content);
    this.element.hidden = false;
    this.place(anchor.getClientRects()[0] ?? anchor.getBoundingClientRect());
  }

  // Goes with its words when they are scrolled, and away when they leave the window.
  private stay(): void {
    const words = this.anchor?.getClientRects()[0];
    if (!words) return;
    if (words.bottom < 0 || words.top > innerHeight) this.close();
    else this.place(words);
  }

  // Under the words, or above them where there is no room; never outside the window.
  private place(words: DOMRect): void {
    const own = this.element.getBoundingClientRect();
    const below = words.bottom + kGap;
    const top = below + own.height <= innerHeight ? below : Math.max(kGap, words.top - kGap - own.height);
    const left = Math.max(kGap, Math.min(words.left, document.documentElement.clientWidth - own.width - kGap));
    this.element.style.top = `${top}px`;
    this.element.style.left = `${left}px`;
  }
}
