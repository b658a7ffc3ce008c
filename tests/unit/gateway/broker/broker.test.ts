// promises: B5, B6, M10
import { lookEveryMs } from '../../../../src/gateway/broker/desk';
import { deskOf } from '../../../../src/gateway/broker/desk';
import { mostWaiting, NO_SHARES, pollEveryMs, shareOf } from '../../../../src/gateway/broker/pace';
import { away, replyOf } from '../../../support/code-issuer';
import { virtualGateway } from '../../../support/virtual-gateway';
import { failureOf } from '../../../../src/core/model/failure';
import type { VirtualGateway } from '../../../support/virtual-gateway';
import type { Pin } from '../../../../src/gateway/stores/rows';

// Minutes of virtual time over a real store: a busy machine may take a while for them.
jest.setTimeout(60_000);

let gateway: VirtualGateway;
afterEach(() => gateway.stop());

const screens = (many: number): string[] => Array.from({ length: many }, (_, n) => `s${n}`);

async function askAll(many: number): Promise<readonly string[]> {
  return Promise.all(screens(many).map((screen) => gateway.ask(screen)));
}

/** Every screen asks again now and then, as its long poll does; the answers are the newest state. */
async function watch(ids: readonly string[], ms: number, everyMs = 10_000): Promise<(Pin | null)[]> {
  const { pins } = gateway.world.house.stores;
  let seen: (Pin | null)[] = [];
  for (let left = ms; left > 0; left -= everyMs) {
    const looked = await Promise.all(ids.map((id, n) => pins.look(id, `s${n}`)));
    seen = looked.map((each) => each?.pin ?? null);
    await gateway.pass(Math.min(left, everyMs));
  }
  return seen;
}

const stateOf = async (id: string, screen: string): Promise<string> =>
  (await gateway.world.house.stores.pins.look(id, screen))?.pin.state ?? 'none';

describe('the loop that waits for codes', () => {
  it('mints at once, looks every two seconds while few wait, and hands the grant over sealed', async () => {
    gateway = await virtualGateway(10);
    gateway.broker.start();
    const id = await gateway.ask('s0');
    await gateway.pass(1100);
    expect(gateway.issuer.seen.map(({ kind }) => kind)).toEqual(['mint']);
    await watch([id], 20_000, 5000);
    const polls = gateway.issuer.pollsOf('1001');
    expect(polls.length).toBeGreaterThanOrEqual(8);
    expect(polls.length).toBeLessThanOrEqual(10);
    gateway.issuer.approved.add('1001');
    await gateway.pass(2500);
    const pin = (await gateway.world.house.stores.pins.look(id, 's0'))?.pin;
    expect(pin).toMatchObject({ state: 'granted', grant: expect.stringMatching(/^ck1\./) });
    expect(gateway.world.meters.signIns).toEqual(['plex granted']);
  });

  it('never asks for more than the budget, whatever comes at once, and tells the rest their places', async () => {
    gateway = await virtualGateway(5);
    gateway.broker.start();
    const ids = await askAll(120);
    const { pins } = gateway.world.house.stores;
    expect((await pins.look(ids[119] ?? '', 's119'))?.place).toBe(120);
    await watch(ids, 40_000);
    expect(gateway.issuer.busiest(1000)).toBeLessThanOrEqual(5);
    expect(gateway.issuer.seen.length).toBeGreaterThan(40 * 5 * 0.8);
    const { queued, waiting } = await pins.counts();
    expect(waiting).toBe(mostWaiting(5));
    expect(queued).toBe(120 - mostWaiting(5));
    expect((await pins.look(ids[119] ?? '', 's119'))?.place).toBe(queued);
  });

  it('looks at each waiting code every 15 seconds in a full house, and lets the next in as soon as one is done', async () => {
    gateway = await virtualGateway(5);
    gateway.broker.start();
    const ids = await askAll(mostWaiting(5) + 10);
    await watch(ids, 60_000);
    const from = gateway.clock.now();
    await watch(ids, 60_000);
    const upstream = gateway.issuer.seen.filter(({ kind }) => kind === 'mint').map(({ id }) => id);
    const gaps = upstream.map((id) => {
      const at = [from, ...gateway.issuer.pollsOf(id).filter((each) => each >= from), gateway.clock.now()];
      return Math.max(...at.slice(1).map((each, n) => each - (at[n] ?? 0)));
    });
    expect(Math.max(...gaps)).toBeLessThanOrEqual(15_000);
    upstream.slice(0, 10).forEach((id) => gateway.issuer.approved.add(id));
    await watch(ids, 30_000);
    expect(gateway.issuer.seen.filter(({ kind }) => kind === 'mint').length).toBe(ids.length);
    expect(gateway.issuer.busiest(1000)).toBeLessThanOrEqual(5);
  });

  it('lets polls and queue have their share with one request a second', async () => {
    gateway = await virtualGateway(1);
    gateway.broker.start();
    const ids = await askAll(30);
    await watch(ids, 60_000);
    const kinds = gateway.issuer.seen.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'poll').length).toBeGreaterThan(20);
    expect(kinds.filter((kind) => kind === 'mint').length).toBe(mostWaiting(1));
    expect(gateway.issuer.busiest(1000)).toBe(1);
  });

  it('rests as long as plex.tv asks for, says why, and loses no code', async () => {
    gateway = await virtualGateway(10);
    gateway.broker.start();
    const ids = await askAll(20);
    await watch(ids, 6000, 3000);
    gateway.issuer.trouble = () => replyOf(429, {}, { 'Retry-After': '30' });
    await watch(ids, 6000, 3000);
    const before = gateway.issuer.seen.length;
    expect(deskOf(gateway.world).brakes.reason('plex')).toMatchObject({ code: 'busy' });
    await watch(ids, 20_000);
    expect(gateway.issuer.seen.length).toBe(before);
    gateway.issuer.trouble = null;
    ids.forEach((_, n) => gateway.issuer.approved.add(String(1001 + n)));
    await watch(ids, 20_000);
    expect(deskOf(gateway.world).brakes.reason('plex')).toBeNull();
    expect(await Promise.all(ids.map((id, n) => stateOf(id, `s${n}`)))).toEqual(ids.map(() => 'granted'));
  });

  it('sends one request ahead after an outage, and waits longer each time', async () => {
    gateway = await virtualGateway(10);
    gateway.broker.start();
    gateway.issuer.trouble = away;
    const ids = await askAll(40);
    await watch(ids, 120_000);
    const { seen } = gateway.issuer;
    expect(seen.length).toBeLessThan(20);
    gateway.issuer.trouble = null;
    await watch(ids, 90_000);
    expect(await Promise.all(ids.map((id, n) => stateOf(id, `s${n}`)))).toEqual(ids.map(() => 'waiting'));
  });

  it('asks nothing for screens that went away, and gives their places to those who wait', async () => {
    gateway = await virtualGateway(1);
    gateway.broker.start();
    const ids = await askAll(mostWaiting(1));
    await watch(ids, 60_000);
    await gateway.pass(65_000);
    const quiet = gateway.issuer.seen.length;
    await gateway.pass(30_000);
    expect(gateway.issuer.seen.length).toBe(quiet);
    const late = await gateway.ask('late');
    await gateway.pass(20_000);
    expect(await stateOf(late, 'late')).toBe('waiting');
  });

  it('takes up in a new process what the old one left, also in the middle of a look', async () => {
    gateway = await virtualGateway(10, 500);
    gateway.broker.start();
    const ids = await askAll(3);
    await watch(ids, 4000, 2000);
    const { pins } = gateway.world.house.stores;
    const [claim] = await pins.claimDue(1, 30_000);
    await gateway.pass(100);
    ids.forEach((_, n) => gateway.issuer.approved.add(String(1001 + n)));
    await watch(ids, 34_000);
    expect(claim === undefined || (await pins.postpone(claim, 0)) === false).toBe(true);
    expect(await Promise.all(ids.map((id, n) => stateOf(id, `s${n}`)))).toEqual(ids.map(() => 'granted'));
  });

  it('stops only when what it had asked for is heard and written down', async () => {
    gateway = await virtualGateway(10, 800);
    gateway.broker.start();
    const id = await gateway.ask('s0');
    await watch([id], 3000, 1000);
    gateway.issuer.approved.add('1001');
    while (gateway.issuer.pollsOf('1001').length < 2) await gateway.pass(20);
    let isStopped = false;
    const stopped = gateway.broker.stop().then(() => (isStopped = true));
    await gateway.pass(200);
    expect(isStopped).toBe(false);
    await gateway.pass(1000);
    await stopped;
    expect(await stateOf(id, 's0')).toBe('granted');
  });

  it('leaves a code alone for a while that alone gets strange answers', async () => {
    gateway = await virtualGateway(10);
    gateway.broker.start();
    const id = await gateway.ask('s0');
    await watch([id], 2000, 1000);
    gateway.issuer.trouble = () => failureOf('forbidden', 403);
    await watch([id], 30_000);
    expect(gateway.issuer.pollsOf('1001').length).toBeLessThanOrEqual(4);
    expect(deskOf(gateway.world).brakes.reason('plex')).toBeNull();
  });
});

