import type { Page } from 'puppeteer-core';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../support/built';
import { withPage } from '../../support/chromium';
import { serve } from '../../support/serve';
import { median } from '../support/verdicts';
import type { Table } from '../support/report';
import type { KeeperName, Times } from './vault-page';

const RECORD = JSON.stringify({ token: 't'.repeat(64), rest: 'r'.repeat(900) });
const ROUNDS = 5;
const KEEPERS: readonly { readonly name: KeeperName; readonly title: string }[] = [
  { name: 'sealed', title: 'the vault' },
  { name: 'bare', title: 'bare idb-keyval' },
  { name: 'mirrored', title: 'the vault of a packaged app' }
];
const PAGE = '<!doctype html><meta charset="utf-8"><script src="couchkey.js"></script>';

/** The first round warms up. */
async function measure(page: Page, records: number): Promise<readonly (readonly Times[])[]> {
  const all: Times[][] = KEEPERS.map(() => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [at, { name }] of KEEPERS.entries()) {
      const script = `timesOf(${JSON.stringify(name)}, ${records}, ${JSON.stringify(RECORD)})`;
      const times = (await page.evaluate(script)) as Times;
      if (round > 0) all[at]?.push(times);
    }
  }
  return all;
}

async function inBrowser(records: number): Promise<readonly (readonly Times[])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-bench-vault-'));
  await build('browser', './tests/bench/core/vault-page.ts', folder);
  writeFileSync(join(folder, 'index.html'), PAGE);
  const served = await serve(folder);
  try {
    return await withPage(async (page) => {
      await page.goto(served.url.replace('127.0.0.1', 'localhost'));
      return measure(page, records);
    });
  } finally {
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a record costs that survives a power cut and cannot be read off the flash, beside one that is just put away. */
export async function vaultTable(records: number): Promise<Table> {
  const all = await inBrowser(records);
  const row = (what: string, key: keyof Times) => ({
    what,
    figures: all.map((rounds) => median(rounds.map((times) => times[key])))
  });
  return {
    title: `Keeping a record of a kilobyte, in Chromium: ${ROUNDS} rounds of ${records}, by turns`,
    isRatio: true,
    columns: KEEPERS.map(({ title }) => ({ name: title, unit: 'ms' })),
    rows: [row('write', 'writeMs'), row('read', 'readMs')]
  };
}
