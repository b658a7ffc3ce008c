import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from '../../support/built';
import { pointedAt } from '../../support/kiosk-page';

/** A page built by our own webpack.config.js into a folder of its own. */
export type Built = { readonly folder: string; readonly url: string; readonly scriptGzip: number };

const ENTRIES = { app: './tests/bench/ui/app-page.ts', bare: './tests/bench/ui/bare-page.ts' } as const;

export type Contender = keyof typeof ENTRIES;

/** As a package holds it, pointed at the simulator. A package opens its page as a file. */
export async function buildPage(contender: Contender, plexUrl: string): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), `couchkey-bench-${contender}-`));
  await build('webos', ENTRIES[contender], folder);
  const index = join(folder, 'index.html');
  writeFileSync(index, pointedAt(plexUrl)('/index.html', readFileSync(index)) ?? '');
  return {
    folder,
    url: pathToFileURL(index).href,
    scriptGzip: gzipSync(readFileSync(join(folder, 'couchkey.js')), { level: 9 }).length
  };
}
