import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { built } from '../../support/built';
import { pointedAt } from '../../support/kiosk-page';
import { seeded } from '../../support/seeded';
import { until } from '../../support/until';
import { startSimulator, type Simulator } from '../../simulator/start';
import type { Television, TvSet } from './television';

export const STEPS = ['sign in', 'power cut', 'server back', 'key walk'] as const;
export type Step = (typeof STEPS)[number];

/** What became of one evening on one engine. A step that was not reached is missing. */
export type Row = {
  readonly engine: string;
  readonly years: string;
  readonly failed: { readonly step: Step; readonly why: string } | null;
  readonly passed: readonly Step[];
  readonly steps: number;
  readonly draws: string;
  readonly firstCodeMs: number | null;
  readonly heapMb: number | null;
};

/** What is put on the set, who comes, and how far they go. */
export type Visit = {
  readonly what: string;
  readonly folder: () => Promise<string>;
  readonly person: string;
  /** What is pressed once the phone has done its part, until the libraries are there. */
  readonly keys: readonly number[];
  readonly steps: readonly Step[];
};

type Evening = {
  readonly simulator: Simulator;
  readonly url: string;
  readonly userFolder: string;
  readonly tvSet: TvSet;
  readonly visit: Visit;
  /** When it was switched on: the first code counts from there. */
  readonly begun: number;
  tv: Television;
  firstCodeMs: number | null;
};

/** Theo has one server and no Home: nobody is asked anything. */
const WHOLE: Visit = {
  what: '',
  folder: () => built('webos'),
  person: 'theo',
  keys: [],
  steps: STEPS
};
const HOUSE = 'Harbour House';
const OK = 13;
const BACK = { webos: 461, tizen: 10009 };
const WALK = [37, 38, 39, 40, OK, BACK.webos, BACK.tizen, 48, 403, 999];
const WALK_STEPS = 120;
const DRAWS = `(function () {
  var canvas = document.querySelector('canvas');
  return canvas === null ? 'nothing' : canvas.getContext('webgl') !== null ? 'webgl' : 'canvas2d';
})()`;
const PAGES_MS = 4000;
const KEY_MS = 600;
/** The quick copy is seen at once, the one that survives the plug a moment later. */
const KEPT_MS = 1500;
const HEAP = 'window.performance.memory ? window.performance.memory.usedJSHeapSize / 1048576 : -1';
const IS_KEPT = `Object.keys(localStorage).some(function (key) { return key.indexOf('couchkey_server') === 0; })`;

function wasAsked({ simulator }: Evening, route: string): boolean {
  return simulator.journal.all().some((entry) => entry.route === route);
}

async function linkOn(tv: Television): Promise<string | null> {
  const { data, width, height } = PNG.sync.read(await tv.picture());
  const link = jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '';
  return link.startsWith('http') ? link : null;
}

/** Once there has been time for the code's page to go, and no faster than a person. */
async function pressInTurn({ tv, visit }: Evening): Promise<void> {
  await pause(visit.keys.length === 0 ? 0 : PAGES_MS);
  for (const key of visit.keys) {
    await tv.press(key);
    await pause(KEY_MS);
  }
}

/** With no key at all until somebody is signed in, the code as the link page gets it: read out of the picture by a camera. */
async function signIn(evening: Evening): Promise<void> {
  const { simulator, tv } = evening;
  const link = new URL(await until(() => linkOn(tv)));
  evening.firstCodeMs = Math.round(performance.now() - evening.begun);
  const code = String(link.searchParams.get('pin'));
  if (simulator.phone.twoFactor(code, evening.visit.person).ok !== true) {
    throw new Error(`the phone could do nothing with ${code}`);
  }
  await pressInTurn(evening);
  await until(() => wasAsked(evening, 'sections'));
  await until(() => tv.evaluate<boolean>(IS_KEPT));
}

