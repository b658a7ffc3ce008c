/** Ruling: 1080 lines, English and Arabic, in a Chromium that npm pins. All else is measured (measure.test.ts). */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { fetchedChromium } from '../engines/chromium/engines';
import { GOLDEN_ENGINE } from './camera';
import { differenceOf } from './compare';
import { GOLDENS, SHOTS } from './goldens';
import { coarse, palettePng } from './palette-png';

const MINUTES = 60_000;
const ROOT = join(__dirname, '../..');
const hasEngine = fetchedChromium(GOLDEN_ENGINE) !== null;

describe('pictures of the screens', () => {
  it('are kept of every state and of nothing else', () => {
    const kept = existsSync(GOLDENS) ? readdirSync(GOLDENS).sort() : [];
    expect(kept).toEqual(SHOTS.map(({ name }) => `${name}.png`).sort());
  });

  /** In a process of its own: a picture is read twenty times slower inside of Jest. */
  (hasEngine ? it : it.skip)(
    `are what the pinned Chromium ${GOLDEN_ENGINE} draws today (npm run screens -- --write keeps new ones)`,
    () => {
      const { status, stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsx'), ['scripts/screens.ts'], {
        cwd: ROOT,
        encoding: 'utf8'
      });
      expect([status, stdout]).toEqual([0, `${SHOTS.length} pictures, 0 different\n`]);
    },
    10 * MINUTES
  );
});

describe('a kept picture', () => {
  const grey = (width: number, height: number): PNG => {
    const png = new PNG({ width, height });
    png.data.fill(100);
    return png;
  };

  it('is read again as it was, in coarser colours', () => {
    const png = grey(7, 3);
    png.data.set([255, 0, 30, 255], 4 * 9);
    const read = PNG.sync.read(palettePng(png));
    expect([...read.data.subarray(36, 40)]).toEqual([255, 0, 34, 255]);
    expect(read.data[0]).toBe(coarse(100));
    expect(differenceOf(read, png)).toBe(0);
  });

  it('differs where a pixel does, and altogether where its size does', () => {
    const other = grey(10, 10);
    other.data.set([255, 255, 255, 255], 0);
    expect(differenceOf(grey(10, 10), other)).toBe(0.01);
    expect(differenceOf(grey(10, 10), grey(10, 9))).toBe(1);
  });
});
