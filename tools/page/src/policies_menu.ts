// The choice of policies: one or several, each with whose it is, what it covers and when it is in force.
import type { PolicyEntry, PolicyList } from './answer';
import { h } from './dom';
import { countOf, spaced } from './words';

function described(policy: PolicyEntry): string {
  const times = `${policy.effective_from} to ${policy.effective_to ?? 'now'}`;
  return [policy.payer || 'no payer', spaced(policy.region), `CPT ${policy.cpt.join(', ')}`, times].join(' · ');
}

export class PoliciesMenu {
  readonly element = h('details', { class: 'policies' });
  private readonly summary = h('summary', {});
  private list: PolicyEntry[] = [];
  chosen: string[] = [];

  constructor(private readonly changed: () => void) {
    this.element.append(this.summary);
    this.summary.textContent = 'Policies';
    document.addEventListener('click', (event) => {
      if (!this.element.contains(event.target as Node)) this.element.open = false;
    });
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.element.open) return;
      this.element.open = false;
      this.summary.focus();
    });
  }

  fill(list: PolicyList): void {
    this.list = list.policies;
    this.chosen = [list.default];
    const boxes = list.policies.map((policy) => this.choice(policy));
    this.element.append(h('fieldset', {}, h('legend', {}, 'Hold the documents against'), ...boxes));
    this.tell();
  }

  title(id: string): string {
    return this.list.find((policy) => policy.id === id)?.title ?? id;
  }

  private choice(policy: PolicyEntry): HTMLElement {
    const box = h('input', { type: 'checkbox', value: policy.id, checked: this.chosen.includes(policy.id) });
    box.addEventListener('change', () => this.choose(box));
    return h('label', { class: 'choice' }, box, h('span', {}, policy.title, h('span', { class: 'soft' }, described(policy))));
  }

  // The last one cannot be taken away: a report is always under a policy.
  private choose(box: HTMLInputElement): void {
    const chosen = this.list.map((policy) => policy.id).filter((id) => (id === box.value ? box.checked : this.chosen.includes(id)));
    if (chosen.length === 0) {
      box.checked = true;
      return;
    }
    this.chosen = chosen;
    this.tell();
    this.changed();
  }

  private tell(): void {
    const words = this.chosen.length === 1 ? `Policy: ${this.chosen[0]!}` : countOf(this.chosen.length, 'policy', 'policies');
    this.summary.textContent = words;
  }
}
