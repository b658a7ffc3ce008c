import { JSDOM } from 'jsdom';
import { signOutWhenIdle, whenIdle } from '../../../src/platform/idle';
import { createMender } from '../../../src/platform/mender';
import { restart } from '../../../src/platform/restarts';
import { onTouch } from '../../../src/platform/touch';
import { onUncaught } from '../../../src/platform/uncaught';
import { FakeWorld } from '../../support/fake-world';
import { VirtualClock } from '../../support/virtual-clock';

const HOUR_MS = 3_600_000;

function pageWith(sessionStorage: Pick<Storage, 'getItem' | 'setItem'>): {
  world: Parameters<typeof restart>[0];
  reloads: () => number;
} {
  let reloads = 0;
  return {
    world: { sessionStorage, location: { reload: () => void (reloads += 1) } },
    reloads: () => reloads
  };
}

function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => void kept.set(name, text) };
}

describe('a page that starts anew', () => {
  it('does so three times an hour at most, and again in the next', () => {
    const { world, reloads } = pageWith(storage());
    expect([0, 1, 2, 3, 4].map((at) => restart(world, at))).toEqual([true, true, true, false, false]);
    expect(restart(world, HOUR_MS + 5)).toBe(true);
    expect(reloads()).toBe(4);
  });

  it('does not where nothing would keep it from doing so for ever', () => {
    const deny = (): never => {
      throw new Error('denied');
    };
    const { world, reloads } = pageWith({ getItem: deny, setItem: deny });
    expect([restart(world, 0), reloads()]).toEqual([false, 0]);
  });

  it('counts what it cannot read as nothing', () => {
    const { world } = pageWith({ getItem: () => '{"a":1}', setItem: () => undefined });
    expect(restart(world, 0)).toBe(true);
  });
});

describe('an error that nobody caught', () => {
  it('makes the stage anew, and the page when that does not end it', () => {
    let now = 0;
    const done: string[] = [];
    const note = (event: string): void => void done.push(event);
    const mender = createMender({ now: () => now, note, restart: () => void done.push('restart') });
    mender.onUncaught('too early to have a stage');
    mender.onBroken(() => done.push('renew'));
    now = 61_000;
    [1, 2, 3, 4].forEach(() => mender.onUncaught('again'));
    expect(done.filter((each) => each !== 'uncaught')).toEqual(['renew', 'renew', 'renew', 'restart']);
    now = 200_000;
    mender.onUncaught('once more');
    mender.onStuck();
    expect(done.slice(-4)).toEqual(['uncaught', 'renew', 'stuck', 'restart']);
  });

  it('is heard of, be it thrown or rejected', () => {
    const { window } = new JSDOM('');
    const bugs: string[] = [];
    const stop = onUncaught(window as unknown as Window, (bug) => bugs.push(bug));
    window.dispatchEvent(new window.ErrorEvent('error', { message: 'thrown' }));
    const rejected = new window.Event('unhandledrejection');
    window.dispatchEvent(Object.assign(rejected, { reason: new Error('rejected') }));
    stop();
    window.dispatchEvent(new window.ErrorEvent('error', { message: 'later' }));
    expect(bugs).toEqual(['thrown', 'Error: rejected']);
  });
});

describe('a kiosk that nobody touches', () => {
  it('is told so once, after the time that was set since the last touch', async () => {
    const { window } = new JSDOM('');
    const clock = new VirtualClock();
    const idle: number[] = [];
    const onIdle = (): void => void idle.push(clock.now());
    whenIdle({ after: (ms, then) => clock.after(ms, then), idleMs: 60_000, onIdle }, (then) =>
      onTouch(window as unknown as Window, then)
    );
    for (const type of ['keydown', 'mousemove', 'wheel', 'touchstart', 'mousedown']) {
      await clock.advance(59_000);
      window.document.dispatchEvent(new window.Event(type, { bubbles: true }));
    }
    expect(idle).toEqual([]);
    await clock.advance(10 * 60_000);
    expect(idle).toEqual([5 * 59_000 + 60_000]);
  });

  it('forgets who signed in by phone, though nobody has touched it since it was switched on', async () => {
    const world = new FakeWorld();
    await world.boot({ kiosk: true, renewals: null, idleMs: 600_000 });
    const { session, clock } = world;
    const untouched = (): (() => void) => () => undefined;
    signOutWhenIdle({ session, after: (ms, then) => clock.after(ms, then) }, untouched);
    world.send({ type: 'signIn', provider: 'plex' });
    await world.go(1_195_000);
    world.issuer.claim('c' + world.issuer.issued);
    await world.clock.run(() => world.state.auth.kind === 'signedIn');
    await world.go(590_000);
    expect(world.state.auth.kind).toBe('signedIn');
    await world.go(20_000);
    expect(world.state.auth.kind).toBe('signedOut');
  });
});
