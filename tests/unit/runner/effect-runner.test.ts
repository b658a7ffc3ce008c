import { DEFAULT_SETTINGS } from '../../../src/core/model/config';
import { failureOf } from '../../../src/core/model/failure';
import { secretOf } from '../../../src/core/model/secret';
import { EffectRunner } from '../../../src/runner/effect-runner';
import { FakeDevice } from '../../support/fake-device';
import { FakeHttp } from '../../support/fake-http';
import { FakeVault } from '../../support/fake-vault';
import { VirtualClock } from '../../support/virtual-clock';
import type { Effect, Outcome } from '../../../src/core/model/message';
import type { ProviderId } from '../../../src/core/model/config';
import type { IProvider, IServers, Ports } from '../../../src/core/ports';

const ANN = { id: 'ann', title: 'Ann', thumb: null, guarded: false };
const SIGN_IN = {
  key: 'plex/ann',
  provider: 'plex' as const,
  account: ANN,
  profile: ANN,
  hasServers: true,
  hasProfiles: false
};
const KNOWN = { signIn: SIGN_IN, remembered: false };
const CODE = { id: '1', text: 'X', link: '', expiresAt: 1 };
const SERVER = { id: 'den', name: 'Den', owned: true, present: true };
const ROUTE = { server: SERVER, uri: 'u', class: 'local' as const, secure: false };
const REST = { nth: 1, afterMs: 0 };
const never = <T>(): Promise<T> => new Promise(() => undefined);

type Modules = {
  providers: { [id in ProviderId]?: Partial<IProvider> };
  servers: Partial<IServers>;
};

class Bench {
  public readonly clock = new VirtualClock();
  public readonly vault = new FakeVault(this.clock);
  public readonly http = new FakeHttp(this.clock, () => ({ status: 204 }));
  public readonly device = new FakeDevice();
  public readonly outcomes: Outcome[] = [];
  public readonly made: Ports[] = [];
  public modules: Modules = { providers: { plex: {} }, servers: {} };

  public run(effect: Effect): () => void {
    const ports: Ports = { http: this.http, vault: this.vault, clock: this.clock };
    const make = (id: ProviderId) => (scoped: Ports) => {
      this.made.push(scoped);
      return this.modules.providers[id] as IProvider;
    };
    const ids = Object.keys(this.modules.providers) as ProviderId[];
    const services = {
      providers: Object.fromEntries(ids.map((id) => [id, make(id)])),
      servers: (scoped: Ports) => {
        this.made.push(scoped);
        return this.modules.servers as IServers;
      }
    };
    const runner = new EffectRunner(ports, services, this.device);
    return runner.run(effect, (outcome) => this.outcomes.push(outcome));
  }

  /** The one outcome, after `ms`. */
  public async answerTo(effect: Effect, ms = 100): Promise<Outcome | undefined> {
    this.run(effect);
    await this.clock.advance(ms);
    expect(this.outcomes.length).toBeLessThanOrEqual(1);
    return this.outcomes[0];
  }
}

function benchWith(provider: Partial<IProvider>, servers: Partial<IServers> = {}): Bench {
  const bench = new Bench();
  bench.modules = { providers: { plex: provider }, servers };
  return bench;
}

const plex = 'plex' as const;
const check: Effect = { type: 'checkCode', provider: plex, codeId: '1', ...REST };
const pin = secretOf('1234');
const token = secretOf('TOKEN');
const said = jest.fn();
const say =
  <T>(value: T) =>
  (...all: unknown[]): Promise<T> => {
    said(...all);
    return Promise.resolve(value);
  };

