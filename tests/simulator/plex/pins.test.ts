import { startSimulator, type Simulator } from '../start';

const JSON_FOR_TV = { accept: 'application/json', 'x-plex-client-identifier': 'tv-1' };

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

async function post(path = '/api/v2/pins', headers: Record<string, string> = JSON_FOR_TV) {
  const response = await fetch(simulator.urls.plex + path, { method: 'POST', headers });
  return { status: response.status, body: (await response.json()) as any };
}

async function poll(id: number, headers: Record<string, string> = JSON_FOR_TV) {
  const response = await fetch(`${simulator.urls.plex}/api/v2/pins/${id}`, { headers });
  return { status: response.status, body: (await response.json()) as any };
}

it('mints a short code, links it, and goes on handing out its token', async () => {
  const created = await post();
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({
    authToken: null,
    newRegistration: null,
    product: '0',
    expiresIn: 900
  });
  expect(simulator.phone.approve(created.body.code)).toMatchObject({ ok: true });
  const first = await poll(created.body.id);
  expect(first.body.authToken).toMatch(/^[\w-]{20}$/);
  expect((await poll(created.body.id)).body.authToken).toBe(first.body.authToken);
});
