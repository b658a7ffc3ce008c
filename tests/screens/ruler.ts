import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../support/chromium';
import { ensureFonts } from '../support/system';
import { FONT, fontOf } from '../../src/ui/theme';
import type { Measure } from '../../src/ui/sight';

/** The fonts that Chromium finds, whatever else is installed. */
export const FONTS = { FONTCONFIG_FILE: join(__dirname, 'fonts.conf') };

const STATIC = join(__dirname, '../../static/fonts');

export type Ruler = {
  /** What is made with the real widths: asked again until no width was a guess. */
  readonly with: <T>(make: (measure: Measure) => T) => Promise<T>;
  readonly close: () => Promise<void>;
};

type Asked = { readonly text: string; readonly font: string };

/** The widths of the shipped faces and of the set's own fonts, as a browser measures them. */
export async function openRuler(): Promise<Ruler> {
  ensureFonts();
  const browser = await openBrowser({ env: FONTS });
  const tab = await browser.newPage();
  await tab.evaluate(loadingOf(['400', '700']));
  const known = new Map<string, number>();
  const learn = async (asked: readonly Asked[]): Promise<void> => {
    const widths = await tab.evaluate(measuringOf(asked));
    asked.forEach(({ text, font }, at) => known.set(`${font}|${text}`, (widths as number[])[at] as number));
  };
  return { with: (make) => settled(make, known, learn), close: () => browser.close() };
}

async function settled<T>(
  make: (measure: Measure) => T,
  known: ReadonlyMap<string, number>,
  learn: (asked: readonly Asked[]) => Promise<void>
): Promise<T> {
  const unknown = new Map<string, Asked>();
  const made = make((text, pixels, bold) => {
    const font = fontOf(pixels, bold);
    const width = known.get(`${font}|${text}`);
    if (width === undefined) unknown.set(`${font}|${text}`, { text, font });
    return width ?? (text.length * pixels) / 2;
  });
  if (unknown.size === 0) return made;
  await learn([...unknown.values()]);
  return settled(make, known, learn);
}

function loadingOf(weights: readonly string[]): string {
  const loads = weights.map((weight) => {
    const data = readFileSync(join(STATIC, `atkinson-${weight}.woff2`)).toString('base64');
    const url = `'url(data:font/woff2;base64,${data})'`;
    const face = `new FontFace(${JSON.stringify(FONT)}, ${url}, { weight: '${weight}' })`;
    return `${face}.load().then((face) => document.fonts.add(face))`;
  });
  return `Promise.all([${loads.join(',')}]).then(() => undefined)`;
}

function measuringOf(asked: readonly Asked[]): string {
  return `(() => {
    const context = document.createElement('canvas').getContext('2d');
    return ${JSON.stringify(asked)}.map(({ text, font }) => {
      context.font = font;
      return context.measureText(text).width;
    });
  })()`;
}