type Row = readonly [Effect, Partial<IProvider> & Partial<IServers>, readonly unknown[], Outcome];
const ROWS: readonly Row[] = [
  [
    { type: 'requestCode', provider: plex, ...REST },
    { requestCode: say(CODE) },
    [],
    { type: 'codeIssued', code: CODE }
  ],
  [
    check,
    { checkCode: say({ kind: 'pending', lifeMs: 5 }) },
    ['1'],
    { type: 'codePending', codeId: '1', lifeMs: 5 }
  ],
  [
    check,
    { checkCode: say({ kind: 'granted', remembered: true }) },
    ['1'],
    { type: 'codeGranted', remembered: true }
  ],
  [check, { checkCode: say({ kind: 'gone' }) }, ['1'], { type: 'codeGone', codeId: '1' }],
  [
    { type: 'acceptToken', provider: plex, token, ...REST },
    { acceptToken: say({ durable: true }) },
    ['TOKEN'],
    { type: 'tokenAccepted', remembered: true }
  ],
  [
    { type: 'loadAccount', provider: plex, ...REST },
    { loadAccount: say(KNOWN) },
    [],
    { type: 'accountLoaded', ...KNOWN }
  ],
  [
    { type: 'confirmAccount', provider: plex, ...REST },
    { confirmAccount: say(undefined) },
    [],
    { type: 'accountConfirmed' }
  ],
  [
    { type: 'listProfiles', provider: plex, ...REST },
    { listProfiles: say([ANN]) },
    [],
    { type: 'profilesListed', profiles: [ANN] }
  ],
  [
    { type: 'openProfile', provider: plex, profileId: 'ann', pin, nth: 1 },
    { openProfile: say(KNOWN) },
    ['ann', '1234'],
    { type: 'profileOpened', ...KNOWN }
  ],
  [
    { type: 'openProfile', provider: plex, profileId: 'ann', pin: null, nth: 1 },
    { openProfile: say(KNOWN) },
    ['ann', null],
    { type: 'profileOpened', ...KNOWN }
  ],
  [
    { type: 'listServers', owner: 'o', ...REST },
    { list: say({ servers: [SERVER], rememberedId: null }) },
    [],
    { type: 'serversListed', servers: [SERVER], rememberedId: null }
  ],
  [
    { type: 'findRoute', owner: 'o', serverId: 'den', nth: 1, refetch: true, brisk: false, allow: false },
    { reach: say(ROUTE) },
    ['den', { refetch: true, brisk: false }],
    { type: 'routeFound', route: ROUTE }
  ],
  [
    { type: 'improveRoute', owner: 'o', route: ROUTE, ...REST },
    { reach: say(ROUTE) },
    [ROUTE.server.id, { refetch: false, brisk: false }],
    { type: 'routeFound', route: ROUTE }
  ],
  [
    { type: 'lookAt', owner: 'o', serverId: 'den' },
    { look: say(ROUTE) },
    ['den'],
    { type: 'lookedAt', serverId: 'den', route: ROUTE }
  ],
  [
    { type: 'listLibraries', route: ROUTE, ...REST },
    { libraries: say([]) },
    [ROUTE],
    { type: 'librariesListed', libraries: [] }
  ],
  [
    { type: 'tryAddress', owner: 'o', address: 'x' },
    { reachAddress: say(ROUTE) },
    ['x', undefined],
    { type: 'routeFound', route: ROUTE }
  ],
  [
    { type: 'tryAddress', owner: 'o', address: 'x', token },
    { reachAddress: say(ROUTE) },
    ['x', token.reveal()],
    { type: 'routeFound', route: ROUTE }
  ],
  [
    { type: 'probeRoute', route: ROUTE, brisk: false, ...REST },
    { probe: say(7) },
    [ROUTE],
    { type: 'routeAlive', latencyMs: 7 }
  ]
];

