// promises: P1
import { RETUNE_PRESET } from '../../../src/modules/plex/auth/constants';
import { failureOf } from '../../../src/core/model/failure';
import { FakeWorld } from '../../support/fake-world';
import type { Asked } from '../../support/fake-http';

const LEAD_MS = 90000;

function pollsOf(world: FakeWorld, id: string): readonly Asked[] {
  return world.http.asked.filter((each) => each.method === 'GET' && each.url.endsWith('/codes/' + id));
}

function gaps(asked: readonly Asked[]): readonly number[] {
  return asked.slice(1).map((each, index) => each.at - (asked[index] as Asked).at);
}

/** Rests between polls: the gap less the time the poll itself took. */
function rests(world: FakeWorld, id: string): readonly number[] {
  return gaps(pollsOf(world, id)).map((gap) => gap - 20);
}

async function codeOnScreen(config = {}): Promise<FakeWorld> {
  const world = new FakeWorld();
  await world.showCode(config);
  return world;
}

describe('renewal', () => {
  it('brings a new code 90 s before the old one ends, and polls both in turn until then', async () => {
    const world = await codeOnScreen();
    await world.go(world.issuer.lifeMs - LEAD_MS - 3000);
    expect(world.auth('awaitingLink').code.text).toBe('C1');
    await world.go(6000);
    expect(world.auth('awaitingLink')).toMatchObject({ code: { text: 'C2' }, old: { text: 'C1' } });
    const before = [pollsOf(world, 'c1').length, pollsOf(world, 'c2').length];
    await world.go(40000);
    const more = [pollsOf(world, 'c1').length - before[0]!, pollsOf(world, 'c2').length - before[1]!];
    expect(Math.abs(more[0]! - more[1]!)).toBeLessThanOrEqual(1);
    expect(more[0]).toBeGreaterThan(5);
  });

  it('signs in by the old code when that one is typed', async () => {
    const world = await codeOnScreen();
    await world.go(world.issuer.lifeMs - LEAD_MS + 20000);
    expect(world.auth('awaitingLink').code.text).toBe('C2');
    world.issuer.claim('c1');
    await world.go(5000);
    expect(world.state.auth.kind).toBe('signedIn');
  });

  it.each([1100, 2000, 7000])(
    'polls each code a last time at its very end, and never after (%i ms)',
    async (pollMs) => {
      const world = await codeOnScreen({ pollMs });
      await world.go(7 * world.issuer.lifeMs);
      ['c1', 'c2', 'c5'].forEach((id) => {
        const last = pollsOf(world, id).slice(-1)[0]!;
        expect(Math.abs(last.at - world.issuer.pins[id]!.diesAt)).toBeLessThanOrEqual(100);
      });
    }
  );

  it('waits with the new code as long as a busy issuer asks', async () => {
    const world = await codeOnScreen();
    await world.go(world.issuer.lifeMs - LEAD_MS - 10000);
    world.http.weather = () => ({ status: 429, retryAfterMs: 15000 });
    await world.clock.run(() => {
      const auth = world.state.auth;
      return auth.kind === 'awaitingLink' && auth.renewal.ask !== null;
    });
    await world.go(14000);
    expect(world.http.count('POST', '/codes')).toBe(1);
    await world.go(2000);
    expect(world.http.count('POST', '/codes')).toBe(2);
  });

  it('does not hurry polls that fail because a new code came', async () => {
    const world = await codeOnScreen();
    await world.go(world.issuer.lifeMs - LEAD_MS - 60000);
    world.http.weather = (request) => (request.method === 'GET' ? failureOf('timeout') : null);
    await world.clock.run(() => world.issuer.issued === 2);
    const before = world.http.asked.length;
    await world.go(60000);
    expect(world.auth('awaitingLink').code.text).toBe('C2');
    expect(new Set(gaps(world.http.asked.slice(before)).map((gap) => gap - 20))).toEqual(new Set([16000]));
  });

  it('does not lose a claim that arrives while the new code is being issued', async () => {
    const world = await codeOnScreen();
    world.issuer.isConsuming = true;
    world.http.latencyMs = (request) => (request.method === 'POST' ? 3000 : 1600);
    await world.clock.run(() => {
      const auth = world.state.auth;
      return auth.kind === 'awaitingLink' && auth.renewal.ask !== null;
    });
    world.issuer.claim('c1');
    await world.go(12000);
    expect(world.state.auth.kind).toBe('signedIn');
  });

  it('stops after four, with a last poll at the end of the last code, and asks for a key', async () => {
    const world = await codeOnScreen();
    await world.go(6 * world.issuer.lifeMs);
    expect(world.auth('resting').reason).toEqual({ code: 'codesUsedUp' });
    expect(world.issuer.issued).toBe(5);
    const last = pollsOf(world, 'c5').slice(-1)[0]!;
    expect(Math.abs(last.at - world.issuer.pins['c5']!.diesAt)).toBeLessThanOrEqual(3000);
    const before = world.http.asked.length;
    await world.go(24 * 3600000);
    expect(world.http.asked.length).toBe(before);
    world.send({ type: 'retryNow' });
    await world.go(200);
    expect(world.auth('awaitingLink')).toMatchObject({ code: { text: 'C6' }, renewal: { count: 0 } });
  });

  it('goes on without end in a kiosk, but slowly once nobody came', async () => {
    const world = await codeOnScreen({ kiosk: true, renewals: null });
    await world.go(24 * 3600000);
    const perHour = world.http.asked.length / 24;
    const eager = 3600000 / 2000;
    expect(world.state.auth.kind).toBe('awaitingLink');
    expect(world.issuer.issued).toBeGreaterThan(24 * 4);
    expect(perHour).toBeLessThan(eager / 3);
  });

  it('is not hurried when codes die as soon as they are made', async () => {
    const world = await codeOnScreen({ kiosk: true, renewals: null });
    world.http.weather = (request) => (request.url.includes('/codes/') ? { status: 404 } : null);
    await world.go(3600000);
    expect(world.issuer.issued).toBeLessThan(3600000 / 60000 + 10);
  });

  it('tries again when the new code cannot be had, with the old one polled to its end', async () => {
    const world = await codeOnScreen();
    world.http.weather = (request) => (request.method === 'POST' ? { status: 503 } : null);
    await world.go(world.issuer.lifeMs + 60000);
    expect(world.auth('awaitingLink')).toMatchObject({ poll: null, reason: { code: 'serviceDown' } });
    world.http.weather = () => null;
    await world.go(20000);
    expect(world.auth('awaitingLink').code.text).toBe('C2');
  });

  it('halves the lead for codes that live less than three minutes', async () => {
    const world = new FakeWorld();
    world.issuer.lifeMs = 60000;
    await world.showCode();
    await world.go(25000);
    expect(world.issuer.issued).toBe(1);
    await world.go(10000);
    expect(world.issuer.issued).toBe(2);
  });
});

