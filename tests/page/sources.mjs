// The page's own modules, for tests that need no browser: bundled on the fly by the esbuild that makes the page.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const kRoot = fileURLToPath(new URL('../../', import.meta.url));
const { build } = createRequire(`${kRoot}tools/page/package.json`)('esbuild');

// Modules by name, as { segments: {...}, lines: {...} }.
export async function sourcesOf(...names) {
  const contents = names.map((name) => `export * as ${name} from './${name}';`).join('\n');
  const result = await build({ stdin: { contents, resolveDir: `${kRoot}tools/page/src`, loader: 'ts' }, bundle: true, write: false, format: 'esm', platform: 'neutral', loader: { '.txt': 'text' } });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].text).toString('base64')}`);
}
