// The page in a browser, against the program itself. The last cases look back on all of the others.
import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import { browser, complaints, requests, server } from './browser.mjs';
import './use_cases.mjs';
import './look_cases.mjs';
import './trouble_cases.mjs';
import './speed_cases.mjs';

test('no page asked for anything but its server', () => {
  assert.ok(requests.length > 10);
  const elsewhere = requests.filter((address) => !/^(http:\/\/127\.0\.0\.1:\d+\/|blob:http:\/\/127\.0\.0\.1:\d+\/)/.test(address));
  assert.deepEqual(elsewhere, []);
});

test('no page raised an error or ran into its content security policy', () => {
  assert.deepEqual(complaints, []);
});

after(async () => {
  await browser.close();
  await server.stop();
});