describe('an effect', () => {
  it.each(ROWS)('becomes a call and one outcome (%j)', async (effect, module, called, outcome) => {
    said.mockClear();
    const bench = benchWith(module, module);
    expect(await bench.answerTo(effect)).toEqual(outcome);
    expect(said.mock.calls).toEqual([called]);
  });

  it('is never answered in the same call', () => {
    const bench = benchWith({ checkCode: say({ kind: 'gone' }) });
    bench.run(check);
    expect(bench.outcomes).toEqual([]);
  });

  it('begins after its rest', async () => {
    said.mockClear();
    const bench = benchWith({ checkCode: say({ kind: 'gone' }) });
    bench.run({ ...check, afterMs: 2000 });
    await bench.clock.advance(1999);
    expect(said).not.toHaveBeenCalled();
    await bench.clock.advance(1);
    expect(bench.outcomes).toEqual([{ type: 'codeGone', codeId: '1' }]);
  });

  it('fails as data: a failure stays itself, a stray exception is a bug of ours', async () => {
    const busy = failureOf('busy', 429, 5000);
    const rejecting = benchWith({ checkCode: () => Promise.reject(busy) });
    expect(await rejecting.answerTo(check)).toEqual({ type: 'failed', failure: busy });
    const throwing = benchWith({
      checkCode: () => {
        throw new TypeError('undefined is not a function');
      }
    });
    expect(await throwing.answerTo(check)).toEqual({ type: 'failed', failure: { code: 'bug' } });
    expect(await benchWith({}).answerTo({ ...check, provider: 'tmdb' })).toEqual({
      type: 'failed',
      failure: { code: 'bug' }
    });
  });

  it('is capped at a minute', async () => {
    const bench = benchWith({ checkCode: () => never() });
    expect(await bench.answerTo(check, 59999)).toBeUndefined();
    await bench.clock.advance(1);
    expect(bench.outcomes).toEqual([{ type: 'failed', failure: { code: 'timeout' } }]);
  });

  it('leaves no timer and no listener behind, answered or cancelled', async () => {
    const bench = benchWith({ checkCode: say({ kind: 'gone' }) });
    await bench.answerTo(check);
    bench.run({ ...check, afterMs: 9000 })();
    bench.run({ type: 'wait', ms: 9000, nth: 1 })();
    const watch = bench.run({ type: 'watchDevice', device: bench.device.current() });
    await bench.clock.advance(10);
    expect(bench.device.listeners).toHaveLength(1);
    watch();
    expect(bench.device.listeners).toHaveLength(0);
    expect(bench.clock.pending).toBe(0);
  });
});

describe('a cancelled effect', () => {
  it('is never answered', async () => {
    const bench = benchWith({ checkCode: say({ kind: 'gone' }) });
    bench.run(check)();
    await bench.clock.advance(100000);
    expect(bench.outcomes).toEqual([]);
  });

  it('stops its request, and writes nothing that it still had in mind', async () => {
    const bench = benchWith({
      checkCode: async () => {
        const ports = bench.made[0] as Ports;
        await ports.http
          .send({ method: 'GET', url: 'u', headers: {}, timeoutMs: 1000 })
          .catch(() => undefined);
        await ports.vault.write('plex', 'TOKEN');
        return { kind: 'granted', remembered: true };
      }
    });
    const cancel = bench.run(check);
    await bench.clock.advance(5);
    expect(bench.http.inFlight).toBe(1);
    cancel();
    await bench.clock.advance(1000);
    expect(bench.http).toMatchObject({ inFlight: 0, aborted: 1 });
    expect(bench.vault.disk).toEqual({});
  });

  it('fires no timer of its module', async () => {
    const fired = jest.fn();
    const bench = benchWith({
      checkCode: () => {
        (bench.made[0] as Ports).clock.after(50, fired);
        return never();
      }
    });
    const cancel = bench.run(check);
    await bench.clock.advance(10);
    cancel();
    (bench.made[0] as Ports).clock.after(50, fired);
    await bench.clock.advance(1000);
    expect(fired).not.toHaveBeenCalled();
  });

  it('still hears the stop of the module itself', async () => {
    const stops: (() => void)[] = [];
    const own = { stopped: false, onStop: (then: () => void) => (stops.push(then), () => undefined) };
    const bench = benchWith({
      checkCode: async () => {
        const request = { method: 'GET', url: 'u', headers: {}, timeoutMs: 1000 };
        await (bench.made[0] as Ports).http.send(request, own);
        return { kind: 'gone' };
      }
    });
    bench.run(check);
    await bench.clock.advance(5);
    stops.forEach((stop) => stop());
    await bench.clock.advance(5);
    expect(bench.outcomes).toEqual([{ type: 'failed', failure: { code: 'cancelled' } }]);
  });
});