async function cutPower(evening: Evening): Promise<void> {
  const { simulator, tvSet, userFolder, url } = evening;
  await pause(KEPT_MS);
  await evening.tv.kill();
  simulator.faults.set({ kind: 'status', status: 503, service: 'plex' });
  simulator.journal.clear();
  evening.tv = await tvSet.switchOn(userFolder, url);
  await until(() => wasAsked(evening, 'sections'));
  simulator.faults.clear();
}

async function serverBack(evening: Evening): Promise<void> {
  const { simulator } = evening;
  await simulator.media.stop(HOUSE);
  await pause(1000);
  await evening.tv.press(OK);
  await simulator.media.start(HOUSE);
  simulator.journal.clear();
  await until(async () => {
    await evening.tv.press(40);
    await pause(500);
    return wasAsked(evening, 'identity');
  });
}

/** Keys of all makers in any order: nothing is thrown, and there is always a picture. */
async function walk(evening: Evening): Promise<void> {
  const random = seeded(11);
  for (let step = 0; step < WALK_STEPS; step++) {
    await evening.tv.press(WALK[Math.floor(random() * WALK.length)] as number);
  }
  await pause(600);
  const { data } = PNG.sync.read(await evening.tv.picture());
  const colours = new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4));
  if (colours.size < 3) {
    throw new Error('the picture is empty');
  }
}

const RUN: { readonly [step in Step]: (evening: Evening) => Promise<void> } = {
  'sign in': signIn,
  'power cut': cutPower,
  'server back': serverBack,
  'key walk': walk
};

/** What the package would hold, pointed at the simulator; where it takes one, with the wire in the page. */
function unpacked(simulator: Simulator, isWired: boolean, from: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-engine-'));
  cpSync(from, folder, { recursive: true });
  const index = join(folder, 'index.html');
  const page = String(pointedAt(simulator.urls.plex)('/index.html', readFileSync(index)) ?? '');
  writeFileSync(index, isWired ? page.replace('<body>', '<body><script src="wire-page.js"></script>') : page);
  cpSync(join(__dirname, 'wire-page.js'), join(folder, 'wire-page.js'));
  return folder;
}

async function runSteps(evening: Evening): Promise<Pick<Row, 'passed' | 'failed'>> {
  const passed: Step[] = [];
  for (const step of evening.visit.steps) {
    try {
      await RUN[step](evening);
      if (evening.tv.thrown.length > 0) {
        throw new Error(`threw ${evening.tv.thrown[0] ?? ''}`);
      }
      passed.push(step);
    } catch (reason) {
      return { passed, failed: { step, why: (reason as Error).message.slice(0, 200) } };
    }
  }
  return { passed, failed: null };
}

/** One evening on one engine, from the first picture to a walk over the keys. */
export async function spend(tvSet: TvSet, visit: Visit = WHOLE): Promise<Row> {
  const simulator = await startSimulator();
  const folder = unpacked(simulator, tvSet.isWired, await visit.folder());
  const userFolder = mkdtempSync(join(tmpdir(), 'couchkey-user-'));
  const url = pathToFileURL(join(folder, 'index.html')).href;
  const begun = performance.now();
  const tv = await tvSet.switchOn(userFolder, url);
  const evening: Evening = { simulator, url, userFolder, tvSet, visit, tv, begun, firstCodeMs: null };
  try {
    const outcome = await runSteps(evening);
    const draws = await evening.tv.evaluate<string>(DRAWS);
    const heap = await evening.tv.evaluate<number>(HEAP);
    const heapMb = heap < 0 ? null : Math.round(heap * 10) / 10;
    const { name, years } = tvSet;
    return {
      engine: `${name}${visit.what}`,
      years,
      steps: visit.steps.length,
      ...outcome,
      draws,
      firstCodeMs: evening.firstCodeMs,
      heapMb
    };
  } finally {
    await evening.tv.kill();
    await simulator.stop();
    [folder, userFolder].forEach((each) => rmSync(each, { recursive: true, force: true, maxRetries: 5 }));
  }
}
