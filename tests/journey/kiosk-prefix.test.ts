// promises: C5
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from '../support/built';
import { withPage } from '../support/chromium';
import { startOf } from '../support/first-picture';
import { serve } from '../support/serve';

const MINUTES = 60_000;

it(
  'a kiosk whose page lives below a path starts there, and asks its host for nothing outside of it',
  async () => {
    const house = mkdtempSync(join(tmpdir(), 'couchkey-prefix-'));
    symlinkSync(await built('browser'), join(house, 'tv'));
    const kiosk = await serve(house);
    const asked: string[] = [];
    const missing: string[] = [];
    const start = await withPage(async (page) => {
      page.on('response', (response) => {
        const { origin, pathname } = new URL(response.url());
        if (`${origin}/` === kiosk.url) {
          asked.push(pathname);
          missing.push(...(response.ok() ? [] : [pathname]));
        }
      });
      return startOf(page, `${kiosk.url}tv/index.html`);
    });
    await kiosk.stop();
    rmSync(house, { recursive: true });
    expect(start).toMatchObject({ kind: 'started' });
    expect(asked.filter((path) => !path.startsWith('/tv/'))).toEqual([]);
    expect([asked.includes('/tv/couchkey.js'), missing]).toEqual([true, []]);
  },
  3 * MINUTES
);
