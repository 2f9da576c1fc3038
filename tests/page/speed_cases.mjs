// From paste to painted report. The bars are 100 ms for 30 KB and 1 s for 1 MB on an idle machine; what is asserted leaves room for a slow and busy one.
import assert from 'node:assert/strict';
import test from 'node:test';
import { longText, openPage } from './browser.mjs';

const kSlack = 20;

// Milliseconds from the paste event to the frame after the one that shows the report.
function timed(page, text) {
  return page.evaluate((words) => {
    const field = document.querySelector('.document.blank textarea');
    const report = document.querySelector('#report');
    const data = new DataTransfer();
    data.setData('text/plain', words);
    return new Promise((resolve) => {
      const begun = performance.now();
      new MutationObserver((_, observer) => {
        if (report.getAttribute('aria-busy') !== 'false' || !document.querySelector('.standing')) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
      }).observe(report, { attributes: true });
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
  }, text);
}

async function median(text) {
  const times = [];
  for (let i = 0; i < 3; ++i) {
    const page = await openPage();
    times.push(await timed(page, text));
    await page.context().close();
  }
  return times.sort((a, b) => a - b)[1];
}

for (const [name, bytes, bar] of [['30 KB', 30_000, 100], ['1 MB', 1_000_000, 1000]]) {
  test(`from paste to painted report: ${name}`, async (context) => {
    const took = await median(longText(bytes));
    context.diagnostic(`${name}: ${took.toFixed(0)} ms (bar ${bar} ms)`);
    assert.ok(took < bar * kSlack, `${took} ms`);
  });
}
