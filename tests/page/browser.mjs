// A chartgap server and a Chromium, shared by the cases; every request of every page is noted.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { kRoot } from './sources.mjs';

export const kProgram = process.env.CHARTGAP ?? `${kRoot}build/release/chartgap`;
export const kChromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const kFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// Gives the server's address once it says it, and a way to stop it.
export function startServer() {
  const child = spawn(kProgram, ['serve', '--port', '0', '--no-open'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = () => (child.kill(), ended);
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk) => {
      said += chunk;
      const address = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (address) resolve({ address: address[0], stop });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`chartgap serve ended: ${said}`)));
  });
}

export const browser = await chromium.launch({ executablePath: kChromium, args: kFlags });
export const server = process.env.CHARTGAP_URL ? { address: process.env.CHARTGAP_URL, stop: () => {} } : await startServer();
export const requests = []; // addresses that any page asked for
export const complaints = []; // of the browser: errors of the script, and what the content security policy refused

export async function openPage(options = {}, address = server.address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'], ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${address}/`);
  await page.locator('.policies input').first().waitFor({ state: 'attached' });
  return page;
}

export async function settled(page) {
  await page.waitForFunction(() => document.querySelector('#report')?.getAttribute('aria-busy') === 'false');
}

export async function withSample(options) {
  const page = await openPage(options);
  await page.getByRole('button', { name: 'Sample case', exact: true }).click();
  await page.locator('.standing').waitFor();
  return page;
}

// Through the clipboard, as a person pastes.
export async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.locator('.document.blank textarea').focus();
  await page.keyboard.press('ControlOrMeta+V');
  await settled(page);
}

export const sampleText = (name) => readFileSync(`${kRoot}corpus/cases/sample/${name}`, 'utf8');

// Notes of the corpus, one behind the other, up to so many bytes.
export function longText(bytes) {
  const folder = `${kRoot}corpus/dev/`;
  const notes = readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => readFileSync(folder + name, 'utf8'));
  let text = '';
  for (let i = 0; text.length < bytes; ++i) text += notes[i % notes.length] + '\n\n';
  return text.slice(0, bytes);
}
