// The form in which a reviewer decides a criterion otherwise: a status, a reason, and a name if wanted.
import type { Criterion, Status } from './answer';
import type { DecisionInput, DecisionRecord } from './decisions';
import { button, h } from './dom';
import { capital, kStatusWords, kSymbols } from './words';

export interface FormEvents {
  save(input: DecisionInput): void;
  remove(): void;
  cancel(): void;
}

const kStatuses: readonly Status[] = ['met', 'not_met', 'not_documented', 'conflicting', 'not_applicable'];

function choices(name: string, chosen: Status): HTMLElement {
  const choice = (status: Status) => {
    const input = h('input', { type: 'radio', name, value: status, checked: status === chosen });
    return h('label', { class: 'choice' }, input, h('span', { class: 'symbol', 'aria-hidden': 'true' }, kSymbols[status]), ` ${capital(kStatusWords[status])}`);
  };
  return h('fieldset', {}, h('legend', {}, 'This criterion is'), ...kStatuses.map(choice));
}

export function decisionForm(criterion: Criterion, known: DecisionRecord | undefined, lastName: string, events: FormEvents): HTMLElement {
  const id = `decision-${criterion.id}`;
  const statuses = choices(id, known?.status ?? (criterion.status === 'met' ? 'not_met' : 'met'));
  const reason = h('textarea', { id: `${id}-reason`, rows: 2, required: true, 'aria-describedby': `${id}-error`, 'data-key': `${id}-reason` }, known?.reason ?? '');
  const by = h('input', { id: `${id}-by`, type: 'text', value: known?.by ?? lastName, autocomplete: 'off', 'data-key': `${id}-by` });
  const error = h('p', { id: `${id}-error`, class: 'field-error', role: 'alert' });
  const form = h(
    'form',
    { class: 'decision-form', 'aria-label': `A reviewer’s decision: ${criterion.label}`, novalidate: true },
    statuses,
    h('label', { for: reason.id }, 'Reason'),
    reason,
    error,
    h('label', { for: by.id }, 'Your name (if wanted)'),
    by,
    h('div', { class: 'row' }, h('button', { type: 'submit', class: 'primary' }, 'Save decision'), known !== undefined && button('Remove decision', events.remove), button('Cancel', events.cancel)),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const status = statuses.querySelector<HTMLInputElement>('input:checked')?.value as Status;
    if (reason.value.trim() !== '') return events.save({ status, reason: reason.value, by: by.value });
    error.textContent = 'Please give a reason: it stands beside the decision wherever the report goes.';
    reason.setAttribute('aria-invalid', 'true');
    reason.focus();
  });
  return form;
}
