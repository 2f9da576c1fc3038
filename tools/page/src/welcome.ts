// What stands in the report's place before there is one.
import { button, h } from './dom';
import { kDisclaimer } from './words';

export function welcome(loadSample: () => void): HTMLElement {
  const steps = [
    'Paste the clinic note. Add the imaging report and the therapy summary: one field or file each.',
    'The report appears here and follows what you type. Missing elements come first.',
    'Choose any quote to see it in its document, and any marked words to see what they serve.',
  ];
  return h(
    'div',
    { class: 'welcome' },
    h('p', { class: 'lead' }, 'See what a request for a spine injection still lacks, before it is sent.'),
    h('ol', {}, ...steps.map((step) => h('li', {}, step))),
    h('p', {}, button('Try the sample case', loadSample, { class: 'primary' })),
    h('p', { class: 'soft' }, `The text goes only to the program on this computer; nothing is stored. ${kDisclaimer}`),
  );
}
