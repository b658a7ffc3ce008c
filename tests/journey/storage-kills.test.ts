// promises: P6
import { systemChromium } from '../engines/chromium/engines';
import { DELAYS, killEach, tableOf } from '../kills/kills';
import type { Kill } from '../kills/kills';

describe('a browser killed after the vault promised to remember', () => {
  let kills: readonly Kill[] = [];

  beforeAll(async () => {
    kills = await killEach(systemChromium());
    process.stdout.write(`${tableOf(kills)}\n`);
  }, 120000);

  it.each(DELAYS)('still knows the sign-in when it was killed %d s later', (delay) => {
    const kill = kills.find((each) => each.delay === delay);
    expect(kill).toMatchObject({ kiosk: true, packaged: true });
  });
});
