import { ask, post, signInAs } from '../ask';
import { startSimulator, type Simulator } from '../start';
import { planOf } from './fault-plan';
import { UNRESOLVABLE_URL, type FaultRule } from './fault-rule';
import { createFaultStore } from './fault-store';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

const PINS = '/api/v2/pins';

async function trouble(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'none';
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause;
    return cause?.code ?? (error as Error).name;
  }
}

async function timed(request: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await request;
  return performance.now() - start;
}

describe('answers that come late or never', () => {
  it('delays by at least what was asked', async () => {
    simulator.faults.set({ kind: 'latency', ms: 80 });
    expect(await timed(post(simulator, PINS))).toBeGreaterThanOrEqual(79);
  });

  it('jitters by what the seed says', () => {
    const delays = (seed: number) => {
      const store = createFaultStore(seed);
      store.set({ kind: 'latency', ms: 100, jitterMs: 50 });
      const subject = { service: 'plex', route: null, method: 'GET', path: '/', port: 1 };
      return Array.from({ length: 20 }, () => planOf(store.draw(subject)).delayMs);
    };
    expect(delays(1)).toEqual(delays(1));
    expect(new Set(delays(1)).size).toBeGreaterThan(1);
    expect(delays(1).every((ms) => ms >= 100 && ms <= 150)).toBe(true);
  });

  it('hangs until the client gives up, and the journal knows that it never answered', async () => {
    simulator.faults.set({ kind: 'hang' });
    const request = fetch(simulator.urls.plex + PINS, { signal: AbortSignal.timeout(100) });
    expect(await trouble(request)).toBe('TimeoutError');
    expect(simulator.journal.all()[0]).toMatchObject({ status: null, faults: ['hang'] });
  });

  it('drips the body a few bytes at a time', async () => {
    simulator.faults.set({ kind: 'drip', bytes: 100, everyMs: 10 });
    const response = await fetch(simulator.urls.plex + PINS, {
      method: 'POST',
      headers: { 'x-plex-client-identifier': 'a', accept: 'application/json' }
    });
    const sizes: number[] = [];
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) sizes.push(chunk.length);
    expect(sizes.length).toBeGreaterThan(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
  });
});

describe('lines that break', () => {
  it('resets before any header', async () => {
    simulator.faults.set({ kind: 'resetBeforeHeaders' });
    expect(['ECONNRESET', 'UND_ERR_SOCKET']).toContain(await trouble(post(simulator, PINS)));
  });

  it('resets in the middle of a body', async () => {
    simulator.faults.set({ kind: 'resetMidBody', afterBytes: 10 });
    const response = await fetch(simulator.urls.plex + PINS, {
      method: 'POST',
      headers: { 'x-plex-client-identifier': 'a' }
    });
    expect(response.status).toBe(201);
    expect(await trouble(response.text())).not.toBe('none');
  });

  it('refuses connections while its listener is closed, and answers on the same port after', async () => {
    const id = simulator.faults.set({ kind: 'refuse', service: 'plex' });
    await simulator.faults.settled();
    expect(await trouble(post(simulator, PINS))).toBe('ECONNREFUSED');
    simulator.faults.clear(id);
    await simulator.faults.settled();
    expect((await post(simulator, PINS)).status).toBe(201);
  });

  it('closes one port and leaves the others', async () => {
    simulator.faults.set({ kind: 'refuse', service: 'tmdb' });
    await simulator.faults.settled();
    expect((await post(simulator, PINS)).status).toBe(201);
    expect(await trouble(fetch(simulator.urls.tmdb))).toBe('ECONNREFUSED');
  });

  it('offers a name that does not resolve', async () => {
    expect(await trouble(fetch(UNRESOLVABLE_URL))).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });
});