describe('restoring', () => {
  const restore = (...providers: ProviderId[]): Effect => ({ type: 'restore', providers, ...REST });
  const torn = { restore: () => Promise.reject(failureOf('vaultKeyLost')) };
  const nothing = { restore: () => Promise.resolve({ kind: 'nothing' as const }) };
  const claimed = { restore: () => Promise.resolve({ kind: 'claimed' as const, remembered: true }) };

  it('takes the first provider that has something', async () => {
    const bench = new Bench();
    bench.modules.providers = { plex: nothing, tmdb: claimed };
    expect(await bench.answerTo(restore('plex', 'tmdb'))).toEqual({
      type: 'restoredToken',
      provider: 'tmdb',
      remembered: true
    });
  });

  it('says what it found', async () => {
    const signedIn = benchWith({ restore: () => Promise.resolve({ kind: 'signedIn', ...KNOWN }) });
    expect(await signedIn.answerTo(restore('plex'))).toEqual({ type: 'restored', ...KNOWN });
    const code = benchWith({ restore: () => Promise.resolve({ kind: 'code', code: CODE }) });
    expect(await code.answerTo(restore('plex'))).toEqual({
      type: 'restoredCode',
      provider: 'plex',
      code: CODE
    });
    expect(await benchWith(nothing).answerTo(restore('plex'))).toEqual({ type: 'nothingStored' });
    expect(await benchWith({}).answerTo(restore())).toEqual({ type: 'nothingStored' });
  });

  it('is heard of a record that does not open only when nobody else has anything', async () => {
    const bench = new Bench();
    bench.modules.providers = { plex: torn, tmdb: claimed };
    expect(await bench.answerTo(restore('plex', 'tmdb'))).toMatchObject({ type: 'restoredToken' });
    const alone = new Bench();
    alone.modules.providers = { plex: torn, tmdb: nothing };
    expect(await alone.answerTo(restore('plex', 'tmdb'))).toEqual({
      type: 'failed',
      failure: { code: 'vaultKeyLost' }
    });
  });
});

describe('forgetting', () => {
  const forget = (all: boolean): Effect => ({ type: 'forget', all, ...REST });

  it('tells every issuer, then wipes what the wish names', async () => {
    const told: string[] = [];
    const bench = new Bench();
    bench.modules.providers = {
      plex: { revoke: () => Promise.resolve(void told.push('plex')) },
      tmdb: { revoke: () => Promise.resolve(void told.push('tmdb')) }
    };
    bench.vault.disk = { plex: 'T', settings: '{}' };
    expect(await bench.answerTo(forget(false))).toEqual({ type: 'forgotten' });
    expect(told).toEqual(['plex', 'tmdb']);
    expect(bench.vault.disk).toEqual({ settings: '{}' });
    bench.run(forget(true));
    await bench.clock.advance(100);
    expect(bench.vault.disk).toEqual({});
  });

  it('waits two seconds in all for issuers that hang, throw or refuse', async () => {
    const bench = new Bench();
    bench.modules.providers = {
      plex: { revoke: () => never() },
      tmdb: {
        revoke: () => {
          throw new Error('a bug');
        }
      }
    };
    bench.vault.disk = { plex: 'T' };
    expect(await bench.answerTo(forget(false), 1999)).toBeUndefined();
    expect(bench.vault.disk).toEqual({ plex: 'T' });
    await bench.clock.advance(20);
    expect(bench.outcomes).toEqual([{ type: 'forgotten' }]);
  });

  it('ends the goodbye before the wipe, so that nothing is written after it', async () => {
    const bench = new Bench();
    bench.modules.providers = {
      plex: {
        revoke: async () => {
          const ports = bench.made[0] as Ports;
          await new Promise<void>((resolve) => bench.clock.after(3000, resolve));
          await ports.vault.write('plex', 'T');
        }
      }
    };
    bench.vault.takesMs = 2000;
    await bench.answerTo(forget(false), 10000);
    expect(bench.outcomes).toEqual([{ type: 'forgotten' }]);
    expect(bench.vault.disk).toEqual({});
  });

  it('fails when the vault refuses or hangs', async () => {
    const refusing = benchWith({ revoke: () => Promise.resolve() });
    refusing.vault.broken = () => true;
    expect(await refusing.answerTo(forget(false))).toEqual({ type: 'failed', failure: { code: 'storage' } });
    const hanging = benchWith({ revoke: () => Promise.resolve() });
    hanging.vault.takesMs = 1e9;
    expect(await hanging.answerTo(forget(false), 15000)).toEqual({
      type: 'failed',
      failure: { code: 'timeout' }
    });
  });
});

