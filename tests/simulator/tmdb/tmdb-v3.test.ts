import { startSimulator, type Simulator } from '../start';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ media: [] });
});
afterEach(() => simulator.stop());

async function ask(method: string, path: string, body?: object, key = simulator.tmdb.apiKey) {
  const url = new URL(`/3/${path}`, simulator.urls.tmdb);
  if (key !== '') url.searchParams.set('api_key', key);
  const response = await fetch(url, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  });
  return { status: response.status, body: await response.json() };
}

const newToken = async (): Promise<string> =>
  (await ask('GET', 'authentication/token/new')).body.request_token;
const exchange = (request_token: string) => ask('POST', 'authentication/session/new', { request_token });
const refusal = (status_code: number, status_message: RegExp) => ({
  success: false,
  status_code,
  status_message: expect.stringMatching(status_message)
});

async function signIn(as?: string): Promise<string> {
  const token = await newToken();
  simulator.phone.approveTmdb(token, as);
  return (await exchange(token)).body.session_id;
}

it('refuses every question without the operator’s key, in TMDB’s own words', async () => {
  for (const key of ['', 'wrong']) {
    const { status, body } = await ask('GET', 'authentication/token/new', undefined, key);
    expect(status).toBe(401);
    expect(body).toEqual(refusal(7, /^Invalid API key: You must be granted a valid key\.$/));
  }
});

it('says 10 and not 7 when the operator’s key is suspended', async () => {
  simulator.tmdb.suspendKey(true);
  expect(await ask('GET', 'authentication')).toMatchObject({ status: 401, body: { status_code: 10 } });
  simulator.tmdb.suspendKey(false);
  expect(await ask('GET', 'authentication')).toMatchObject({
    status: 200,
    body: { success: true, status_code: 1 }
  });
});

it('takes the read access token as Bearer in place of the key', async () => {
  const headers = { authorization: `Bearer ${simulator.tmdb.readToken}` };
  const response = await fetch(`${simulator.urls.tmdb}/3/authentication`, { headers });
  expect(response.status).toBe(200);
});

