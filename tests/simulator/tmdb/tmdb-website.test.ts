import { startSimulator, type Simulator } from '../start';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ media: [] });
});
afterEach(() => simulator.stop());

const bearer = () => ({ authorization: `Bearer ${simulator.tmdb.readToken}` });
const at = (path: string): string => simulator.urls.tmdb + path;

async function v3Token(): Promise<string> {
  const response = await fetch(at('/3/authentication/token/new'), { headers: bearer() });
  return (await response.json()).request_token;
}

async function v4Token(redirect_to?: string): Promise<string> {
  const response = await fetch(at('/4/auth/request_token'), {
    method: 'POST',
    headers: { ...bearer(), 'content-type': 'application/json' },
    body: JSON.stringify(redirect_to === undefined ? {} : { redirect_to })
  });
  return (await response.json()).request_token;
}

const submit = (path: string, fields: Record<string, string>) =>
  fetch(at(path), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

/** Posts the form of a page the way a browser would. */
async function press(page: Response, button: 'approve' | 'deny', extra: Record<string, string> = {}) {
  const html = await page.text();
  const form = html.split('<form').find((part) => part.includes(`id="${button}"`)) ?? '';
  const action = /action="([^"]+)"/.exec(form)?.[1] ?? '';
  const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
  return submit(action, { ...Object.fromEntries(fields), ...extra });
}

async function sessionOf(request_token: string) {
  const response = await fetch(at('/3/authentication/session/new'), {
    method: 'POST',
    headers: { ...bearer(), 'content-type': 'application/json' },
    body: JSON.stringify({ request_token })
  });
  return response.json();
}

it('lets the person approve a v3 token on its page, as whom they choose', async () => {
  const token = await v3Token();
  const page = await fetch(at(`/authenticate/${token}`));
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  const done = await press(page, 'approve', { as: 'jonas' });
  expect(done.status).toBe(200);
  expect(done.headers.get('authentication-callback')).toContain(token);
  const { session_id } = await sessionOf(token);
  const account = await fetch(at(`/3/account?session_id=${session_id}`), { headers: bearer() });
  expect(await account.json()).toMatchObject({ username: 'jonas' });
});

it('goes back to where v3 named on the page', async () => {
  const token = await v3Token();
  const page = await fetch(
    at(`/authenticate/${token}?redirect_to=${encodeURIComponent('http://tv.test/back')}`)
  );
  const done = await press(page, 'approve');
  expect(done.status).toBe(302);
  expect(done.headers.get('location')).toBe(`http://tv.test/back?request_token=${token}&approved=true`);
});

it('goes back to where v4 named when the token was made', async () => {
  const token = await v4Token('http://tv.test/back');
  const done = await press(await fetch(at(`/auth/access?request_token=${token}`)), 'approve');
  expect(done.headers.get('location')).toMatch(/^http:\/\/tv\.test\/back\?request_token=/);
});

it('kills the token when the person denies', async () => {
  const token = await v3Token();
  const done = await press(await fetch(at(`/authenticate/${token}`)), 'deny');
  expect(await done.text()).toContain('Denied');
  expect(await sessionOf(token)).toMatchObject({ status_code: 33 });
});

it('has no page for a token that is over or answered', async () => {
  const token = await v4Token();
  simulator.phone.approveTmdb(token);
  for (const path of [`/auth/access?request_token=${token}`, '/authenticate/unknown']) {
    const page = await fetch(at(path));
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('This request is over');
  }
});

it('takes one answer for a token, and only on the pages of its own version', async () => {
  const token = await v3Token();
  expect((await submit('/auth/access/approve', { request_token: token })).status).toBe(404);
  expect(await sessionOf(token)).toMatchObject({ status_code: 17 });
  simulator.phone.denyTmdb(token);
  expect(() => simulator.phone.approveTmdb(token)).toThrow(/already answered/);
});

it('refuses an approval by nobody it knows, and keeps the token waiting', async () => {
  const token = await v3Token();
  const done = await submit(`/authenticate/${token}/allow`, { as: 'nobody' });
  expect(done.status).toBe(400);
  expect(await sessionOf(token)).toMatchObject({ status_code: 17 });
});

it('prints what it was given as text, never as markup', async () => {
  const token = await v3Token();
  const evil = encodeURIComponent('"><script>alert(1)</script>');
  const page = await fetch(at(`/authenticate/${token}?redirect_to=${evil}`));
  expect(await page.text()).not.toContain('<script>');
});

it('plays the phone by HTTP too', async () => {
  const requestToken = await v3Token();
  const tell = (path: string, body: object) =>
    fetch(`${simulator.urls.plex}/__sim/tmdb/${path}`, { method: 'POST', body: JSON.stringify(body) });
  expect((await tell('approve', { requestToken, as: 'jonas' })).status).toBe(200);
  expect((await sessionOf(requestToken)).session_id).toMatch(/^[0-9a-f]{40}$/);
  expect((await tell('approve', { requestToken })).status).toBe(400);
  await tell('suspend-key', {});
  expect(await sessionOf(requestToken)).toMatchObject({ status_code: 10 });
});
