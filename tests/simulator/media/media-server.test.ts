import { startSimulator, type Simulator } from '../start';
import type { MediaServer } from './media-types';

const OWNER = 1001;
const GUEST = 1003;
const OUTSIDER = 1006;
// Nothing is kept alive, so that a restart of a server cannot be met on an old connection.
const JSON_PLEASE = { accept: 'application/json', connection: 'close' };

let simulator: Simulator;
let den: MediaServer;
let url: string;

beforeEach(async () => {
  simulator = await startSimulator({ media: [] });
  den = await simulator.media.add({ name: 'Den', owner: OWNER, sharedWith: [GUEST] });
  url = den.addresses[0]?.listener.url ?? '';
});
afterEach(() => simulator.stop());

const get = (path: string, headers: Record<string, string> = JSON_PLEASE) => fetch(url + path, { headers });
const withToken = (token: string) => ({ ...JSON_PLEASE, 'x-plex-token': token });
const inside = async (path: string, token: string) =>
  (await (await get(path, withToken(token))).json()).MediaContainer;
const statusWith = async (token: string, path = '/'): Promise<number> =>
  (await get(path, withToken(token))).status;

describe('the open door', () => {
  it('tells anybody who it is, and nothing else', async () => {
    const { MediaContainer } = await (await get('/identity')).json();
    expect(MediaContainer).toEqual({
      size: 0,
      claimed: true,
      machineIdentifier: den.machineIdentifier,
      version: expect.stringMatching(/^\d+\.\d+/)
    });
  });

  it('speaks JSON only to a client that names it, and with exactly that content type', async () => {
    const named = await get('/identity', { accept: 'text/plain, application/json;q=0.9' });
    expect(named.headers.get('content-type')).toBe('application/json');
    for (const accept of ['*/*', 'application/xml', 'application/json-seq']) {
      const other = await get('/identity', { accept });
      expect(other.headers.get('content-type')).toMatch(/^text\/xml/);
      expect(await other.text()).toMatch(/<MediaContainer [^>]*machineIdentifier="/);
    }
  });

  it.each(['/', '/library/sections', '/library/sections/1/all', '/nowhere'])(
    'meets a stranger at %s with a 401 in HTML, whatever was asked for',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      expect(await answer.text()).toContain('<title>Unauthorized</title>');
    }
  );
});

describe('whose token opens it', () => {
  it('the token plex.tv hands out for this user and this server, as header or in the query', async () => {
    const token = den.tokens.tokenFor(GUEST);
    expect(await statusWith(token)).toBe(200);
    expect((await get(`/?X-Plex-Token=${token}`)).status).toBe(200);
  });

  it('not the token of another server', async () => {
    const attic = await simulator.media.add({ name: 'Attic', owner: OWNER });
    expect(await statusWith(attic.tokens.tokenFor(OWNER))).toBe(401);
  });

  it('not a token of somebody it is not shared with (any more)', async () => {
    expect(await statusWith(den.tokens.tokenFor(OUTSIDER))).toBe(401);
    simulator.media.change('Den', { sharedWith: [] });
    expect(await statusWith(den.tokens.tokenFor(GUEST))).toBe(401);
  });

  it('the owner’s account token, but not that of a user it is shared with', async () => {
    expect(await statusWith(simulator.plex.mintToken('ada', 'tv-1'))).toBe(200);
    expect(await statusWith(simulator.plex.mintToken('mara', 'tv-2'))).toBe(401);
  });

  it('not an account token that plex.tv has revoked', async () => {
    const token = simulator.plex.mintToken('ada', 'tv-1');
    simulator.plex.revokeToken(token);
    expect(await statusWith(token)).toBe(401);
  });

  it('a transient token for two days, or until the server restarts', async () => {
    const ask = async (): Promise<string> => {
      const answer = await fetch(`${url}/security/token?type=delegation&scope=all`, {
        method: 'POST',
        headers: withToken(den.tokens.tokenFor(GUEST))
      });
      return (await answer.json()).MediaContainer.token;
    };
    const [first, second] = [await ask(), await ask()];
    expect(await statusWith(first)).toBe(200);
    await simulator.media.stop('Den');
    await simulator.media.start('Den');
    expect(await statusWith(first)).toBe(401);
    const third = await ask();
    simulator.clock.jump(48 * 3_600_000);
    expect([await statusWith(second), await statusWith(third)]).toEqual([401, 401]);
  });

  it('after a rotation only the new token, which plex.tv then lists', async () => {
    const old = den.tokens.tokenFor(GUEST);
    const fresh = simulator.media.rotateToken('Den', GUEST);
    expect([await statusWith(old), await statusWith(fresh)]).toEqual([401, 200]);
    expect(den.tokens.tokenFor(GUEST)).toBe(fresh);
  });

  it('no token at all once it is revoked, though plex.tv goes on listing it', async () => {
    const token = den.tokens.tokenFor(GUEST);
    simulator.media.revokeToken('Den', GUEST);
    expect(await statusWith(token)).toBe(401);
    expect(den.tokens.tokenFor(GUEST)).toBe(token);
    expect((await get('/identity')).status).toBe(200);
  });

  it('not one that a fault revokes on its way in', async () => {
    const token = den.tokens.tokenFor(OWNER);
    simulator.faults.set({ kind: 'tokenRevoked', service: 'media:Den', route: 'sections', times: 1 });
    expect(await statusWith(token, '/library/sections')).toBe(401);
    expect(await statusWith(token)).toBe(401);
  });
});

