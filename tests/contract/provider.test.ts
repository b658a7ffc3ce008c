// promises: T1 T2 P1
/** What any way of signing in promises, asked of each over real HTTP. */
import { plexWorld, tmdbWorld, type ProviderWorld } from '../support/provider-worlds';
import { providerSuite, signIn } from './provider/provider.suite';
import type { Simulator } from '../simulator/start';

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
  const opened = providerSuite(open);

  beforeEach(() => {
    const now = opened();
    sim = now.sim;
    world = now.world;
  });

  it('says when it cannot remember, and signs in all the same', async () => {
    world.vault.durable = false;
    const code = await world.provider().requestCode();
    world.approve(code);
    expect(await world.provider().checkCode(code.id)).toEqual({ kind: 'granted', remembered: false });
  });

  it('says that access was taken away, and leaves the record to the core', async () => {
    await signIn(world);
    await world.revoke();
    await expect(world.provider().confirmAccount()).rejects.toMatchObject({ code: 'issuerRefused' });
    expect(world.vault.disk.has(world.record)).toBe(true);
  });

  it.each([
    [429, 'busy'],
    [500, 'serviceDown'],
    [503, 'serviceDown']
  ])('takes status %i for an outage at every step', async (status, code) => {
    await signIn(world);
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
      await signIn(world);
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

  it('calls a torn record a fault of storage at every step', async () => {
    await signIn(world);
    world.vault.disk.set(world.record, '{"version":1,"acc');
    const provider = world.provider();
    await expect(provider.restore()).rejects.toEqual({ code: 'storage' });
    await expect(provider.loadAccount()).rejects.toEqual({ code: 'storage' });
    await expect(provider.confirmAccount()).rejects.toEqual({ code: 'storage' });
  });
});
