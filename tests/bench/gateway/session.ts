import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse } from '../../../src/gateway/house/open-house';
import { storeSettingsIn } from '../../../src/gateway/house/environment';
import { hashToken } from '../../../src/gateway/secrets/tokens';
import { startRedis } from '../../support/redis-server';
import { median } from '../support/verdicts';
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

function line({ name, loads }: Rounds, peer: number): string {
  const [perSecond, p50, p99] = (['perSecond', 'p50Ms', 'p99Ms'] as const).map((key) =>
    median(loads.map((each) => each[key]))
  ) as [number, number, number];
  const wrong = loads.reduce((sum, each) => sum + each.wrong, 0);
  return `  ${name.padEnd(14)}${perSecond.toFixed(0).padStart(7)}/s  share ${(perSecond / peer).toFixed(2)}  p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms  wrong ${wrong}`;
}

/** The peers take turns, so that whatever else this machine does troubles all alike. */
export async function benchSession(rounds: number, seconds: number): Promise<readonly string[]> {
  const redis = await startRedis();
  const peers = [
    await bare(seconds),
    await gateway('SQLite', seconds),
    await gateway('Redis', seconds, { REDIS_URL: redis.url })
  ];
  const all: Rounds[] = peers.map(({ name }) => ({ name, loads: [] as Load[] }));
  for (let round = 0; round <= rounds; round += 1) {
    peers.forEach((peer, index) => {
      const seen = peer.ask();
      // The first round warms up.
      if (round > 0) {
        (all[index]?.loads as Load[]).push(seen);
      }
    });
  }
  await Promise.all(peers.map((peer) => peer.stop()));
  await redis.stop();
  const perSecond = all.map(({ loads }) => median(loads.map((each) => each.perSecond)));
  const peer = perSecond[0] ?? NaN;
  process.stdout.write(
    `GET /api/session, ${SCREENS} screen, 32 connections, medians of ${rounds} rounds of ${seconds} s\n`
  );
  process.stdout.write(`${all.map((each) => line(each, peer)).join('\n')}\n`);
  return all
    .slice(1)
    .flatMap(({ name }, index) =>
      (perSecond[index + 1] ?? 0) >= peer * LEAST_SHARE
        ? []
        : [`${name} is below ${LEAST_SHARE} of bare fastify`]
    );
}