describe('answers that say something else', () => {
  it('bursts: a status so many times, then the truth', async () => {
    simulator.faults.set({ kind: 'status', status: 503, times: 2 });
    const statuses = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await post(simulator, PINS)).status);
    expect(statuses).toEqual([503, 503, 201]);
  });

  it('answers 429 with and without a waiting time', async () => {
    simulator.faults.set({ kind: 'status', status: 429, retryAfter: 7, times: 1 });
    expect((await post(simulator, PINS)).headers.get('retry-after')).toBe('7');
    simulator.faults.set({ kind: 'status', status: 429, times: 1 });
    expect((await post(simulator, PINS)).headers.get('retry-after')).toBeNull();
  });

  it('redirects to another host and keeps the path, or to an address as it is', async () => {
    simulator.faults.set({ kind: 'redirect', to: 'http://127.0.0.1:1', times: 1 });
    const moved = await ask(simulator, '/api/v2/user?a=b');
    expect([moved.status, moved.headers.get('location')]).toEqual([
      302,
      'http://127.0.0.1:1/api/v2/user?a=b'
    ]);
    simulator.faults.set({ kind: 'redirect', to: 'http://127.0.0.1:1/portal', status: 307 });
    const portal = await ask(simulator, '/api/v2/user');
    expect([portal.status, portal.headers.get('location')]).toEqual([307, 'http://127.0.0.1:1/portal']);
  });

  it('shows a clock that is wrong in the Date header only', async () => {
    simulator.faults.set({ kind: 'dateSkew', ms: -5 * 86_400_000 });
    const { headers, body } = await post(simulator, PINS);
    const shown = Date.parse(headers.get('date') ?? '');
    expect(simulator.clock.now() - shown).toBeGreaterThanOrEqual(5 * 86_400_000);
    expect(Math.abs(Date.parse(body.createdAt) - simulator.clock.now())).toBeLessThan(60_000);
  });
});

describe('bodies', () => {
  const bodyWith = async (rule: FaultRule): Promise<string> => {
    simulator.faults.set(rule);
    return (await post(simulator, PINS)).text;
  };

  it('malformed: no parser takes it', async () => {
    const text = await bodyWith({ kind: 'malformed' });
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(text).toContain('"id"');
  });

  it('empty', async () => {
    expect(await bodyWith({ kind: 'empty' })).toBe('');
  });

  it('a hotel’s welcome page in HTML, with a good status', async () => {
    simulator.faults.set({ kind: 'html' });
    const { status, headers, text } = await post(simulator, PINS);
    expect([status, headers.get('content-type')]).toEqual([201, 'text/html; charset=utf-8']);
    expect(text).toContain('<html>');
  });

  it('nested deeper than most parsers like', async () => {
    const text = await bodyWith({ kind: 'deep', depth: 5000 });
    expect(text.startsWith('{"a":'.repeat(5000))).toBe(true);
  });

  it('huge, streamed, and given up by a client that has had enough', async () => {
    simulator.faults.set({ kind: 'huge', megabytes: 8 });
    const { text } = await post(simulator, PINS);
    expect(text.length).toBeGreaterThan(8 * 1024 * 1024);
    simulator.faults.clear();
    simulator.faults.set({ kind: 'huge', megabytes: 4096 });
    const response = await fetch(simulator.urls.plex + PINS);
    await response.body?.cancel();
    simulator.faults.clear();
    expect((await post(simulator, PINS)).status).toBe(201);
  });

  it('null in place of named fields, or of every scalar', async () => {
    const named = JSON.parse(
      await bodyWith({ kind: 'nulls', fields: ['code', 'location'], times: 1 })
    ) as any;
    expect([named.code, named.location, named.clientIdentifier]).toEqual([null, null, 'tv-1']);
    const all = JSON.parse(await bodyWith({ kind: 'nulls', times: 1 })) as any;
    expect([all.id, all.location.city]).toEqual([null, null]);
  });

  it('wrong types in named fields, or in every scalar', async () => {
    const named = JSON.parse(
      await bodyWith({ kind: 'wrongTypes', fields: ['id', 'location', 'authToken'], times: 1 })
    ) as any;
    expect([typeof named.id, named.location, named.authToken, typeof named.code]).toEqual([
      'string',
      [],
      'null',
      'string'
    ]);
    const all = JSON.parse(await bodyWith({ kind: 'wrongTypes', times: 1 })) as any;
    expect([typeof all.code, typeof all.expiresIn, all.trusted]).toEqual(['number', 'string', 'false']);
  });
});

