// promises: T1 T2 P1
/** What any way of signing in promises, asked of each over real HTTP. */
import { plexWorld, tmdbWorld, type ProviderWorld } from '../support/provider-worlds';
import { startSimulator, type Simulator } from '../simulator/start';
import type { Code } from '../../src/core/model/session-state';

const WORLDS: Readonly<Record<string, (sim: Simulator) => ProviderWorld>> = {
  'Plex with a short code': (sim) => plexWorld(sim, 'short'),
  'Plex with a strong code': (sim) => plexWorld(sim, 'strong'),
  'Plex with JWTs': (sim) => plexWorld(sim, 'jwt'),
  'TMDB v3': (sim) => tmdbWorld(sim, 3),
  'TMDB v4': (sim) => tmdbWorld(sim, 4)
};

describe.each(Object.entries(WORLDS))('%s', (_name, open) => {
  let sim: Simulator;
  let world: ProviderWorld;

  beforeEach(async () => {
    sim = await startSimulator();
    world = open(sim);
  });

  afterEach(() => sim.stop());

  async function signIn(): Promise<Code> {
    const code = await world.provider().requestCode();
    world.approve(code);
    await world.provider().checkCode(code.id);
    await world.provider().loadAccount();
    return code;
  }

  it('begins with nothing', async () => {
    expect(await world.provider().restore()).toEqual({ kind: 'nothing' });
  });

  it('gives a code with a link and a life, and finds it again after a restart', async () => {
    const code = await world.provider().requestCode();
    expect(code.link.startsWith('http')).toBe(true);
    expect(await world.provider().restore()).toMatchObject({
      kind: 'code',
      code: { id: code.id, text: code.text, link: code.link }
    });
    expect(await world.provider().checkCode(code.id)).toMatchObject({ kind: 'pending' });
  });

  it('signs in once the person has approved, and finds that again after a restart', async () => {
    await signIn();
    const known = await world.provider().loadAccount();
    expect(known.remembered).toBe(true);
    expect(known.signIn.account.title).not.toBe('');
    expect(await world.provider().restore()).toEqual({ kind: 'signedIn', ...known });
    expect(world.vault.disk.has('pendingCode')).toBe(false);
    await expect(world.provider().confirmAccount()).resolves.toBeUndefined();
  });

  it('says that a code is gone, and forgets it', async () => {
    const code = await world.provider().requestCode();
    world.kill(code);
    expect(await world.provider().checkCode(code.id)).toEqual({ kind: 'gone' });
    expect(await world.provider().restore()).toEqual({ kind: 'nothing' });
  });

  it('stores the token before it knows the person', async () => {
    const code = await world.provider().requestCode();
    world.approve(code);
    sim.faults.set({ kind: 'status', status: 503, route: world.routes.account });
    await world.provider().checkCode(code.id);
    await expect(world.provider().loadAccount()).rejects.toMatchObject({ code: 'serviceDown' });
    expect(await world.provider().restore()).toEqual({ kind: 'claimed', remembered: true });
    sim.faults.clear();
    expect((await world.provider().loadAccount()).signIn.account.id).not.toBe('');
  });

  it('says when it cannot remember, and signs in all the same', async () => {
    world.vault.durable = false;
    const code = await world.provider().requestCode();
    world.approve(code);
    expect(await world.provider().checkCode(code.id)).toEqual({ kind: 'granted', remembered: false });
  });

  it('says that access was taken away, and leaves the record to the core', async () => {
    await signIn();
    world.revoke();
    await expect(world.provider().confirmAccount()).rejects.toMatchObject({ code: 'issuerRefused' });
    expect(world.vault.disk.has(world.record)).toBe(true);
  });

  it.each([
    [429, 'busy'],
    [500, 'serviceDown'],
    [503, 'serviceDown']
  ])('takes status %i for an outage at every step', async (status, code) => {
    await signIn();
    const next = await world.provider().requestCode();
    const fault = sim.faults.set({ kind: 'status', status, path: '/*' });
    const provider = world.provider();
    await expect(provider.requestCode()).rejects.toMatchObject({ code });
    await expect(provider.checkCode(next.id)).rejects.toMatchObject({ code });
    await expect(provider.loadAccount()).rejects.toMatchObject({ code });
    await expect(provider.confirmAccount()).rejects.toMatchObject({ code });
    await expect(provider.acceptToken('some-token')).rejects.toMatchObject({ code });
    sim.faults.clear(fault);
    await expect(provider.confirmAccount()).resolves.toBeUndefined();
  });

  it.each(['malformed', 'empty', 'html', 'deep', 'nulls', 'wrongTypes'] as const)(
    'takes a body that is %s for a failure with a name, and keeps what it has',
    async (kind) => {
      await signIn();
      const before = world.vault.disk.get(world.record);
      sim.faults.set({ kind, path: '/*' });
      for (const ask of [() => world.provider().requestCode(), () => world.provider().loadAccount()]) {
        const outcome = await ask().then(
          () => 'answered',
          (reason: { code?: string }) => reason.code
        );
        expect(['answered', 'malformedReply', 'jwtDowngraded']).toContain(outcome);
      }
      sim.faults.clear();
      expect(JSON.parse(world.vault.disk.get(world.record) ?? '')).toMatchObject({ version: 1 });
      expect(before).toBeDefined();
      await expect(world.provider().confirmAccount()).resolves.toBeUndefined();
    }
  );

  it('refuses a token that the service refuses, and is not signed out by it', async () => {
    await signIn();
    await expect(world.provider().acceptToken('not-a-token')).rejects.toMatchObject({
      code: 'tokenNotAccepted'
    });
    await expect(world.provider().confirmAccount()).resolves.toBeUndefined();
  });

  it('calls a torn record a fault of storage at every step', async () => {
    await signIn();
    world.vault.disk.set(world.record, '{"version":1,"acc');
    const provider = world.provider();
    await expect(provider.restore()).rejects.toEqual({ code: 'storage' });
    await expect(provider.loadAccount()).rejects.toEqual({ code: 'storage' });
    await expect(provider.confirmAccount()).rejects.toEqual({ code: 'storage' });
  });

  it('is refused afterwards with what it took back on leaving', async () => {
    await signIn();
    await world.provider().revoke();
    await expect(world.provider().confirmAccount()).rejects.toMatchObject({ code: 'issuerRefused' });
  });

  it('leaves without complaint where nobody was signed in', async () => {
    await expect(world.provider().revoke()).resolves.toBeUndefined();
  });
});
