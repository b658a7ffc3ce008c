import { PNG } from 'pngjs';
import jsQR from 'jsqr';
import { ask, post, signInAs } from '../ask';
import { startSimulator, type Simulator } from '../start';

const MINUTE = 60_000;

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

describe('a new PIN', () => {
  it('is a short code of four characters that lives fifteen minutes', async () => {
    const { status, body } = await post(simulator, '/api/v2/pins');
    expect(status).toBe(201);
    expect(body.code).toMatch(/^[A-Z0-9]{4}$/);
    expect(body.expiresIn).toBe(900);
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(15 * MINUTE);
  });

  it.each([
    ['in the query', { path: '/api/v2/pins?strong=true' }],
    ['in the query as Python writes it', { path: '/api/v2/pins?strong=True' }],
    ['in the query as a digit', { path: '/api/v2/pins?strong=1' }],
    ['in a form', { path: '/api/v2/pins', body: 'strong=true' }],
    ['in a JSON body', { path: '/api/v2/pins', json: { strong: true } }]
  ])('is strong when that is asked for %s', async (_where, { path, ...options }) => {
    const { body } = await post(simulator, path, options);
    expect(body.code).toMatch(/^[a-z0-9]{25}$/);
    expect(body.expiresIn).toBe(1800);
  });

  it.each(['/api/v2/pins?strong=false', '/api/v2/pins?strong=', '/api/v2/pins'])(
    'is short for %s',
    async (path) => {
      expect((await post(simulator, path)).body.code).toHaveLength(4);
    }
  );

  it('says null, not nothing, for what is not there yet', async () => {
    const { body } = await post(simulator, '/api/v2/pins');
    expect(body).toMatchObject({
      authToken: null,
      newRegistration: null,
      trusted: false,
      clientIdentifier: 'tv-1'
    });
  });

  it('calls a product that was not named "0"', async () => {
    expect((await post(simulator, '/api/v2/pins')).body.product).toBe('0');
    const named = await post(simulator, '/api/v2/pins', { headers: { 'X-Plex-Product': 'Couchkey' } });
    expect(named.body.product).toBe('Couchkey');
  });

  it('takes X-Plex values from the query as well', async () => {
    const path = '/api/v2/pins?X-Plex-Client-Identifier=from-query&X-Plex-Product=Query';
    const { status, body } = await post(simulator, path, { client: null });
    expect([status, body.clientIdentifier, body.product]).toEqual([201, 'from-query', 'Query']);
  });

  it('is refused without a client identifier', async () => {
    const { status, body } = await post(simulator, '/api/v2/pins', { client: null });
    expect(status).toBe(400);
    expect(body.errors[0]).toEqual({
      code: 1000,
      message: 'X-Plex-Client-Identifier is missing',
      status: 400
    });
  });

  it('comes as XML unless JSON is asked for', async () => {
    const { headers, text } = await post(simulator, '/api/v2/pins', { accept: '*/*' });
    expect(headers.get('content-type')).toContain('application/xml');
    expect(text).toMatch(/<pin id="\d{10}" code="[A-Z0-9]{4}" product="0" trusted="0"/);
    expect(text).toMatch(/createdAt="\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC"/);
    expect(text).toContain('authToken=""');
    expect(text).toContain('<location ');
  });
});

