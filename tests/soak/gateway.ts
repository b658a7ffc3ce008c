/**
 * A hostile quarter of an hour: the built gateway, with everything an attacker of the same network can send, while
 * honest screens sign in and out. Run: npm run soak:gateway [-- --minutes 2 --seed 7]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from '../../scripts/options';
import { startBuilt, type Running } from '../bench/gateway/servers';
import { startSimulator } from '../simulator/start';
import { aScreen } from '../support/gateway-screen';
import { seeded } from '../support/seeded';
import { attack, type Cookie, type Target, type Way } from './gateway/evil';
import { household, type Honest } from './gateway/honest';

const ATTACKERS = 60;
const SCREENS = 10;
/** What is still moving after the first third is warm; no more than this may come on top. */
const MOST_GROWTH = 1.25;
/** Longer than the gateway keeps a quiet connection open. */
const SETTLE_MS = 80_000;
/** The limits of one address would keep nearly everything out of the routes. A screen's own stay. */
const OPEN = {
  COUCHKEY_LIMIT_ADDRESS: '1000000',
  COUCHKEY_LIMIT_NEW_SCREENS: '100000',
  COUCHKEY_UPSTREAM_RATE: '50'
};

type Counts = Map<string, number>;
type Health = { readonly rssMb: number; readonly files: number };

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const count = (counts: Counts, what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

async function healthOf({ child, opsUrl }: Running): Promise<Health> {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const ask = { headers: { connection: 'close' } };
  const metrics = await fetch(`${opsUrl}/metrics`, ask).then(
    (reply) => reply.text(),
    () => ''
  );
  return {
    rssMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024,
    files: Number(/^process_open_fds (\d+)/m.exec(metrics)?.[1] ?? NaN)
  };
}

async function targetOf(url: string): Promise<Target> {
  const { hostname, port } = new URL(url);
  const { body } = await aScreen(url).get('/openapi.json');
  const own = Object.entries(body.paths as { readonly [path: string]: object }).flatMap(([path, methods]) =>
    Object.keys(methods).map((method): Way => [method.toUpperCase(), path])
  );
  const more = ['/healthz', '/openapi.json', '/', '/metrics', '/api/pms/x/../../y', '//evil.example', '*'];
  return {
    host: hostname,
    port: Number(port),
    routes: [...own, ...more.map((path): Way => ['GET', path])]
  };
}

/** Half of the attackers have a session, as any stranger can, and change it now and then. */
async function ownSession(url: string): Promise<Cookie> {
  const screen = aScreen(url);
  const reply = await screen.begin().catch(() => null);
  const cookie = screen.cookies.get('couchkey_session');
  return reply === null || cookie === undefined ? null : { cookie, csrf: screen.csrf };
}

async function attacker(
  url: string,
  target: Target,
  seed: number,
  until: number,
  seen: Counts
): Promise<void> {
  const chance = seeded(seed);
  let own: Cookie = null;
  while (Date.now() < until) {
    own = seed % 2 === 0 && (own === null || chance() < 0.02) ? await ownSession(url) : own;
    const heard = await attack(chance, target, own);
    count(
      seen,
      heard === null ? 'no answer' : `${heard.status}${heard.status >= 500 ? ` ${heard.code}` : ''}`
    );
  }
}

/** Each line of the log by its event, with what was thrown where that is a fault of ours. */
function readLog({ child }: Running): { readonly events: Counts; readonly bugs: string[] } {
  const [events, bugs]: [Counts, string[]] = [new Map(), []];
  child.stdout?.on('data', (chunk: Buffer) =>
    String(chunk)
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .forEach((line) => {
        const event = /"msg":"([^"]*)"/.exec(line)?.[1] ?? 'no event';
        count(events, event);
        if (event === 'requestFailed') bugs.push(line.slice(0, 600));
      })
  );
  return { events, bugs };
}

type Told = {
  readonly seen: Counts;
  readonly honest: Honest;
  readonly log: ReturnType<typeof readLog>;
  readonly warm: Health;
  readonly settled: Health;
  readonly files: number;
};

async function quarterHour(
  running: Running,
  plexOf: Parameters<typeof household>[1],
  ms: number,
  seed: number
): Promise<Told> {
  const log = readLog(running);
  const target = await targetOf(running.url);
  const { files } = await healthOf(running);
  const until = Date.now() + ms;
  const seen: Counts = new Map();
  const honest: Honest = { signedIn: 0, slowestMs: 0, wrong: [] };
  const all = [
    ...Array.from({ length: ATTACKERS }, (_, nth) =>
      attacker(running.url, target, seed * 1000 + nth, until, seen)
    ),
    ...Array.from({ length: SCREENS }, () => household(running.url, plexOf, honest, until))
  ];
  await later(ms / 3);
  const warm = await healthOf(running);
  await Promise.all(all);
  await later(SETTLE_MS);
  return { seen, honest, log, warm, files, settled: await healthOf(running) };
}

const shown = (counts: Counts): string =>
  [...counts]
    .sort((one, other) => other[1] - one[1])
    .map(([what, times]) => `${what}: ${times}`)
    .join(', ');

function faultsOf({ seen, honest, log, warm, settled, files }: Told): readonly string[] {
  const failures = [...seen.keys()].filter((each) => /^5\d\d/.test(each) && /INTERNAL|^500/.test(each));
  return [
    ...log.bugs.map((line) => `a bug: ${line}`),
    ...failures.map((each) => `answered ${each}`),
    ...[...new Set(honest.wrong)].map((each) => `an honest screen: ${each}`),
    ...(honest.signedIn > 0 ? [] : ['no honest screen signed in']),
    ...(settled.rssMb <= warm.rssMb * MOST_GROWTH ? [] : ['memory grew']),
    ...(settled.files <= files + SCREENS * 2 ? [] : [`${settled.files - files} sockets were left open`])
  ];
}

function tell(told: Told): void {
  const { seen, honest, log, warm, settled, files } = told;
  console.log(`answers to attackers: ${shown(seen)}`);
  console.log(`log: ${shown(log.events)}`);
  console.log(
    `honest screens: ${honest.signedIn} sign-ins, ${honest.wrong.length} failed, slowest answer ${Math.round(honest.slowestMs)} ms`
  );
  console.log(
    `memory: ${Math.round(warm.rssMb)} MB after a third, ${Math.round(settled.rssMb)} MB at the end; open files: ${files} before, ${settled.files} after`
  );
  const faults = faultsOf(told);
  console.log(faults.length === 0 ? 'within every bound' : faults.join('\n'));
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function main(): Promise<void> {
  const { minutes, seed } = readOptions(process.argv.slice(2), {
    minutes: { kind: 'number', fallback: 15, min: 0.1, about: 'how long' },
    seed: { kind: 'number', fallback: 1, min: 1, about: 'which attacks' }
  });
  const simulator = await startSimulator({ media: [] });
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-hostile-'));
  const running = await startBuilt({
    ...OPEN,
    COUCHKEY_DATA: folder,
    COUCHKEY_PLEX_URL: simulator.urls.plex
  });
  tell(await quarterHour(running, simulator, minutes * 60_000, seed));
  await running.stop();
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
}

void main();
