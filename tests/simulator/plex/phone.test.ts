import { ask, post } from '../ask';
import { startSimulator, type Simulator } from '../start';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

async function newPin(query = ''): Promise<{ id: number; code: string }> {
  return (await post(simulator, `/api/v2/pins${query}`)).body;
}

async function tokenOf(id: number): Promise<string | null> {
  return (await ask(simulator, `/api/v2/pins/${id}`)).body.authToken;
}

function control(path: string, json: unknown = {}) {
  return post(simulator, `/__sim${path}`, { json });
}

describe('the person with the phone', () => {
  it('approves short codes and strong ones', async () => {
    for (const query of ['', '?strong=true']) {
      const pin = await newPin(query);
      expect(simulator.phone.approve(pin.code, 'noor')).toEqual({ ok: true, userId: 1004 });
      expect(await tokenOf(pin.id)).not.toBeNull();
    }
  });

  it('cannot approve what is dead, unknown, or asked of nobody', async () => {
    const pin = await newPin();
    expect(simulator.phone.wrongCode()).toEqual({ ok: false, reason: 'codeUnknown' });
    expect(simulator.phone.approve(pin.code, 'nobody')).toEqual({ ok: false, reason: 'personUnknown' });
    simulator.plex.killPin(pin.id);
    expect(simulator.phone.approve(pin.code)).toEqual({ ok: false, reason: 'codeUnknown' });
  });

  it('may deny, and the television is told nothing', async () => {
    const pin = await newPin();
    expect(simulator.phone.deny(pin.code)).toMatchObject({ ok: true });
    expect(await tokenOf(pin.id)).toBeNull();
  });

  it('may take its time', async () => {
    const pin = await newPin();
    const slow = simulator.phone.slow(pin.code, 50);
    expect(await tokenOf(pin.id)).toBeNull();
    expect(await slow).toMatchObject({ ok: true });
    expect(await tokenOf(pin.id)).not.toBeNull();
  });

  it('needs the second factor where there is one', async () => {
    const pin = await newPin();
    expect(simulator.phone.approve(pin.code, 'theo')).toEqual({ ok: false, reason: 'twoFactorNeeded' });
    expect(simulator.phone.twoFactor(pin.code, 'theo', '000000')).toEqual({
      ok: false,
      reason: 'twoFactorWrong'
    });
    expect(await tokenOf(pin.id)).toBeNull();
    expect(simulator.phone.twoFactor(pin.code)).toMatchObject({ ok: true });
  });
});

describe('the control calls', () => {
  it('do what the phone does', async () => {
    const pin = await newPin();
    expect((await control('/phone/approve', { code: pin.code, as: 'noor' })).body).toEqual({
      ok: true,
      userId: 1004
    });
    expect(await tokenOf(pin.id)).not.toBeNull();
    expect((await control('/phone/wrong-code')).body).toEqual({ ok: false, reason: 'codeUnknown' });
  });

  it('say what is missing', async () => {
    expect(await control('/phone/approve')).toMatchObject({
      status: 400,
      body: { error: '"code" is missing' }
    });
  });

  it('set and clear faults, and move the clock', async () => {
    const { id } = (await control('/faults', { kind: 'status', status: 503 })).body;
    expect((await ask(simulator, '/api/v2/ping')).status).toBe(503);
    await ask(simulator, `/__sim/faults?id=${id}`, { method: 'DELETE' });
    expect((await ask(simulator, '/api/v2/ping')).status).toBe(401);
    const before = simulator.clock.now();
    const { now } = (await control('/clock', { jump: 3_600_000 })).body;
    expect(now - before).toBeGreaterThanOrEqual(3_600_000);
  });

  it('refuse a fault that does not exist, and name those that do', async () => {
    const { status, body } = await control('/faults', { kind: 'earthquake' });
    expect([status, body.error]).toEqual([400, expect.stringMatching(/"earthquake".*latency/)]);
  });

  it('change habits and people, kill PINs and revoke tokens', async () => {
    const pin = await newPin();
    await control('/plex/kill-pin', { id: pin.id });
    expect((await ask(simulator, `/api/v2/pins/${pin.id}`)).status).toBe(404);
    const { token } = (await control('/plex/mint-token', { person: 'ada', clientIdentifier: 'tv-1' })).body;
    await control('/plex/revoke-token', { token });
    expect((await ask(simulator, '/api/v2/user', { token })).status).toBe(401);
    await control('/plex/habits', { pinsPerMinute: 0 });
    expect((await post(simulator, '/api/v2/pins')).status).toBe(429);
    await control('/plex/users', { id: 1006, title: 'Magdalena' });
    expect(simulator.plex.users.byId(1006)?.title).toBe('Magdalena');
  });

  it('are open to a page of any origin, and leave no trace in the journal', async () => {
    const preflight = await ask(simulator, '/__sim/phone/approve', { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    await newPin();
    const { body } = await ask(simulator, '/__sim/journal');
    expect(body.map((entry: any) => entry.route)).toEqual(['pins.create']);
  });
});