describe('the desk', () => {
  const listening = new AbortController().signal;

  beforeEach(async () => {
    gateway = await virtualGateway(1);
  });

  it('wakes whoever waits for this code, at its bell, at its time, or when they leave', async () => {
    const desk = deskOf(gateway.world);
    const woken: string[] = [];
    const leaving = new AbortController();
    const wait = (name: string, pin: string, ms: number, gone = listening): void =>
      void desk.wait(pin, ms, gone).then(() => woken.push(name));
    wait('rung', 'a', 9000);
    wait('twin', 'a', 9000);
    wait('other', 'b', 2000);
    wait('left', 'c', 9000, leaving.signal);
    desk.ring('a');
    await gateway.pass(20);
    expect(woken).toEqual(['rung', 'twin']);
    leaving.abort();
    await gateway.pass(2020);
    expect(woken).toEqual(['rung', 'twin', 'left', 'other']);
    expect(desk.waiters()).toBe(0);
    expect(gateway.clock.pending).toBe(0);
  });

  it.each([
    [1, 2000],
    [1000, 5000],
    [5000, 12_000]
  ])('with %i screens looks at the store every %i ms for each', (waiters, ms) => {
    expect(lookEveryMs(waiters)).toBe(ms);
  });
});

describe('the pace', () => {
  beforeEach(async () => {
    gateway = await virtualGateway(1);
  });

  it.each([1, 5, 10, 100])(
    'at %i a second never lets in more than it can look at every 15 seconds',
    (rate) => {
      const many = mostWaiting(rate);
      expect(many).toBeLessThanOrEqual(rate * 15);
      expect(pollEveryMs(many, rate)).toBeLessThan(15_000);
      expect(pollEveryMs(1, rate)).toBe(2000);
      expect((many * 1000) / pollEveryMs(many, rate)).toBeLessThanOrEqual(rate * 0.81);
    }
  );

  it('gives the queue a fifth, saved up where a fifth is less than one', () => {
    let shares = NO_SHARES;
    const given = Array.from({ length: 10 }, () => {
      const next = shareOf(shares, 1);
      shares = next.shares;
      return next.mints;
    });
    expect(given).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    expect(shareOf(NO_SHARES, 10).mints).toBe(2);
  });
});
