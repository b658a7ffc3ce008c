import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { openGallery } from './gallery';
import { dressed, LOOKS, type Look } from './looks';
import { STATES } from './states';

const SMALL = { w: 960, h: 540 };
const COLUMNS = 3;
const GAP = 8;

/** The six languages plainly, then large letters and high contrast. */
const SHOWN: readonly Look[] = LOOKS.filter(
  ({ language, largeText, contrast }) =>
    (language !== 'qps' && !largeText && !contrast) ||
    (['en', 'de', 'ar'].includes(language) && largeText && contrast)
);

/** One sheet per screen with all languages and looks side by side, to be looked at by somebody. */
export async function writeSheets(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const gallery = await openGallery(SMALL.w, SMALL.h);
  try {
    for (const [name, state] of Object.entries(STATES)) {
      const shots = [];
      for (const look of SHOWN) {
        await gallery.showAfresh(dressed(state, look));
        shots.push(PNG.sync.read(Buffer.from(await gallery.tab.screenshot())));
      }
      writeFileSync(join(folder, `${name}.png`), PNG.sync.write(sheetOf(shots)));
      process.stdout.write(`${name}.png\n`);
    }
  } finally {
    await gallery.close();
  }
}

function sheetOf(shots: readonly PNG[]): PNG {
  const rows = Math.ceil(shots.length / COLUMNS);
  const sheet = new PNG({ width: COLUMNS * (SMALL.w + GAP), height: rows * (SMALL.h + GAP) });
  sheet.data.fill(255);
  shots.forEach((shot, at) => {
    const x = (at % COLUMNS) * (SMALL.w + GAP);
    PNG.bitblt(shot, sheet, 0, 0, SMALL.w, SMALL.h, x, Math.floor(at / COLUMNS) * (SMALL.h + GAP));
  });
  return sheet;
}
