// What the page says when there is no report.
import assert from 'node:assert/strict';
import test from 'node:test';
import { openPage, paste, settled, startServer, withSample } from './browser.mjs';

const alert = (page) => page.getByRole('alert').filter({ visible: true });

async function answerOnce(page, status, message) {
  await page.route('**/v1/check', (route) => route.fulfill({ status, contentType: 'application/json', body: JSON.stringify({ error: { status, message } }) }), { times: 1 });
}

test('a server that has stopped is said, and the last report stays', async () => {
  const own = await startServer();
  const page = await openPage({}, own.address);
  await page.getByRole('button', { name: 'Sample case', exact: true }).click();
  await page.locator('.standing').waitFor();
  await own.stop();
  await page.getByRole('button', { name: 'Remove mri_report.txt' }).click();
  await alert(page).getByText('The server does not answer.').waitFor();
  assert.equal(await page.locator('.standing').isVisible(), true);
  assert.equal(await page.locator('#report.stale').count(), 1);
  await page.context().close();
});

test('documents that are too large are refused in words', async () => {
  const page = await openPage();
  await paste(page, 'note '.repeat(1_000_000));
  await alert(page).getByText('The documents are too large for one check.').waitFor();
  await page.context().close();
});

test('a file that is none of the kinds read is said, with its name', async () => {
  const page = await openPage();
  await page.locator('input[type=file]').setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 broken') });
  await alert(page).getByText('scan.pdf').waitFor();
  await page.getByRole('button', { name: 'Remove scan.pdf' }).click();
  await page.locator('.alert').waitFor({ state: 'hidden' });
  await page.context().close();
});

test('trying again after trouble takes the trouble away', async () => {
  const page = await withSample();
  await answerOnce(page, 503, 'Too many checks at once.');
  await page.getByRole('button', { name: 'Remove pt_summary.txt' }).click();
  await alert(page).getByText('The server is busy. Too many checks at once.').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.alert').waitFor({ state: 'hidden' });
  await settled(page);
  assert.match(await page.locator('.standing .soft').first().innerText(), /^2 documents/);
  await page.context().close();
});

test('a server that was started anew is said', async () => {
  const page = await withSample();
  await answerOnce(page, 403, 'wrong token');
  await page.getByRole('button', { name: 'Remove pt_summary.txt' }).click();
  await alert(page).getByText('The server was started anew').waitFor();
  await page.context().close();
});

test('a clipboard that is refused shows the text to copy by hand', async () => {
  const page = await withSample();
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); });
  await page.getByRole('button', { name: 'Copy gap summary' }).click();
  assert.match(await page.getByRole('textbox', { name: 'Text to copy' }).inputValue(), /^INCOMPLETE/);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.context().close();
});