describe('the set', () => {
  it('says once when it is no longer as it was', async () => {
    const bench = benchWith({});
    bench.run({ type: 'watchDevice', device: bench.device.current() });
    await bench.clock.advance(1e9);
    bench.device.set({ online: true });
    await bench.clock.advance(1);
    expect(bench.outcomes).toEqual([]);
    bench.device.set({ online: false });
    bench.device.set({ visible: false });
    await bench.clock.advance(1);
    expect(bench.outcomes).toEqual([
      { type: 'deviceChanged', device: { visible: true, online: false, memoryLow: false } }
    ]);
  });

  it('says at once when it had changed before anybody asked', async () => {
    const bench = benchWith({});
    const device = { visible: false, online: true, memoryLow: false };
    expect(await bench.answerTo({ type: 'watchDevice', device })).toEqual({
      type: 'deviceChanged',
      device: bench.device.current()
    });
  });

  it('is told to exit, and answers for it after a few seconds', async () => {
    const bench = benchWith({});
    expect(await bench.answerTo({ type: 'exit' }, 2900)).toBeUndefined();
    expect(bench.device.exits).toBe(1);
    await bench.clock.advance(100);
    expect(bench.outcomes).toEqual([{ type: 'waited' }]);
  });

  it('waits', async () => {
    const bench = benchWith({});
    expect(await bench.answerTo({ type: 'wait', ms: 300000, nth: 1 }, 299999)).toBeUndefined();
    await bench.clock.advance(1);
    expect(bench.outcomes).toEqual([{ type: 'waited' }]);
  });

  it('keeps quiet until the moment named, and not a moment if that has passed', async () => {
    const bench = benchWith({});
    await bench.clock.advance(1000);
    expect(await bench.answerTo({ type: 'keepQuiet', until: 4000 }, 2999)).toBeUndefined();
    await bench.clock.advance(1);
    expect(bench.outcomes).toEqual([{ type: 'waited' }]);
    expect(await benchWith({}).answerTo({ type: 'keepQuiet', until: -5 }, 0)).toEqual({ type: 'waited' });
  });

  it('keeps settings in a record of their own', async () => {
    const bench = benchWith({});
    const settings = { ...DEFAULT_SETTINGS, language: 'ja' };
    expect(await bench.answerTo({ type: 'saveSettings', settings, nth: 1 })).toEqual({
      type: 'settingsSaved'
    });
    expect(bench.vault.disk).toEqual({ settings: JSON.stringify(settings) });
    bench.outcomes.length = 0;
    expect(await bench.answerTo({ type: 'loadSettings', nth: 1, afterMs: 0 })).toEqual({
      type: 'settingsLoaded',
      settings
    });
  });
});

describe('a search for a server', () => {
  const find = { type: 'findRoute', owner: 'o', serverId: 'den', nth: 1, refetch: false } as const;

  it('begins with keeping the yes to plain http, where it was given', async () => {
    const told: string[] = [];
    const servers: Partial<IServers> = {
      allowInsecure: (id) => {
        told.push('allow ' + id);
        return Promise.resolve({ durable: false });
      },
      reach: (id) => {
        told.push('reach ' + id);
        return Promise.resolve(ROUTE);
      }
    };
    await benchWith({}, servers).answerTo({ ...find, brisk: false, allow: false });
    await benchWith({}, servers).answerTo({ ...find, brisk: true, allow: true });
    await benchWith({}, servers).answerTo({ ...find, serverId: null, brisk: false, allow: true });
    expect(told).toEqual(['reach den', 'allow den', 'reach den', 'reach null']);
  });

  it('does not use a yes that could not be kept', async () => {
    const servers = { allowInsecure: () => Promise.reject(failureOf('storage')), reach: never };
    const failure = failureOf('storage');
    expect(await benchWith({}, servers).answerTo({ ...find, brisk: false, allow: true })).toEqual({
      type: 'failed',
      failure
    });
  });

  it('gives a sign of life a minute, and three seconds after a sleep', async () => {
    const probe = { type: 'probeRoute', route: ROUTE, ...REST } as const;
    const brisk = benchWith({}, { probe: never });
    expect(await brisk.answerTo({ ...probe, brisk: true }, 3000)).toMatchObject({
      failure: { code: 'timeout' }
    });
    const calm = benchWith({}, { probe: never });
    expect(await calm.answerTo({ ...probe, brisk: false }, 59999)).toBeUndefined();
  });
});
