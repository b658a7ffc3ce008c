import { aSession, sealed } from './world';
import type { StoreWorld } from './world';
import type { IStores } from '../../../src/gateway/stores/ports';
import type { Pin, PinClaim } from '../../../src/gateway/stores/rows';

/** IPinStore. */
export function describePins(world: () => StoreWorld): void {
  const HOUR = 3_600_000;
  const open = (stores: IStores, id: string, sessionId: string, renew = false): Promise<Pin> =>
    stores.pins.open({ id, sessionId, provider: 'plex', expiresAt: world().now() + HOUR }, renew);
  const admit = (stores: IStores, claim: PinClaim, inMs = 0): Promise<boolean> =>
    stores.pins.admit(claim, {
      upstream: sealed(`up of ${claim.pin.id}`),
      expiresAt: world().now() + HOUR,
      pollAt: world().now() + inMs
    });
  const waiting = async (stores: IStores, id: string, sessionId: string): Promise<PinClaim> => {
    await open(stores, id, sessionId);
    const [claim] = await stores.pins.claimQueued(1, 1000, 999);
    expect(claim?.pin.id).toBe(id);
    await admit(stores, claim as PinClaim);
    return claim as PinClaim;
  };

  it('gives all tabs of a session one code, on whichever gateway they ask', async () => {
    const { one, other } = world();
    const pins = await Promise.all([open(one, 'a', 's'), open(other, 'b', 's'), open(one, 'c', 's')]);
    expect(new Set(pins.map(({ id }) => id)).size).toBe(1);
    expect(await one.pins.current('s')).toEqual(pins[0]);
    expect(await one.pins.current('t')).toBeNull();
  });

  it('answers the session a code belongs to and nobody else', async () => {
    const { one } = world();
    await waiting(one, 'a', 's');
    expect(await one.pins.look('a', 't')).toBeNull();
    expect(await one.pins.cancel('a', 't')).toBe(false);
    expect((await one.pins.look('a', 's'))?.pin).toMatchObject({
      state: 'waiting',
      upstream: sealed('up of a')
    });
    expect(await one.pins.cancel('a', 's')).toBe(true);
    expect(await one.pins.look('a', 's')).toBeNull();
    expect(await one.pins.counts()).toEqual({ queued: 0, waiting: 0 });
  });

  it('queues in the order they came and tells each its place', async () => {
    const { one, other, pass, now } = world();
    for (const n of [1, 2, 3, 4, 5]) {
      await open(n % 2 === 0 ? one : other, `p${n}`, `s${n}`);
    }
    pass(10);
    const looked = await one.pins.look('p3', 's3');
    expect(looked).toMatchObject({ place: 3, pin: { state: 'queued', lookedAt: now() } });
    expect((await one.pins.claimQueued(9, 1000, 2)).map(({ pin }) => pin.id)).toEqual(['p1', 'p2']);
    expect(await one.pins.claimQueued(9, 1000, 2)).toEqual([]);
    expect((await one.pins.look('p3', 's3'))?.place).toBe(1);
    expect((await one.pins.look('p1', 's1'))?.place).toBe(0);
    await one.pins.cancel('p3', 's3');
    expect((await one.pins.look('p5', 's5'))?.place).toBe(2);
    expect(await one.pins.counts()).toEqual({ queued: 2, waiting: 2 });
  });

  it('hands each code to one gateway at a time, the longest due first', async () => {
    const { one, other, pass } = world();
    for (let n = 0; n < 20; n += 1) {
      const claim = await waiting(one, `p${n}`, `s${n}`);
      expect(await one.pins.postpone(claim, world().now() + 20 - n)).toBe(true);
    }
    expect(await one.pins.claimDue(99, 500)).toEqual([]);
    pass(20);
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, n) => (n % 2 ? one : other).pins.claimDue(3, 500))
    );
    const ids = claims.flat().map(({ pin }) => pin.id);
    expect(new Set(ids).size).toBe(20);
    expect(ids).toHaveLength(20);
    expect(claims.some((some) => some[0]?.pin.id === 'p19')).toBe(true);
  });

  it('lets another gateway take over when a holder is gone, and hears the first no more', async () => {
    const { one, other, pass, now } = world();
    await waiting(one, 'a', 's');
    const [slow] = await one.pins.claimDue(1, 500);
    pass(499);
    expect(await other.pins.claimDue(1, 500)).toEqual([]);
    pass(1);
    const [next] = await other.pins.claimDue(1, 500);
    expect(next?.pin.id).toBe('a');
    expect(next?.until).toBe(now() + 500);
    expect(await one.pins.postpone(slow as PinClaim, now())).toBe(false);
    expect(await one.pins.settle(slow as PinClaim, { kind: 'gone' })).toBe(false);
    expect((await one.pins.look('a', 's'))?.pin.state).toBe('waiting');
    expect(await other.pins.settle(next as PinClaim, { kind: 'gone' })).toBe(true);
    expect((await one.pins.look('a', 's'))?.pin.state).toBe('gone');
  });

  it('takes over also a minting that was begun and never finished', async () => {
    const { one, other, pass } = world();
    await open(one, 'a', 's');
    const [dead] = await one.pins.claimQueued(1, 500, 1);
    pass(500);
    const [next] = await other.pins.claimQueued(1, 500, 1);
    expect(next?.pin.id).toBe('a');
    expect(await admit(one, dead as PinClaim)).toBe(false);
    expect(await admit(other, next as PinClaim)).toBe(true);
    expect(await admit(other, next as PinClaim)).toBe(false);
  });

  it('hears a grant also from a holder whose lease ran out, once', async () => {
    const { one, other, pass } = world();
    await waiting(one, 'a', 's');
    const [slow] = await one.pins.claimDue(1, 500);
    pass(500);
    await other.pins.claimDue(1, 500);
    const settled = [one, other].map(({ pins }) =>
      pins.settle(slow as PinClaim, { kind: 'granted', grant: sealed('g') })
    );
    expect((await Promise.all(settled)).sort()).toEqual([false, true]);
    expect(await other.pins.claimDue(1, 500)).toEqual([]);
  });

  it('delivers a result once, to its session only', async () => {
    const { one, other } = world();
    const claim = await waiting(one, 'a', 's');
    expect(await one.pins.collect('a', 's')).toBeNull();
    await one.pins.settle(claim, { kind: 'granted', grant: sealed('g') });
    expect(await one.pins.collect('a', 't')).toBeNull();
    const collected = await Promise.all([one, other, one, other].map(({ pins }) => pins.collect('a', 's')));
    expect(collected.filter((result) => result !== null)).toEqual([{ kind: 'granted', grant: sealed('g') }]);
    expect(await one.pins.current('s')).toBeNull();
  });

  it('keeps a grant for a screen that was switched off meanwhile', async () => {
    const { one, pass } = world();
    const claim = await waiting(one, 'a', 's');
    pass(HOUR - 1);
    await one.pins.settle(claim, { kind: 'granted', grant: sealed('g') });
    pass(60_000);
    expect((await one.pins.collect('a', 's'))?.kind).toBe('granted');
  });

  it('renews a code and polls the one before until its own end; never a third', async () => {
    const { one, pass, now } = world();
    const first = await waiting(one, 'a', 's');
    expect((await open(one, 'b', 's', true)).id).toBe('b');
    expect((await open(one, 'x', 's', true)).id).toBe('b');
    const [second] = await one.pins.claimQueued(1, 1000, 99);
    await admit(one, second as PinClaim);
    expect((await one.pins.current('s'))?.id).toBe('b');
    expect((await one.pins.claimDue(9, 10)).map(({ pin }) => pin.id).sort()).toEqual(['a', 'b']);
    expect((await open(one, 'c', 's', true)).id).toBe('c');
    expect(await one.pins.look('a', 's')).toBeNull();
    expect(await one.pins.settle(first, { kind: 'granted', grant: sealed('late') })).toBe(false);
    pass(10);
    const [again] = await one.pins.claimDue(9, 10);
    await one.pins.settle(again as PinClaim, { kind: 'granted', grant: sealed('g') });
    expect(await one.pins.collect('b', 's')).toEqual({ kind: 'granted', grant: sealed('g') });
    expect(await one.pins.counts()).toEqual({ queued: 0, waiting: 0 });
    expect(await one.pins.claimQueued(9, 10, 99)).toEqual([]);
    expect(now()).toBeGreaterThan(0);
  });

  it('makes a new code after one that is gone or over', async () => {
    const { one, pass } = world();
    const claim = await waiting(one, 'a', 's');
    await one.pins.settle(claim, { kind: 'gone' });
    expect((await open(one, 'b', 's')).id).toBe('b');
    pass(HOUR);
    expect(await one.pins.look('b', 's')).toBeNull();
    expect((await open(one, 'c', 's')).id).toBe('c');
    expect((await one.pins.claimQueued(9, 10, 99)).map(({ pin }) => pin.id)).toEqual(['c']);
  });

  it('ends the codes of a session that is revoked', async () => {
    const { one } = world();
    await one.sessions.create(aSession('s'));
    await waiting(one, 'a', 's');
    await one.sessions.revoke('s');
    expect(await one.pins.look('a', 's')).toBeNull();
    expect(await one.pins.claimDue(9, 10)).toEqual([]);
  });
}