describe('what a welcome visitor sees', () => {
  it('the server’s name and its owner’s sign-in', async () => {
    expect(await inside('/', den.tokens.tokenFor(GUEST))).toMatchObject({
      friendlyName: 'Den',
      machineIdentifier: den.machineIdentifier,
      myPlexUsername: 'ada',
      myPlexSigninState: 'ok',
      myPlexMappingState: 'mapped'
    });
  });

  it('its libraries, and as many items in each as it says', async () => {
    const token = den.tokens.tokenFor(OWNER);
    const { Directory, size } = await inside('/library/sections', token);
    expect(Directory).toHaveLength(size);
    for (const { key, title } of Directory) {
      const all = await inside(`/library/sections/${key}/all`, token);
      expect(all).toHaveProperty('librarySectionTitle', title);
      expect(all.Metadata).toHaveLength(all.size);
      const page = `/library/sections/${key}/all?X-Plex-Container-Start=0&X-Plex-Container-Size=0`;
      expect(await inside(page, token)).toMatchObject({ size: 0, totalSize: all.size });
    }
  });

  it('404 for a library that is not there', async () => {
    expect(await statusWith(den.tokens.tokenFor(OWNER), '/library/sections/99/all')).toBe(404);
  });

  it('the same in XML', async () => {
    const headers = { accept: '*/*', 'x-plex-token': den.tokens.tokenFor(OWNER) };
    const xml = await (await get('/library/sections', headers)).text();
    expect(xml.match(/<Directory /g)).toHaveLength(3);
    expect(xml).toMatch(/<Location id="1" path="/);
  });
});

describe('which pages may read it', () => {
  const ask = (method: string) =>
    fetch(`${url}/identity`, { method, headers: { ...JSON_PLEASE, origin: 'http://tv.test' } });
  const allowed = async (method: string) => (await ask(method)).headers.get('access-control-allow-origin');

  it('promises anybody in the preflight, and answers for app.plex.tv alone', async () => {
    expect(await allowed('OPTIONS')).toBe('http://tv.test');
    expect(await allowed('GET')).toBe('https://app.plex.tv');
  });

  it('says so on refusals too', async () => {
    expect((await get('/')).headers.get('access-control-allow-origin')).toBe('https://app.plex.tv');
  });

  it('can be switched to let everybody or nobody in', async () => {
    simulator.media.change('Den', { cors: 'any' });
    expect(await allowed('GET')).toBe('*');
    simulator.media.change('Den', { cors: 'none' });
    expect([await allowed('OPTIONS'), await allowed('GET')]).toEqual([null, null]);
  });
});

it('turns plain http away when secure connections are required', async () => {
  simulator.media.change('Den', { httpsRequired: true });
  expect((await get('/identity')).status).toBe(403);
  expect(await statusWith(den.tokens.tokenFor(OWNER))).toBe(403);
});

it('notes in the journal which server was sent which token', async () => {
  const token = den.tokens.tokenFor(OWNER);
  await get('/identity');
  await get('/', withToken(token));
  const carried = simulator.journal.sentTo(token).map(({ service, route }) => `${service} ${route}`);
  expect(carried).toEqual(['media:Den root']);
});
