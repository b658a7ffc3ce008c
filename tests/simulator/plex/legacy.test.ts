import { ask, post, signInAs } from '../ask';
import { startSimulator, type Simulator } from '../start';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

function basic(login: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}` };
}

describe('PINs of the first version', () => {
  it('are elements, not attributes, and end in a token', async () => {
    const created = await post(simulator, '/pins.xml');
    expect(created.status).toBe(201);
    const id = /<id type="integer">(\d+)<\/id>/.exec(created.text)?.[1];
    const code = /<code>([A-Z0-9]{4})<\/code>/.exec(created.text)?.[1] ?? '';
    expect(created.text).toContain('<auth_token nil="true"></auth_token>');
    simulator.phone.approve(code);
    const { text } = await ask(simulator, `/pins/${id}.xml`);
    const token = /<auth_token>([0-9A-Za-z]+)<\/auth_token>/.exec(text)?.[1] ?? '';
    expect((await ask(simulator, '/api/v2/user', { token })).status).toBe(200);
  });

  it('live ten minutes, for their own client', async () => {
    const created = await post(simulator, '/pins.xml');
    const id = /<id type="integer">(\d+)<\/id>/.exec(created.text)?.[1];
    expect((await ask(simulator, `/pins/${id}.xml`, { client: 'tv-2' })).status).toBe(404);
    simulator.clock.jump(9 * 60_000);
    expect((await ask(simulator, `/pins/${id}.xml`)).status).toBe(200);
    simulator.clock.jump(60_000);
    expect((await ask(simulator, `/pins/${id}.xml`)).status).toBe(404);
  });
});

describe('the old account', () => {
  it('answers 422 "Invalid token" where the new one says 401', async () => {
    for (const path of ['/users/account', '/users/account.xml', '/users/account.json']) {
      const { status, text } = await ask(simulator, path, { token: 'dead' });
      expect([status, text.includes('Invalid token')]).toEqual([422, true]);
    }
  });

  it('comes as XML or JSON by its ending', async () => {
    const token = await signInAs(simulator);
    expect((await ask(simulator, '/users/account.xml', { token })).text).toContain(
      `authenticationToken="${token}"`
    );
    const { body } = await ask(simulator, '/users/account.json', { token, accept: '*/*' });
    expect(body.user.authentication_token).toBe(token);
  });

  it('can be signed in to with a password', async () => {
    const xml = await post(simulator, '/users/sign_in.xml', { headers: basic('lena', 'lena-pass') });
    expect(xml.status).toBe(201);
    expect(xml.text).toMatch(/authenticationToken="[A-Za-z0-9]{20}"/);
    const json = await post(simulator, '/users/sign_in.json', { headers: basic('lena', 'lena-pass') });
    expect(json.body.user.authToken).toMatch(/^[A-Za-z0-9]{20}$/);
    expect((await post(simulator, '/users/sign_in.xml', { headers: basic('lena', 'wrong') })).status).toBe(
      401
    );
  });
});

describe('the old lists', () => {
  it('show servers as devices with their addresses', async () => {
    const token = await signInAs(simulator);
    for (const path of ['/api/resources', '/pms/resources']) {
      const { text } = await ask(simulator, `${path}?includeHttps=1`, { token });
      expect(text).toMatch(/<MediaContainer size="\d+"><Device name="/);
      expect(text).toMatch(/createdAt="\d{10}"/);
      expect(text).toMatch(/<Connection protocol="https?" address="/);
    }
  });

  it('show the profiles of a Home, and switch to one by number', async () => {
    const token = await signInAs(simulator);
    expect((await ask(simulator, '/api/home/users', { token })).text).toContain('<User id="1002"');
    expect((await post(simulator, '/api/home/users/1003/switch', { token })).status).toBe(403);
    const switched = await post(simulator, '/api/home/users/1003/switch?pin=2468', { token });
    expect(switched.status).toBe(201);
    expect(switched.text).toMatch(/authenticationToken="[A-Za-z0-9]{20}"/);
  });

  it('show the devices that are signed in, by the name they gave', async () => {
    const headers = { 'X-Plex-Device-Name': 'Living room' };
    await post(simulator, '/api/v2/pins', { headers });
    const token = await signInAs(simulator);
    const { text } = await ask(simulator, '/devices.xml', { token });
    expect(text).toMatch(/<Device .*name="Living room"/);
    expect(text).toContain(`token="${token}"`);
  });

  it('are closed to strangers', async () => {
    for (const path of ['/api/resources', '/api/home/users', '/devices.xml']) {
      expect((await ask(simulator, path)).status).toBe(401);
    }
  });
});