describe('the life of a code', () => {
  it('is set anew by a poll that says otherwise by more than three seconds', async () => {
    const world = await codeOnScreen();
    const { expiresAt } = world.auth('awaitingLink').code;
    const pin = world.issuer.pins['c1']!;
    world.issuer.pins['c1'] = { ...pin, diesAt: pin.diesAt - 2000 };
    await world.go(5000);
    expect(world.auth('awaitingLink').code.expiresAt).toBe(expiresAt);
    world.issuer.pins['c1'] = { ...pin, diesAt: pin.diesAt - 60000 };
    await world.go(5000);
    expect(Math.abs(world.auth('awaitingLink').code.expiresAt - (expiresAt - 60000))).toBeLessThan(3000);
  });

  it('does not care what the wall clock says', async () => {
    const world = await codeOnScreen();
    await world.go(60000);
    world.clock.setWall(0);
    await world.go(60000);
    world.clock.setWall(Date.UTC(2099, 0, 1));
    await world.go(60000);
    expect(world.auth('awaitingLink').code.text).toBe('C1');
    expect(world.issuer.issued).toBe(1);
  });

  it('goes on after a reload, with the same code polled at once', async () => {
    const world = await codeOnScreen();
    await world.go(60000);
    world.issuer.claim('c1');
    world.kill();
    await world.boot();
    await world.go(500);
    expect(world.state.auth.kind).toBe('signedIn');
    expect(world.issuer.issued).toBe(1);
  });

  it('is over when the reload came too late, and a new code is shown', async () => {
    const world = await codeOnScreen();
    world.kill();
    await world.go(world.issuer.lifeMs);
    await world.boot();
    await world.go(2000);
    expect(world.auth('awaitingLink').code.text).toBe('C2');
  });

  it('ends after five minutes with the preset of Retune, polled each second', async () => {
    const world = await codeOnScreen({ ...RETUNE_PRESET, renewals: 0 });
    await world.go(299000);
    expect(world.state.auth.kind).toBe('awaitingLink');
    await world.go(3000);
    expect(world.auth('resting').reason).toEqual({ code: 'codesUsedUp' });
    expect(new Set(rests(world, 'c1').slice(0, -1))).toEqual(new Set([1000]));
  });

  it('is bounded even when the reply says nonsense', async () => {
    const world = new FakeWorld();
    world.issuer.lifeMs = NaN;
    await world.showCode({ renewals: 0 });
    await world.go(3 * 3600000);
    expect(world.state.auth.kind).toBe('resting');
  });
});

