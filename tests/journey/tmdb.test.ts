// promises: T1 T2 T6
/** TMDB from the first key press to the last through the core itself: the machines cannot tell it from Plex. */
import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { Session } from '../../src/core/session';
import { EffectRunner } from '../../src/runner/effect-runner';
import { startSimulator, type Simulator } from '../simulator/start';
import { memoryVault } from '../support/memory-vault';
import { nodeHttp } from '../support/node-http';
import { tmdbWorld, type ProviderWorld } from '../support/provider-worlds';
import { realClock } from '../support/real-clock';
import type { AuthState } from '../../src/core/model/session-state';

let sim: Simulator;
let world: ProviderWorld;
let session: Session;

beforeEach(async () => {
  sim = await startSimulator();
});

afterEach(async () => {
  session.stop();
  await sim.stop();
});

function boot(): void {
  const clock = realClock();
  const device = { visible: true, online: true, memoryLow: false };
  const runner = new EffectRunner(
    { http: nodeHttp(), vault: world.vault, clock },
    {
      providers: { tmdb: () => world.provider() },
      servers: () => {
        throw new Error('TMDB has no servers to look for');
      }
    },
    { current: () => device, onChange: () => () => undefined, exit: () => undefined }
  );
  const config = { ...DEFAULT_CONFIG, providers: ['tmdb' as const], pollMs: 20 };
  session = new Session(runner, clock, { config, device, settings: DEFAULT_SETTINGS });
  session.start();
}

function until<K extends AuthState['kind']>(
  kind: K,
  isSo: (auth: AuthState) => boolean = () => true
): Promise<AuthState & { kind: K }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`never ${kind}: ${JSON.stringify(session.state.auth)}`)),
      4000
    );
    const look = (): void => {
      const { auth } = session.state;
      if (auth.kind === kind && isSo(auth)) {
        clearTimeout(timer);
        resolve(auth as AuthState & { kind: K });
      }
    };
    session.subscribe(look);
    look();
  });
}

describe.each([3, 4] as const)('v%i', (version) => {
  beforeEach(() => {
    world = tmdbWorld(sim, version, { vault: memoryVault() });
    boot();
  });

  it('signs in by a picture alone, stays signed in over a restart, and signs out', async () => {
    await until('signedOut');
    session.send({ type: 'signIn', provider: 'tmdb' });
    const { code } = await until('awaitingLink');
    expect(code.text).toBe('');
    world.approve(code);
    const { signIn } = await until('signedIn');
    expect(signIn).toMatchObject({ provider: 'tmdb', hasServers: false, hasProfiles: false });
    expect(session.state.connection.kind).toBe('idle');
    session.stop();
    boot();
    expect((await until('signedIn')).signIn).toEqual(signIn);
    session.send({ type: 'signOut' });
    await until('signedOut');
    expect([...world.vault.disk.keys()]).toEqual([]);
  });

  it('shows a new code when the person says no', async () => {
    await until('signedOut');
    session.send({ type: 'signIn', provider: 'tmdb' });
    const { code } = await until('awaitingLink');
    world.kill(code);
    const next = await until(
      'awaitingLink',
      (auth) => auth.kind === 'awaitingLink' && auth.code.id !== code.id
    );
    world.approve(next.code);
    await until('signedIn');
  });

  it('keeps the session while the operator’s key is suspended, and says whose fault it is', async () => {
    await until('signedOut');
    session.send({ type: 'signIn', provider: 'tmdb' });
    world.approve((await until('awaitingLink')).code);
    await until('signedIn');
    session.stop();
    sim.tmdb.suspendKey(true);
    boot();
    const { reason } = await until(
      'signedIn',
      (auth) => auth.kind === 'signedIn' && auth.reason !== undefined
    );
    expect(reason?.code).toBe('operatorKeyRefused');
  });

  it('signs out when access was taken away on the website', async () => {
    await until('signedOut');
    session.send({ type: 'signIn', provider: 'tmdb' });
    world.approve((await until('awaitingLink')).code);
    await until('signedIn');
    session.stop();
    await world.revoke();
    boot();
    const { reason } = await until('signedOut');
    expect(reason?.code).toBe('issuerRefused');
  });
});
