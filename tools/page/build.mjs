// Makes dist/page.html: the page with its script and its style inside, one file that asks for nothing else.
// The script is left legible, so that anyone can read what the page does with a patient's text.
// `--check` writes nothing and fails when dist/page.html is not what the sources give.
import { build } from 'esbuild';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.join(here, 'dist', 'page.html');

async function bundled(entry) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: ['chrome111', 'firefox113', 'safari16.4'],
    charset: 'utf8',
    legalComments: 'none',
    loader: { '.txt': 'text' },
  });
  return result.outputFiles[0].text;
}

// A function as the replacement: `$&` in the script stays as it is.
const put = (page, mark, text) => page.replace(mark, () => text);

async function page() {
  const [html, style, script] = await Promise.all([readFile(path.join(here, 'page.html'), 'utf8'), bundled('page.css'), bundled('src/main.ts')]);
  if (/<\/(script|style)/i.test(script + style)) throw new Error('the script or the style would end its own element');
  return put(put(html, '/* style */', style), '/* script */', script);
}

const made = await page();
if (process.argv.includes('--check')) {
  const kept = await readFile(target, 'utf8').catch(() => '');
  if (kept === made) process.exit(0);
  console.error('tools/page/dist/page.html is not what its sources give; expected: npm --prefix tools/page run build');
  process.exit(1);
}
await mkdir(path.dirname(target), { recursive: true });
await writeFile(target + '.part', made);
await rename(target + '.part', target);
