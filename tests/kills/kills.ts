import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '../support/serve';
import { startBrowser } from './browser';
import { buildPage } from './page-bundle';
import type { Engine } from '../engines/chromium/engines';
import type { Running } from './browser';
import type { Found } from './page';

/** Seconds between the vault's promise and the kill. */
export const DELAYS = [0.1, 2, 7] as const;

/** What was there after the restart. */
export type Kill = {
  readonly engine: string;
  readonly delay: number;
  readonly kiosk: boolean;
  readonly packaged: boolean;
  readonly local: boolean;
};

/** Kills an engine at every delay after a sign-in was promised, starts it again, and looks. */
export async function killEach(engine: Engine, delays: readonly number[] = DELAYS): Promise<readonly Kill[]> {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-kills-'));
  await buildPage(folder);
  const page = await serve(folder);
  try {
    const kills: Kill[] = [];
    for (const delay of delays) {
      kills.push(await killOnce(engine, delay, page.url));
    }
    return kills;
  } finally {
    await page.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function killOnce(engine: Engine, delay: number, url: string): Promise<Kill> {
  const userFolder = mkdtempSync(join(tmpdir(), 'couchkey-user-'));
  const token = `token after ${delay} s`;
  try {
    await visit(engine, userFolder, url, async ({ evaluate }) => {
      if (!(await evaluate<boolean>(`keepRecord(${JSON.stringify(token)})`))) {
        throw new Error('the vault would not promise anything');
      }
      await pause(delay * 1000);
    });
    const found = await visit(engine, userFolder, url, ({ evaluate }) => evaluate<Found>('lookForRecord()'));
    const isThere = (text: string | null): boolean => text === token;
    return {
      engine: engine.name,
      delay,
      kiosk: isThere(found.kiosk),
      packaged: isThere(found.packaged),
      local: isThere(found.local)
    };
  } finally {
    rmSync(userFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Every visit ends in a SIGKILL. */
async function visit<T>(
  engine: Engine,
  userFolder: string,
  url: string,
  doing: (browser: Running) => Promise<T>
): Promise<T> {
  const browser = await startBrowser(engine, userFolder, url);
  try {
    await untilLoaded(browser);
    return await doing(browser);
  } finally {
    await browser.kill();
  }
}

async function untilLoaded(browser: Running): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await browser.evaluate<boolean>('"keepRecord" in window')) {
      return;
    }
    await pause(25);
  }
  throw new Error('the page did not load');
}

const word = (isThere: boolean): string => (isThere ? 'kept' : 'lost').padEnd(13);

/** The outcome as a table: engine by delay. */
export function tableOf(kills: readonly Kill[]): string {
  const rows = kills.map(
    ({ engine, delay, kiosk, packaged, local }) =>
      `${engine.padEnd(24)} ${`${delay} s`.padEnd(6)} ${word(kiosk)} ${word(packaged)} ${word(local)}`
  );
  const head = `${'engine'.padEnd(24)} ${'kill'.padEnd(6)} ${'kiosk vault'.padEnd(13)} ${'packaged'.padEnd(13)} localStorage alone`;
  return [head, ...rows].join('\n');
}
