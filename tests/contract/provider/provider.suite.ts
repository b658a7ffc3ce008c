import { startSimulator, type Simulator } from '../../simulator/start';
import type { ProviderWorld } from '../../support/provider-worlds';
import type { Code } from '../../../src/core/model/session-state';
import type { CodeAnswer } from '../../../src/core/ports';

export type Opened = { readonly sim: Simulator; readonly world: ProviderWorld };
export type OpenWorld = (sim: Simulator) => ProviderWorld | Promise<ProviderWorld>;

/** A gateway looks for itself, and tells a moment later. */
async function untilSettled(world: ProviderWorld, code: Code): Promise<CodeAnswer> {
  let answer = await world.provider().checkCode(code.id);
  for (let tries = 0; answer.kind === 'pending' && tries < 10; tries += 1) {
    answer = await world.provider().checkCode(code.id);
  }
  return answer;
}

/** Approved at the other end, and seen here. */
export async function signIn(world: ProviderWorld): Promise<Code> {
  const code = await world.provider().requestCode();
  world.approve(code);
  await untilSettled(world, code);
  await world.provider().loadAccount();
  return code;
}

/** What any way of signing in promises, be its records here or at a gateway. */
export function providerSuite(open: OpenWorld): () => Opened {
  let sim: Simulator;
  let world: ProviderWorld;

  beforeEach(async () => {
    sim = await startSimulator();
    world = await open(sim);
  });

  afterEach(async () => {
    await world.close?.();
    await sim.stop();
  });

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
    await signIn(world);
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
    expect(await untilSettled(world, code)).toEqual({ kind: 'gone' });
    expect(await world.provider().restore()).toEqual({ kind: 'nothing' });
  });

  it('stores the token before it knows the person', async () => {
    const code = await world.provider().requestCode();
    world.approve(code);
    sim.faults.set({ kind: 'status', status: 503, route: world.routes.account });
    await untilSettled(world, code);
    await expect(world.provider().loadAccount()).rejects.toMatchObject({ code: 'serviceDown' });
    expect(await world.provider().restore()).toEqual({ kind: 'claimed', remembered: true });
    sim.faults.clear();
    expect((await world.provider().loadAccount()).signIn.account.id).not.toBe('');
  });

  it('says that access was taken away', async () => {
    await signIn(world);
    await world.revoke();
    await expect(world.provider().confirmAccount()).rejects.toMatchObject({ code: 'issuerRefused' });
  });

  it('keeps the sign-in while the service is in trouble', async () => {
    await signIn(world);
    const fault = sim.faults.set({ kind: 'status', status: 503, path: '/*' });
    await expect(world.provider().confirmAccount()).rejects.toMatchObject({ code: 'serviceDown' });
    sim.faults.clear(fault);
    await expect(world.provider().confirmAccount()).resolves.toBeUndefined();
  });

  it('refuses a token that the service refuses, and is not signed out by it', async () => {
    await signIn(world);
    await expect(world.provider().acceptToken('not-a-token')).rejects.toMatchObject({
      code: 'tokenNotAccepted'
    });
    await expect(world.provider().confirmAccount()).resolves.toBeUndefined();
  });

  it('is refused afterwards with what it took back on leaving', async () => {
    await signIn(world);
    await world.provider().revoke();
    await expect(world.provider().confirmAccount()).rejects.toMatchObject({ code: 'issuerRefused' });
  });

  it('leaves without complaint where nobody was signed in', async () => {
    await expect(world.provider().revoke()).resolves.toBeUndefined();
  });

  return () => ({ sim, world });
}