describe('turns of fate', () => {
  it('a PIN dies just before it is asked for', async () => {
    const pin = await post(simulator, PINS);
    simulator.faults.set({ kind: 'pinDies', times: 1 });
    expect((await ask(simulator, `${PINS}/${pin.body.id}`)).status).toBe(404);
    expect(simulator.phone.approve(pin.body.code).ok).toBe(false);
  });

  it('a token is revoked just before it is used', async () => {
    const token = await signInAs(simulator);
    simulator.faults.set({ kind: 'tokenRevoked', route: 'user', times: 1 });
    expect((await ask(simulator, '/api/v2/ping', { token })).status).toBe(200);
    expect((await ask(simulator, '/api/v2/user', { token })).status).toBe(401);
    expect((await ask(simulator, '/api/v2/ping', { token })).status).toBe(401);
  });

  it('the clock jumps when a request comes in', async () => {
    const pin = await post(simulator, PINS);
    simulator.faults.set({ kind: 'clockJump', ms: 900_000, times: 1 });
    expect((await ask(simulator, `${PINS}/${pin.body.id}`)).status).toBe(404);
  });
});

describe('aim and dose', () => {
  it('meets only the service, route, method, path or port it names', async () => {
    const failing = async (target: object): Promise<string> => {
      simulator.faults.clear();
      simulator.faults.set({ kind: 'status', status: 500, ...target });
      const statuses = await Promise.all([
        post(simulator, PINS),
        ask(simulator, `${PINS}/1`),
        ask(simulator, '/api/v2/user')
      ]);
      return statuses.map(({ status }) => (status === 500 ? 'x' : '-')).join('');
    };
    expect(await failing({})).toBe('xxx');
    expect(await failing({ service: 'tmdb' })).toBe('---');
    expect(await failing({ route: 'pins.poll' })).toBe('-x-');
    expect(await failing({ method: 'POST' })).toBe('x--');
    expect(await failing({ path: '/api/v2/pins' })).toBe('x--');
    expect(await failing({ path: '/api/v2/pins*' })).toBe('xx-');
    expect(await failing({ port: 1 })).toBe('---');
  });

  it('leaves preflights alone unless they are meant', async () => {
    simulator.faults.set({ kind: 'status', status: 500, times: 1 });
    expect((await ask(simulator, PINS, { method: 'OPTIONS' })).status).toBe(204);
    expect((await post(simulator, PINS)).status).toBe(500);
  });

  it('strikes as often as its probability says, the same for the same seed', () => {
    const strikes = (seed: number): string => {
      const store = createFaultStore(seed);
      store.set({ kind: 'hang', probability: 0.3 });
      const subject = { service: 'plex', route: null, method: 'GET', path: '/', port: 1 };
      return Array.from({ length: 1000 }, () => store.draw(subject).length).join('');
    };
    expect(strikes(5)).toBe(strikes(5));
    expect(strikes(6)).not.toBe(strikes(5));
    const hits = strikes(5).split('1').length - 1;
    expect(hits).toBeGreaterThan(240);
    expect(hits).toBeLessThan(360);
  });

  it('makes the same of several rules in any order', () => {
    const rules: readonly FaultRule[] = [
      { kind: 'latency', ms: 5, jitterMs: 40 },
      { kind: 'latency', ms: 7 },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 429, retryAfter: 1 },
      { kind: 'nulls', fields: ['a'] },
      { kind: 'malformed' },
      { kind: 'drip', everyMs: 1 },
      { kind: 'drip', everyMs: 3 },
      { kind: 'resetMidBody', afterBytes: 3 },
      { kind: 'resetMidBody', afterBytes: 9 },
      { kind: 'dateSkew', ms: 10 },
      { kind: 'hang', probability: 0.5 }
    ];
    const planned = (order: readonly FaultRule[]) => {
      const store = createFaultStore(3);
      order.forEach(store.set);
      const subject = { service: 'plex', route: null, method: 'GET', path: '/', port: 1 };
      const { kinds, ...plan } = planOf(store.draw(subject));
      return { ...plan, kinds: [...kinds].sort() };
    };
    const forwards = planned(rules);
    expect(planned([...rules].reverse())).toEqual(forwards);
    expect(planned([...rules.slice(5), ...rules.slice(0, 5)])).toEqual(forwards);
    expect(forwards.delayMs).toBeGreaterThanOrEqual(12);
  });

  it('composes: late, with a wrong status, a wrong body and a wrong date, all at once', async () => {
    simulator.faults.set({ kind: 'latency', ms: 30 });
    simulator.faults.set({ kind: 'html' });
    simulator.faults.set({ kind: 'status', status: 502 });
    simulator.faults.set({ kind: 'dateSkew', ms: 86_400_000 });
    const { status, headers, text } = await post(simulator, PINS);
    expect([status, text.includes('<html>')]).toEqual([502, true]);
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(simulator.clock.now() + 80_000_000);
  });
});
