import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../simulator/start';
import { aScreen } from '../../support/gateway-screen';
import type { Table } from '../support/report';
import { ROOMY } from './screens';
import { startBuilt, startProgram, type Running } from './servers';

/** So long that everybody has been told once that they still wait, and waits again. */
const WATCH_MS = 40_000;
const LOOK_MS = 500;

/** A screen that has begun; each further call waits once, for as long as it is let. */
type Waiter = () => Promise<unknown>;
type Kind = {
  readonly name: string;
  readonly start: () => Promise<{ readonly running: Running; readonly stop: () => Promise<void> }>;
  readonly begin: (url: string) => Promise<Waiter>;
};

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function residentKb({ child }: Running): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN);
}

async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await later(300);
    }
  }
}

const COOKIE = { cookie: `couchkey_session=${'c'.repeat(43)}` };

const bare = (name: string, kind: string): Kind => ({
  name,
  start: async () => {
    const running = await startProgram([join(__dirname, 'bare-waiting.cjs'), kind]);
    return { running, stop: running.stop };
  },
  begin: async (url) => {
    await (await fetch(url, { headers: COOKIE })).text();
    return async () => (await fetch(`${url}/wait`, { headers: COOKIE })).text();
  }
});

/** Nobody approves anything, and one code a second is minted: nearly all stand in the queue. */
const ours: Kind = {
  name: 'the gateway',
  start: async () => {
    const simulator = await startSimulator({ media: [] });
    const folder = mkdtempSync(join(tmpdir(), 'couchkey-waiting-'));
    const more = { COUCHKEY_DATA: folder, COUCHKEY_PLEX_URL: simulator.urls.plex };
    const running = await startBuilt({ ...ROOMY, ...more, COUCHKEY_LIMIT_STRANGER: '1000000' });
    const stop = async (): Promise<void> => {
      await running.stop();
      await simulator.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    return { running, stop };
  },
  begin: async (url) => {
    const screen = aScreen(url);
    await screen.begin();
    return () => screen.send('POST', '/api/plex/oauth/pin');
  }
};

/** How much the process has grown at most while so many wait, each over a connection of its own. */
async function grownBy({ start, begin }: Kind, screens: number): Promise<number> {
  const { running, stop } = await start();
  await later(1000);
  const before = residentKb(running);
  const until = Date.now() + WATCH_MS;
  const waiters = await Promise.all(Array.from({ length: screens }, () => insist(() => begin(running.url))));
  waiters.forEach(async (wait) => {
    while (Date.now() < until) await wait().catch(() => later(300));
  });
  let most = 0;
  while (Date.now() < until) {
    await later(LOOK_MS);
    most = Math.max(most, residentKb(running));
  }
  running.child.kill('SIGKILL');
  await stop();
  return most - before;
}

/** What a waiting screen costs, and which part of it is the connection's. */
export async function benchWaiting(screens: number): Promise<{ readonly table: Table; readonly kb: number }> {
  const kinds = [ours, bare('fastify alone', 'fastify'), bare("node's http alone", 'http')];
  const each: number[] = [];
  for (const kind of kinds) {
    each.push((await grownBy(kind, screens)) / screens);
  }
  const row = { what: `${screens} screens wait, at most`, figures: each };
  const columns = kinds.map(({ name }) => ({ name, unit: 'kB a screen' }));
  return {
    table: { title: 'Memory of a waiting screen', isRatio: false, columns, rows: [row] },
    kb: each[0] ?? NaN
  };
}
