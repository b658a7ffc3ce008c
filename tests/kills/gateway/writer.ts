/** A gateway's writes, as fast as they go, each told on the standard output once the store has promised it. Runs until it is killed. */
import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openSqliteStores } from '../../../src/gateway/stores/sqlite/open-sqlite-stores';
import type { IStores } from '../../../src/gateway/stores/ports';
import type { TokenHash } from '../../../src/gateway/stores/rows';
import type { Plan } from './kill-gateway';

const [path = '', run = ''] = process.argv.slice(2);
const PLANS: readonly Plan[] = ['keep', 'renew', 'revoke'];
const AT_ONCE = 6;

const hash = (text: string): TokenHash => createHash('sha256').update(text).digest('base64url') as TokenHash;
const tell = (...words: readonly string[]): void => void writeSync(1, `${words.join(' ')}\n`);

async function one({ sessions, audit }: IStores, id: string, plan: Plan): Promise<void> {
  const facts = {
    csrf: '',
    userId: null,
    deviceId: null,
    address: '::1',
    agent: 'kill',
    screenName: 'x'.repeat(300)
  };
  await sessions.create({ ...facts, id, hash: hash(id) });
  tell('created', plan, id);
  if (plan === 'renew') {
    await sessions.renew(hash(id), { hash: hash(`${id} renewed`), csrf: '', userId: null, deviceId: null });
    tell('renewed', plan, id);
  }
  if (plan === 'revoke') {
    await sessions.revoke(id);
    tell('revoked', plan, id);
  }
  await audit.append({
    at: Date.now(),
    event: plan,
    outcome: 'ok',
    userId: null,
    sessionId: id,
    address: '',
    agent: '',
    screenName: '',
    unusual: false,
    detail: ''
  });
}

async function worker(stores: IStores, name: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    await one(stores, `${run}-${name}-${n}`, PLANS[n % PLANS.length] as Plan);
    if (n % 50 === 49) {
      await stores.sweep();
    }
  }
}

async function main(): Promise<void> {
  const stores = await openSqliteStores({ path, clock: { wall: () => Date.now() } });
  tell('open');
  await Promise.all(Array.from({ length: AT_ONCE }, (_, name) => worker(stores, name)));
}

void main();
