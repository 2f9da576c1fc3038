// Several policies side by side: where the case stands under each, and what sets it apart; the chosen one is shown below.
import type { Answer, ComparedPolicy, Report } from './answer';
import { h } from './dom';
import { kStandingStatus, kStandingWords, kSymbols } from './words';

export interface TabEvents {
  titleOf(policy: string): string;
  showPolicy(policy: string): void;
}

function tab(policy: ComparedPolicy, chosen: boolean, events: TabEvents): HTMLElement {
  const look = kStandingStatus[policy.case];
  const made = h(
    'button',
    { type: 'button', role: 'tab', id: `tab-${policy.id}`, class: `tab ${look}`, 'aria-selected': String(chosen), 'aria-controls': 'policy-panel', tabindex: chosen ? 0 : -1, 'data-key': `tab-${policy.id}` },
    h('span', { class: 'tab-standing' }, h('span', { class: 'symbol', 'aria-hidden': 'true' }, kSymbols[look]), ` ${kStandingWords[policy.case]}`),
    h('span', { class: 'tab-title' }, events.titleOf(policy.id)),
    h('span', { class: 'soft' }, policy.shortfalls.length > 0 ? policy.shortfalls.join('; ') : 'nothing stands against it'),
  );
  made.addEventListener('click', () => events.showPolicy(policy.id));
  return made;
}

function goal(key: string, index: number, count: number): number | null {
  const goals: Record<string, number> = { ArrowDown: (index + 1) % count, ArrowRight: (index + 1) % count, ArrowUp: (index + count - 1) % count, ArrowLeft: (index + count - 1) % count, Home: 0, End: count - 1 };
  return goals[key] ?? null;
}

// Null with one policy.
export function policyTabs(answer: Answer, report: Report, events: TabEvents): HTMLElement | null {
  const policies = answer.comparison?.policies ?? [];
  if (policies.length < 2) return null;
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Policies', 'aria-orientation': 'vertical' }, ...policies.map((each) => tab(each, each.id === report.policy.id, events)));
  list.addEventListener('keydown', (event) => {
    const index = policies.findIndex((each) => each.id === report.policy.id);
    const next = goal(event.key, index, policies.length);
    if (next === null) return;
    event.preventDefault();
    const id = policies[next]!.id;
    events.showPolicy(id);
    document.getElementById(`tab-${id}`)?.focus();
  });
  return list;
}
