import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse } from '../../../src/gateway/house/open-house';
import { storeSettingsIn } from '../../../src/gateway/house/environment';
import { hashToken } from '../../../src/gateway/secrets/tokens';
import { startRedis } from '../../support/redis-server';
import { median } from '../support/verdicts';
import type { Row, Table } from '../support/report';
import { load, type Load } from './load';
import { startBare, startBuilt } from './servers';

const SCREENS = 1;
const LEAST_SHARE = 0.5;
const NO_LIMITS = { COUCHKEY_LIMIT_USER: '1000000', COUCHKEY_LIMIT_ADDRESS: '1000000' };

type Peer = { readonly name: string; readonly ask: () => Load; readonly stop: () => Promise<void> };
type Rounds = { readonly name: string; readonly loads: readonly Load[] };

/** A screen on which somebody is signed in, put into the store beforehand. */
async function screenIn(environment: NodeJS.ProcessEnv): Promise<string> {
  const { stores } = await openHouse(storeSettingsIn(environment), () => undefined);
  const { user } = await stores.users.meet({
    id: 'u',
    title: 'Ada',
    role: 'user',
    provider: 'plex',
    issuerId: '1'
  });
  const cookie = 'c'.repeat(43);
  await stores.sessions.create({
    ...{ id: 's', hash: hashToken(cookie), csrf: 'csrf', userId: user.id, deviceId: null },
    ...{ address: '127.0.0.1', agent: '', screenName: '' }
  });
  await stores.close();
  return `Cookie: couchkey_session=${cookie}`;
}

async function gateway(name: string, seconds: number, more: NodeJS.ProcessEnv = {}): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'couchkey-bench-'));
  const environment = { COUCHKEY_DATA: folder, ...NO_LIMITS, ...more };
  const cookie = await screenIn(environment);
  const running = await startBuilt(environment);
  return {
    name,
    ask: () => load(`${running.url}/api/session`, [cookie], seconds),
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

async function bare(seconds: number): Promise<Peer> {
  const running = await startBare();
  return {
    name: 'bare fastify',
    ask: () => load(`${running.url}/api/session`, [], seconds),
    stop: running.stop
  };
}

type Figures = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly wrong: number;
};

function figuresOf({ loads }: Rounds): Figures {
  const of = (key: 'perSecond' | 'p50Ms' | 'p99Ms'): number => median(loads.map((each) => each[key]));
  const wrong = loads.reduce((sum, each) => sum + each.wrong, 0);
  return { perSecond: of('perSecond'), p50Ms: of('p50Ms'), p99Ms: of('p99Ms'), wrong };
}

/** Of what was asked in the same round: a machine that is slow for a minute is so for all of them. */
function shareOf({ loads }: Rounds, first: Rounds | undefined): number {
  return median(loads.map(({ perSecond }, round) => perSecond / (first?.loads[round]?.perSecond ?? NaN)));
}

/** The peers take turns, so that whatever else this machine does troubles all alike. The first round warms up. */
function askAll(peers: readonly Peer[], rounds: number): Rounds[] {
  const all = peers.map(({ name }) => ({ name, loads: [] as Load[] }));
  for (let round = 0; round <= rounds; round += 1) {
    peers.forEach((peer, index) => {
      const seen = peer.ask();
      if (round > 0) all[index]?.loads.push(seen);
    });
  }
  return all;
}

function tableOf(all: readonly Rounds[], rounds: number, seconds: number): Table {
  const figures = all.map(figuresOf);
  const row = (what: string, key: keyof Figures): Row => ({
    what,
    figures: figures.map((each) => each[key])
  });
  return {
    title: `GET /api/session, ${SCREENS} screen, 32 connections, medians of ${rounds} rounds of ${seconds} s`,
    isRatio: false,
    columns: all.map(({ name }) => ({ name, unit: '' })),
    rows: [
      row('answers a second', 'perSecond'),
      {
        what: 'share of bare fastify',
        figures: all.map((each) => shareOf(each, all[0]))
      },
      row('median, ms', 'p50Ms'),
      row('99 of 100, ms', 'p99Ms'),
      row('wrong answers', 'wrong')
    ]
  };
}

/** What a screen's commonest question costs, beside the least that fastify needs to answer it. */
export async function benchSession(
  rounds: number,
  seconds: number
): Promise<{ readonly table: Table; readonly faults: readonly string[] }> {
  const redis = await startRedis();
  const peers = [
    await bare(seconds),
    await gateway('SQLite', seconds),
    await gateway('Redis', seconds, { REDIS_URL: redis.url })
  ];
  const table = tableOf(askAll(peers, rounds), rounds, seconds);
  await Promise.all(peers.map((peer) => peer.stop()));
  await redis.stop();
  const shares = table.rows[1]?.figures ?? [];
  const faults = peers
    .filter((_, at) => (shares[at] ?? 0) < LEAST_SHARE)
    .map(({ name }) => `${name} is below ${LEAST_SHARE} of bare fastify`);
  return { table, faults };
}
