/** Photographs every screen and dialog of the real app, on the states that the tests measure, and puts them on one sheet. */
import { mkdirSync, readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { screenFor } from '../src/ui/screen-for';
import { openGallery } from '../tests/screens/gallery';
import { STATES } from '../tests/screens/states';
import type { SessionState } from '../src/core/model/session-state';
import { readOptions } from './options';
import { ROOT } from './processes';

const FOLDER = `${ROOT}/docs/pictures`;
const SIZE = { width: 1280, height: 720 };
const SHEET = { width: 1920, columns: 4 };

readOptions(process.argv.slice(2), {});

function nameOf(state: SessionState): string {
  const { screen, overlay } = screenFor(state);
  return overlay === 'none' ? screen : overlay;
}

/** Of each screen and each dialog the state that is called like it, or the first that shows it. */
function byScreen(): ReadonlyMap<string, SessionState> {
  const states = Object.values(STATES);
  return new Map(
    [...new Set(states.map(nameOf))].map((name) => {
      const first = states.find((state) => nameOf(state) === name) as SessionState;
      return [name, STATES[name] ?? first];
    })
  );
}

function fileOf(name: string): `${string}.png` {
  return `${FOLDER}/${name.replace(/[A-Z]/gu, (sign) => `-${sign.toLowerCase()}`)}.png`;
}

function sheetOf(names: readonly string[]): string {
  const figures = names.map((name) => {
    const data = readFileSync(fileOf(name)).toString('base64');
    return `<figure><img src="data:image/png;base64,${data}"><figcaption>${name}</figcaption></figure>`;
  });
  const style = `body{margin:12px;background:#555;color:#fff;font:20px sans-serif;
    display:grid;grid-template-columns:repeat(${SHEET.columns},1fr);gap:12px}
    figure{margin:0}img{width:100%;display:block}figcaption{padding:3px 0}`;
  return `<!doctype html><style>${style}</style>${figures.join('')}`;
}

async function photographSheet(tab: Page, names: readonly string[]): Promise<void> {
  await tab.setViewport({ width: SHEET.width, height: SIZE.height });
  await tab.setContent(sheetOf(names), { waitUntil: 'load' });
  await tab.screenshot({ path: `${FOLDER}/sheet.png`, fullPage: true });
}

async function photograph(): Promise<number> {
  mkdirSync(FOLDER, { recursive: true });
  const gallery = await openGallery(SIZE.width, SIZE.height);
  const screens = byScreen();
  try {
    for (const [name, state] of screens) {
      await gallery.showAfresh(state);
      await gallery.tab.screenshot({ path: fileOf(name) });
    }
    await photographSheet(await gallery.tab.browser().newPage(), [...screens.keys()]);
  } finally {
    await gallery.close();
  }
  return screens.size;
}

void photograph().then((count) => process.stdout.write(`docs/pictures: ${count} screens and a sheet\n`));
