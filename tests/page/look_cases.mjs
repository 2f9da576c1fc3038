// How the page looks: to those who see it in light, dark or forced colours, on paper, on a narrow screen, and to screen readers (axe).
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { openPage, withSample } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Put in by the test's own session, which the page's content security policy does not bind.
async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), kTags);
  return result.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

async function withEverything(options) {
  const page = await withSample(options);
  await page.locator('.policies summary').click();
  await page.getByRole('checkbox', { name: /Medicare LCD family.*neck/ }).check();
  await page.getByRole('tab').nth(1).waitFor();
  await page.getByRole('button', { name: 'Decide otherwise: Physical examination' }).click();
  await page.getByRole('button', { name: 'Save decision' }).click();
  await page.getByRole('button', { name: 'Edit mri_report.txt' }).click();
  return page;
}

const kSchemes = { light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, 'forced colours': { forcedColors: 'active' }, 'forced dark colours': { forcedColors: 'active', colorScheme: 'dark' } };
for (const [name, options] of Object.entries(kSchemes)) {
  test(`axe finds nothing in ${name}`, async () => {
    const empty = await openPage(options);
    assert.deepEqual(await violations(empty), []);
    await empty.context().close();
    const page = await withEverything(options);
    await page.locator('mark[role]').first().hover();
    await page.locator('.popover:not([hidden])').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  });
}

test('axe finds nothing at 320 px', async () => {
  const page = await withEverything({ viewport: { width: 320, height: 700 } });
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test('at 320 px nothing has to be scrolled sideways, and either side is one press away', async () => {
  const page = await withSample({ viewport: { width: 320, height: 700 } });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  await page.getByRole('navigation').getByRole('button', { name: 'Report' }).click();
  await page.waitForFunction(() => document.querySelector('.standing').getBoundingClientRect().top < innerHeight);
  await page.locator('.policies summary').click();
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  await page.context().close();
});

test('the dark scheme is dark', async () => {
  const page = await openPage({ colorScheme: 'dark' });
  const [red, green, blue] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g).map(Number);
  assert.ok(red + green + blue < 150);
  await page.context().close();
});

test('status is told by a mark and by words, never by colour alone', async () => {
  const page = await withSample();
  for (const card of await page.locator('.criterion').all()) {
    assert.match(await card.locator('.criterion-head .symbol').innerText(), /^[✓✗?≠–]$/);
    assert.match(await card.locator('.criterion-head .status').innerText(), /documented|contradicted|in conflict|does not apply/);
  }
  const style = (look) => page.locator(`.text mark.${look}`).first().evaluate((mark) => getComputedStyle(mark).borderBottomStyle);
  assert.notEqual(await style('met'), await style('not_documented'));
  await page.context().close();
});

test('on paper: the report with every criterion open, then the documents, and no buttons', async () => {
  const page = await withSample();
  const closed = page.locator('#criterion-diagnosis .quote').first();
  assert.equal(await closed.isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await closed.isVisible(), true);
  for (const gone of ['.outputs', '.head-tools', '.document.blank', '.decide']) assert.equal(await page.locator(gone).first().isVisible(), false, gone);
  const tops = await page.evaluate(() => ['#report', '#documents'].map((id) => document.querySelector(id).getBoundingClientRect().top));
  assert.ok(tops[0] < tops[1]);
  const pdf = await page.pdf({ printBackground: true });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  assert.ok(pdf.length > 20_000);
  await page.context().close();
});