describe('a poll', () => {
  it('counts down the seconds that are left', async () => {
    const pin = await post(simulator, '/api/v2/pins');
    simulator.clock.jump(24_000);
    expect((await ask(simulator, `/api/v2/pins/${pin.body.id}`)).body.expiresIn).toBe(876);
  });

  it('has no token before the phone and the same token ever after', async () => {
    const pin = await post(simulator, '/api/v2/pins');
    const poll = async () => (await ask(simulator, `/api/v2/pins/${pin.body.id}`)).body;
    expect((await poll()).authToken).toBeNull();
    simulator.phone.approve(pin.body.code);
    const claimed = await poll();
    expect(claimed.authToken).toMatch(/^[A-Za-z0-9]{20}$/);
    expect(claimed.newRegistration).toBe(false);
    expect((await poll()).authToken).toBe(claimed.authToken);
  });

  it('finds nothing once the PIN has run out, claimed or not', async () => {
    const pin = await post(simulator, '/api/v2/pins');
    simulator.phone.approve(pin.body.code);
    simulator.clock.jump(15 * MINUTE);
    const { status, body } = await ask(simulator, `/api/v2/pins/${pin.body.id}`);
    expect(status).toBe(404);
    expect(body.errors).toEqual([{ code: 1020, message: 'Code not found or expired', status: 404 }]);
  });

  it('finds nothing with another client identifier', async () => {
    const pin = await post(simulator, '/api/v2/pins');
    const { status, body } = await ask(simulator, `/api/v2/pins/${pin.body.id}`, { client: 'tv-2' });
    expect([status, body.errors[0].code]).toEqual([404, 1020]);
  });

  it('finds nothing for an id that never was, and says so in XML too', async () => {
    const { status, text } = await ask(simulator, '/api/v2/pins/1', { accept: '*/*' });
    expect(status).toBe(404);
    expect(text).toContain(
      '<errors><error code="1020" message="Code not found or expired" status="404"/></errors>'
    );
  });

  it('is refused without a client identifier', async () => {
    const pin = await post(simulator, '/api/v2/pins');
    const { status, body } = await ask(simulator, `/api/v2/pins/${pin.body.id}`, { client: null });
    expect([status, body.errors[0].code]).toEqual([400, 1000]);
  });

  it('can be made to hand the token out only once', async () => {
    simulator.plex.habits.claimedPinStays = false;
    const pin = await post(simulator, '/api/v2/pins');
    simulator.phone.approve(pin.body.code);
    expect((await ask(simulator, `/api/v2/pins/${pin.body.id}`)).body.authToken).not.toBeNull();
    expect((await ask(simulator, `/api/v2/pins/${pin.body.id}`)).status).toBe(404);
  });
});

describe('a limit on PINs', () => {
  it('answers 429 and says how long to wait', async () => {
    simulator.plex.habits.pinsPerMinute = 1;
    await post(simulator, '/api/v2/pins');
    const refused = await post(simulator, '/api/v2/pins');
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    simulator.clock.jump(wait * 1000);
    expect((await post(simulator, '/api/v2/pins')).status).toBe(201);
  });

  it('can keep the waiting time to itself', async () => {
    Object.assign(simulator.plex.habits, { pinsPerMinute: 0, sendRetryAfter: false });
    const refused = await post(simulator, '/api/v2/pins');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null]);
  });

  it('is one for each client identifier', async () => {
    simulator.plex.habits.pinsPerMinute = 1;
    await post(simulator, '/api/v2/pins');
    expect((await post(simulator, '/api/v2/pins', { client: 'tv-2' })).status).toBe(201);
  });
});

describe('linking from another signed-in app', () => {
  it('claims a short code', async () => {
    const token = await signInAs(simulator, 'noor', 'phone-app');
    const pin = await post(simulator, '/api/v2/pins');
    const body = `code=${pin.body.code}`;
    expect((await ask(simulator, '/api/v2/pins/link', { method: 'PUT', token, body })).status).toBe(204);
    expect((await ask(simulator, `/api/v2/pins/${pin.body.id}`)).body.authToken).not.toBeNull();
  });

  it('is refused to strangers and for unknown or strong codes', async () => {
    const token = await signInAs(simulator, 'noor', 'phone-app');
    const strong = await post(simulator, '/api/v2/pins?strong=true');
    const link = (body: string, by?: string) => {
      return ask(simulator, '/api/v2/pins/link', {
        method: 'PUT',
        body,
        ...(by === undefined ? {} : { token: by })
      });
    };
    expect((await link('code=ABCD')).status).toBe(401);
    expect((await link('code=????', token)).status).toBe(404);
    expect((await link(`code=${strong.body.code}`, token)).status).toBe(404);
  });
});

it('draws a QR picture that leads to the link page with the code filled in', async () => {
  const pin = await post(simulator, '/api/v2/pins');
  const response = await fetch(pin.body.qr);
  const { data, width, height } = PNG.sync.read(Buffer.from(await response.arrayBuffer()));
  expect(response.headers.get('content-type')).toBe('image/png');
  const read = jsQR(new Uint8ClampedArray(data), width, height);
  expect(read?.data).toBe(`${simulator.urls.plex}/link/?pin=${pin.body.code}`);
});

it('mints the same codes, ids and tokens for the same seed, and others for another', async () => {
  const mint = async (seed: number) => {
    const other = await startSimulator({ seed });
    const pin = await post(other, '/api/v2/pins');
    const token = await signInAs(other);
    await other.stop();
    return [pin.body.code, pin.body.id, token];
  };
  const first = await mint(7);
  expect(await mint(7)).toEqual(first);
  expect(await mint(8)).not.toEqual(first);
});
