import { startSimulator, type Simulator } from '../start';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ media: [] });
});
afterEach(() => simulator.stop());

async function ask(method: string, path: string, body?: object, bearer = simulator.tmdb.readToken) {
  const response = await fetch(`${simulator.urls.tmdb}/4/${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  return { status: response.status, body: await response.json() };
}

const newToken = async (body?: object): Promise<string> =>
  (await ask('POST', 'auth/request_token', body)).body.request_token;
const exchange = (request_token: string) => ask('POST', 'auth/access_token', { request_token });

async function signIn(): Promise<{ access_token: string; account_id: string }> {
  const token = await newToken();
  simulator.phone.approveTmdb(token);
  return (await exchange(token)).body;
}

it('refuses the v3 key in the query: v4 wants the read token as Bearer', async () => {
  const url = `${simulator.urls.tmdb}/4/auth/request_token?api_key=${simulator.tmdb.apiKey}`;
  const response = await fetch(url, { method: 'POST' });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ success: false, status_code: 7 });
});

it('says 41 and 422 until the person approves, then gives an access token and an account id', async () => {
  const token = await newToken();
  expect(await exchange(token)).toMatchObject({ status: 422, body: { success: false, status_code: 41 } });
  simulator.phone.approveTmdb(token);
  expect(await exchange(token)).toEqual({
    status: 200,
    body: {
      success: true,
      status_code: 1,
      status_message: 'Success.',
      access_token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
      account_id: expect.stringMatching(/^[0-9a-f]{24}$/)
    }
  });
});

it('gives a request token fifteen minutes, not v3’s sixty', async () => {
  const token = await newToken();
  simulator.clock.jump(15 * 60_000 - 5000);
  expect((await exchange(token)).body.status_code).toBe(41);
  simulator.clock.jump(5000);
  expect(await exchange(token)).toMatchObject({ status: 401, body: { status_code: 33 } });
});

it('knows no request token of the other version', async () => {
  const token = await newToken();
  simulator.phone.approveTmdb(token);
  const url = `${simulator.urls.tmdb}/3/authentication/session/new?api_key=${simulator.tmdb.apiKey}`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ request_token: token })
  });
  expect(await response.json()).toMatchObject({ status_code: 33 });
});

it('turns an access token into a v3 session, and ends it', async () => {
  const { access_token } = await signIn();
  const convert = async () => {
    const response = await fetch(
      `${simulator.urls.tmdb}/3/authentication/session/convert/4?api_key=${simulator.tmdb.apiKey}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ access_token })
      }
    );
    return { status: response.status, body: await response.json() };
  };
  expect((await convert()).body).toEqual({
    success: true,
    session_id: expect.stringMatching(/^[0-9a-f]{40}$/)
  });
  expect(await ask('DELETE', 'auth/access_token', { access_token })).toMatchObject({
    status: 200,
    body: { success: true, status_code: 13 }
  });
  expect(await convert()).toMatchObject({ status: 401, body: { status_code: 35 } });
});