describe('the rests between polls', () => {
  it('are two seconds', async () => {
    const world = await codeOnScreen();
    await world.go(60000);
    expect(new Set(rests(world, 'c1'))).toEqual(new Set([2000]));
  });

  it('grow 2, 4, 8, 16 s while the line is down, and begin anew after an answer', async () => {
    const world = await codeOnScreen();
    await world.go(2000);
    const before = pollsOf(world, 'c1').length;
    world.http.weather = () => failureOf('unreachable');
    await world.go(70000);
    expect(rests(world, 'c1').slice(before, before + 6)).toEqual([2000, 4000, 8000, 16000, 16000, 16000]);
    world.http.weather = () => null;
    await world.go(40000);
    expect(rests(world, 'c1').slice(-2)).toEqual([2000, 2000]);
  });

  it('grow 5, 10, 20 s while the issuer is busy', async () => {
    const world = await codeOnScreen();
    await world.go(2000);
    const before = pollsOf(world, 'c1').length;
    world.http.weather = () => ({ status: 429 });
    await world.go(80000);
    expect(rests(world, 'c1').slice(before, before + 4)).toEqual([5000, 10000, 20000, 40000]);
  });

  it('obey Retry-After, beyond the end of the code as well', async () => {
    const world = await codeOnScreen();
    await world.go(world.issuer.lifeMs - 30000 - LEAD_MS);
    world.http.weather = () => ({ status: 429, retryAfterMs: 180000 });
    await world.go(5000);
    const before = world.http.asked.length;
    await world.go(170000);
    expect(world.http.asked.length).toBe(before);
  });

  it('do not believe a Retry-After of years, nor one of nothing', async () => {
    const world = await codeOnScreen();
    world.http.weather = () => ({ status: 429, retryAfterMs: 9e12 });
    await world.go(10000);
    expect(world.auth('awaitingLink').poll!.afterMs).toBe(900000);
    const other = await codeOnScreen();
    other.http.weather = () => ({ status: 429, retryAfterMs: 0 });
    await other.go(60000);
    expect(other.http.asked.length).toBeLessThan(70);
  });
});

describe('a set that nobody looks at', () => {
  it('polls its code to the end and asks for no other, until somebody is back', async () => {
    const world = await codeOnScreen();
    world.device.set({ visible: false });
    await world.go(world.issuer.lifeMs + 60000);
    const before = world.http.asked.length;
    await world.go(24 * 3600000);
    expect(world.http.asked.length).toBe(before);
    expect(world.issuer.issued).toBe(1);
    world.device.set({ visible: true });
    await world.go(200);
    expect(world.auth('awaitingLink').code.text).toBe('C2');
  });

  it('learns on resume how much of its code a standby took, while its own clock stood still', async () => {
    const world = await codeOnScreen();
    world.device.set({ visible: false });
    await world.go(1000);
    const pin = world.issuer.pins['c1']!;
    world.issuer.pins['c1'] = { ...pin, diesAt: pin.diesAt - world.issuer.lifeMs + 60000 };
    world.device.set({ visible: true });
    await world.go(100);
    expect(world.auth('awaitingLink')).toMatchObject({ code: { text: 'C2' }, old: { text: 'C1' } });
  });

  it('shows a new code at once when a standby outlived the old one', async () => {
    const world = await codeOnScreen();
    await world.go(3 * world.issuer.lifeMs);
    world.device.set({ visible: false });
    await world.go(100000);
    const text = world.auth('awaitingLink').code.text;
    world.issuer.pins = {};
    world.device.set({ visible: true });
    await world.go(200);
    expect(world.auth('awaitingLink').code.text).not.toBe(text);
  });

  it('still signs in when the phone links while a screensaver hides it', async () => {
    const world = await codeOnScreen();
    world.device.set({ visible: false });
    await world.go(60000);
    world.issuer.claim('c1');
    await world.go(5000);
    expect(world.state.auth.kind).toBe('signedIn');
  });

  it('polls at once on resume and when the net is back', async () => {
    const world = await codeOnScreen();
    world.http.weather = () => failureOf('offline');
    await world.go(60000);
    world.http.weather = () => null;
    world.issuer.claim('c1');
    world.device.set({ online: false });
    await world.go(10);
    world.device.set({ online: true });
    await world.go(200);
    expect(world.state.auth.kind).toBe('signedIn');
  });

  it('does not overrule a busy issuer because it woke', async () => {
    const world = await codeOnScreen();
    world.http.weather = () => ({ status: 429, retryAfterMs: 60000 });
    await world.go(5000);
    const before = world.http.asked.length;
    world.device.set({ visible: false });
    await world.go(10);
    world.device.set({ visible: true });
    await world.go(5000);
    expect(world.http.asked.length).toBe(before);
  });
});