it('gives a request token an hour and prints its end in TMDB’s own date format', async () => {
  const { body } = await ask('GET', 'authentication/token/new');
  expect(body.expires_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  const end = Date.parse(`${body.expires_at.slice(0, 10)}T${body.expires_at.slice(11, 19)}Z`);
  const minutes = (end - simulator.clock.now()) / 60_000;
  expect(Math.round(minutes)).toBe(60);
});

it('denies the session (17) until the person approves, then gives one', async () => {
  const token = await newToken();
  expect(await exchange(token)).toMatchObject({ status: 401, body: refusal(17, /^Session denied\.$/) });
  simulator.phone.approveTmdb(token);
  const { status, body } = await exchange(token);
  expect({ status, success: body.success }).toEqual({ status: 200, success: true });
  expect(body.session_id).toMatch(/^[0-9a-f]{40}$/);
});

it('also exchanges by GET with the token in the query', async () => {
  const token = await newToken();
  simulator.phone.approveTmdb(token);
  const answer = await ask('GET', `authentication/session/new?request_token=${token}`);
  expect(answer.body.session_id).toMatch(/^[0-9a-f]{40}$/);
});

it('exchanges an approved token once', async () => {
  const token = await newToken();
  simulator.phone.approveTmdb(token);
  await exchange(token);
  expect(await exchange(token)).toMatchObject({ status: 401, body: { status_code: 33 } });
});

it('says 33 for a token that has expired, was denied or never was', async () => {
  const [denied, expired] = [await newToken(), await newToken()];
  simulator.phone.denyTmdb(denied);
  expect(await exchange(denied)).toMatchObject({ status: 401, body: { status_code: 33 } });
  simulator.clock.jump(60 * 60_000 - 5000);
  expect(await exchange(expired)).toMatchObject({ body: { status_code: 17 } });
  simulator.clock.jump(5000);
  expect(await exchange(expired)).toMatchObject({ status: 401, body: { status_code: 33 } });
  expect(await exchange('nonsense')).toMatchObject({ status: 401, body: { status_code: 33 } });
});

it('lets nobody approve a token that is over', async () => {
  const token = await newToken();
  simulator.clock.jump(61 * 60_000);
  expect(() => simulator.phone.approveTmdb(token)).toThrow(/expired/);
});

it('tells the account of a session, and refuses (3) without one', async () => {
  const session = await signIn('jonas');
  const { body } = await ask('GET', `account?session_id=${session}`);
  expect(body).toMatchObject({
    username: 'jonas',
    id: expect.any(Number),
    iso_639_1: 'en',
    include_adult: false
  });
  expect(body.avatar).toEqual({ gravatar: { hash: expect.any(String) }, tmdb: { avatar_path: null } });
  expect(await ask('GET', 'account')).toMatchObject({ status: 401, body: { status_code: 3 } });
});

it('ends a session once, on the person’s wish or from the website', async () => {
  const session = await signIn();
  const end = () => ask('DELETE', 'authentication/session', { session_id: session });
  expect(await end()).toEqual({ status: 200, body: { success: true } });
  expect(await end()).toMatchObject({ status: 404, body: { status_code: 37 } });
  const other = await signIn();
  expect(simulator.tmdb.revoke(other)).toBe(true);
  expect(await ask('GET', `account?session_id=${other}`)).toMatchObject({
    status: 401,
    body: { status_code: 3 }
  });
});

it('approves by name and password as the old flow does, with words for what is missing', async () => {
  const request_token = await newToken();
  const login = (extra: object) =>
    ask('POST', 'authentication/token/validate_with_login', { request_token, ...extra });
  expect(await login({})).toMatchObject({ status: 400, body: { status_code: 26 } });
  expect(await login({ username: 'mara', password: 'no' })).toMatchObject({
    status: 401,
    body: { status_code: 30 }
  });
  const [mara] = simulator.tmdb.accounts;
  const answer = await login({ username: mara?.username, password: mara?.password });
  expect(answer.body).toMatchObject({ success: true, request_token });
  expect((await exchange(request_token)).body.success).toBe(true);
});

it('answers 47 to a body that is not JSON, 5 to a missing field and 34 to an unknown path', async () => {
  const url = `${simulator.urls.tmdb}/3/authentication/session/new?api_key=${simulator.tmdb.apiKey}`;
  const broken = await fetch(url, {
    method: 'POST',
    body: '{"request',
    headers: { 'content-type': 'application/json' }
  });
  expect({ status: broken.status, body: await broken.json() }).toMatchObject({
    status: 400,
    body: { status_code: 47 }
  });
  expect(await ask('POST', 'authentication/session/new', {})).toMatchObject({
    status: 422,
    body: { status_code: 5 }
  });
  expect(await ask('GET', 'nowhere')).toMatchObject({ status: 404, body: { status_code: 34 } });
});

it('lets a page of any origin read its answers, preflight included', async () => {
  const url = `${simulator.urls.tmdb}/3/authentication`;
  const preflight = await fetch(url, {
    method: 'OPTIONS',
    headers: { origin: 'http://tv.test', 'access-control-request-headers': 'authorization' }
  });
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
  for (const response of [preflight, await fetch(url)])
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
});

it('answers 429 with code 25 beyond so many requests in one second, and again afterwards', async () => {
  await simulator.stop();
  simulator = await startSimulator({ media: [], tmdb: { requestsPerSecond: 2, retryAfterSeconds: 1 } });
  const all = await Promise.all([1, 2, 3].map(() => ask('GET', 'authentication')));
  const refused = all.filter((answer) => answer.status === 429);
  expect(refused.map((answer) => answer.body.status_code)).toEqual([25]);
  simulator.clock.jump(1001);
  expect((await ask('GET', 'authentication')).status).toBe(200);
});
