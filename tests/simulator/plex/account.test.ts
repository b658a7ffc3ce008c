import { ask, post, signInAs } from '../ask';
import { startSimulator, type Simulator } from '../start';

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

describe('the account', () => {
  it('knows whose token it was shown', async () => {
    const token = await signInAs(simulator, 'noor');
    const { status, body } = await ask(simulator, '/api/v2/user', { token });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      username: 'noor',
      email: 'noor@example.test',
      authToken: token,
      guest: true
    });
  });

  it('says null for the name and e-mail that a managed profile has not', async () => {
    const token = simulator.plex.mintToken('Finn', 'tv-1');
    const { body } = await ask(simulator, '/api/v2/user', { token });
    expect(body).toMatchObject({
      username: null,
      email: null,
      title: 'Finn',
      restricted: true,
      hasPassword: false
    });
  });

  it('takes the token from the query as well', async () => {
    const token = await signInAs(simulator);
    expect((await ask(simulator, `/api/v2/user?X-Plex-Token=${token}`)).status).toBe(200);
  });

  it.each([
    ['no token', {}, 401, 1001],
    ['an unknown token', { token: 'nonsense' }, 401, 1001],
    ['no client identifier', { token: 'nonsense', client: null }, 400, 1000]
  ])('refuses %s', async (_what, options, status, code) => {
    const answer = await ask(simulator, '/api/v2/user', options);
    expect([answer.status, answer.body.errors[0].code]).toEqual([status, code]);
  });

  it('writes its lists as elements in XML', async () => {
    const token = await signInAs(simulator);
    const { text } = await ask(simulator, '/api/v2/user', { token, accept: 'text/xml' });
    expect(text).toMatch(/<user id="1001" uuid="\w+" username="ada"/);
    expect(text).toContain('<features><feature id="home"/>');
  });

  it('shows a picture of everybody without a token', async () => {
    const token = await signInAs(simulator);
    const { body } = await ask(simulator, '/api/v2/user', { token });
    expect((await fetch(body.thumb)).headers.get('content-type')).toBe('image/svg+xml');
  });
});

describe('a legacy token', () => {
  it('lives on until its owner signs out, and is dead then', async () => {
    const token = await signInAs(simulator);
    simulator.clock.jump(400 * 86_400_000);
    expect((await ask(simulator, '/api/v2/ping', { token })).status).toBe(200);
    expect((await ask(simulator, '/api/v2/users/signout', { method: 'DELETE', token })).status).toBe(204);
    expect((await ask(simulator, '/api/v2/ping', { token })).status).toBe(401);
    expect((await ask(simulator, '/api/v2/users/signout', { method: 'DELETE', token })).status).toBe(401);
  });

  it('rotates out the one before it on the same client identifier, and no other', async () => {
    const old = await signInAs(simulator, 'ada', 'tv-1');
    const elsewhere = await signInAs(simulator, 'ada', 'tv-2');
    const someoneElse = await signInAs(simulator, 'noor', 'tv-1');
    const fresh = await signInAs(simulator, 'ada', 'tv-1');
    const statuses = [old, elsewhere, someoneElse, fresh].map(async (token) => {
      return (await ask(simulator, '/api/v2/user', { token })).status;
    });
    expect(await Promise.all(statuses)).toEqual([401, 200, 200, 200]);
  });

  it('can be revoked, alone or with all the others of its owner', async () => {
    const one = await signInAs(simulator, 'ada', 'tv-1');
    const two = await signInAs(simulator, 'ada', 'tv-2');
    const noors = await signInAs(simulator, 'noor', 'tv-1');
    const works = async (token: string) => (await ask(simulator, '/api/v2/user', { token })).status === 200;
    simulator.plex.revokeToken(one);
    expect([await works(one), await works(two)]).toEqual([false, true]);
    simulator.plex.signOutEverywhere('ada');
    expect([await works(two), await works(noors)]).toEqual([false, true]);
  });
});

describe('signing in with a password', () => {
  const signIn = (form: string) => post(simulator, '/api/v2/users/signin', { body: form });

  it('works with a user name or an e-mail', async () => {
    const { status, body } = await signIn('login=Lena%40example.test&password=lena-pass');
    expect([status, body.username]).toEqual([201, 'lena']);
    expect((await ask(simulator, '/api/v2/user', { token: body.authToken })).status).toBe(200);
  });

  it('is refused with a wrong password', async () => {
    const { status, body } = await signIn('login=lena&password=wrong');
    expect([status, body.errors[0].code]).toEqual([401, 1001]);
  });

  it('asks for the second factor where there is one', async () => {
    const { status, body } = await signIn('login=theo&password=theo-pass');
    expect([status, body.errors[0].code]).toEqual([401, 1029]);
    expect((await signIn('login=theo&password=theo-pass&verificationCode=246810')).status).toBe(201);
  });

  it('is limited hard', async () => {
    simulator.plex.habits.passwordsPerMinute = 2;
    const tries = ['wrong', 'wrong', 'lena-pass'];
    const statuses: number[] = [];
    for (const password of tries) statuses.push((await signIn(`login=lena&password=${password}`)).status);
    expect(statuses).toEqual([401, 401, 429]);
  });
});

describe('a page of any origin', () => {
  it('may send X-Plex headers and read the answer', async () => {
    const headers = {
      origin: 'http://127.0.0.1:8080',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-plex-client-identifier,x-plex-product'
    };
    const preflight = await ask(simulator, '/api/v2/pins', { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      headers['access-control-request-headers']
    );
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(Number(preflight.headers.get('access-control-max-age'))).toBeGreaterThan(0);
    const answer = await post(simulator, '/api/v2/pins', { headers: { origin: headers.origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('may read refusals and faults too', async () => {
    simulator.faults.set({ kind: 'status', status: 503 });
    expect((await ask(simulator, '/api/v2/user')).headers.get('access-control-allow-origin')).toBe('*');
  });
});

it('keeps one legacy token per device, whether it came from a PIN or a password', async () => {
  const fromPin = await signInAs(simulator, 'lena');
  await post(simulator, '/api/v2/users/signin', { body: 'login=lena&password=lena-pass' });
  expect((await ask(simulator, '/api/v2/user', { token: fromPin })).status).toBe(401);
});
