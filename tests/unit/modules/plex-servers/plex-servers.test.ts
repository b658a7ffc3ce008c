import { failureIn } from '../../../support/servers-world';
import { resourceBody } from '../../../support/server-facts';
import { signInRecord, SmallHouse } from '../../../support/small-house';

const HASH = '0123456789abcdef0123456789abcdef';
const LAN = `https://192-168-1-5.${HASH}.plex.direct:32400`;
const TWIN = 'http://192.168.1.5:32400';
const DEN = { machine: 'machine-den', token: 'server-token-of-den' };
const ATTIC = { clientIdentifier: 'machine-attic', name: 'Attic', accessToken: 'server-token-of-attic' };

const jwt = ['{"alg":"EdDSA"}', '{"iat":1}', 'signature']
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

let house: SmallHouse;

beforeEach(() => {
  house = new SmallHouse();
  house.resources = [resourceBody()];
  house.machines = { [LAN]: DEN };
});

const reach = (id: string | null = null, refetch = false) =>
  house.settle(house.servers().reach(id, { refetch, brisk: false }));
const loss = (id: string | null = null, refetch = false) =>
  house.settle(failureIn(house.servers().reach(id, { refetch, brisk: false })));

describe('reaching a server', () => {
  it('takes two round trips once the list is known, and none at plex.tv when the server is kept', async () => {
    const first = await reach();
    expect(first.latencyMs).toBe(20);
    expect(house.clock.now()).toBe(60);
    const begun = house.clock.now();
    await reach();
    expect([house.clock.now() - begun, house.listings]).toEqual([40, 1]);
  });

  it('leaves no timer and no request behind', async () => {
    await reach();
    expect([house.clock.pending, house.http.inFlight]).toEqual([0, 0]);
  });

  it('asks plex.tv whether the server has moved, but not more than once a minute', async () => {
    await reach();
    house.machines = {};
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await loss();
      await house.clock.advance(10_000);
    }
    const minutes = house.clock.now() / 60_000;
    expect(house.listings).toBeLessThanOrEqual(Math.ceil(minutes) + 1);
    expect(house.listings).toBeGreaterThan(2);
  });

  it('follows the server when its address has changed', async () => {
    await reach();
    const moved = `https://192-168-1-77.${HASH}.plex.direct:32400`;
    house.resources = [resourceBody({ connections: [{ uri: moved, address: '192.168.1.77', local: true }] })];
    house.machines = { [moved]: DEN };
    await house.clock.advance(60_000);
    expect((await reach()).uri).toBe(moved);
  });

  it('does not try the same dead addresses twice because plex.tv lists them still', async () => {
    await reach();
    house.machines = {};
    await house.clock.advance(60_000);
    const before = house.http.count('GET', '/identity');
    await loss();
    expect(house.http.count('GET', '/identity') - before).toBe(1);
  });

  it('begins with the last good address where not all can set off at once', async () => {
    const uris = [...'123456789'].map((each) => `https://192-168-1-${each}.${HASH}.plex.direct:32400`);
    const connections = uris.map((uri) => ({ uri, address: '', local: true }));
    house.resources = [resourceBody({ connections })];
    house.machines = { [uris[8] as string]: DEN };
    await reach();
    const before = house.requests.length;
    await reach();
    expect(new URL(house.requests[before]?.url ?? '').origin).toBe(uris[8]);
  });

  it('keeps a server that one answer leaves out', async () => {
    await reach();
    house.resources = [];
    expect(await reach(null, true)).toMatchObject({ server: { id: 'machine-den' } });
    expect(await reach('machine-den', true)).toMatchObject({ uri: LAN });
  });

  it('reaches the kept server when plex.tv answers with nonsense', async () => {
    await reach();
    house.resources = { MediaContainer: {} };
    expect(await reach(null, true)).toMatchObject({ uri: LAN });
  });

  it('is refused by a server whose token is a JWT, and neither sends nor keeps it', async () => {
    house.resources = [resourceBody({ accessToken: jwt })];
    expect(await loss()).toEqual({ code: 'serverRefused', tried: [{ uri: '', result: 'jwtToken' }] });
    expect(house.requests.filter(({ url }) => !url.includes('plex.tv'))).toEqual([]);
    expect(house.vault.written.filter((text) => text.includes(jwt))).toEqual([]);
  });

  it('says so when plex.tv lists no token for the server', async () => {
    house.resources = [resourceBody({ accessToken: null })];
    expect(await loss()).toEqual({ code: 'serverRefused', tried: [{ uri: '', result: 'noToken' }] });
  });

  it('leaves the session to the issuer when nobody is signed in', async () => {
    house.vault.disk.delete('plex.signIn');
    expect(await loss()).toEqual({ code: 'storage' });
  });
});

describe('what is remembered', () => {
  it('is the selection of an older program, though it kept no right to use it', async () => {
    house.resources = [resourceBody(ATTIC), resourceBody()];
    house.vault.disk.set('server', JSON.stringify({ version: 1, id: 'machine-den', uri: LAN }));
    expect(await reach()).toMatchObject({ server: { id: 'machine-den' } });
  });

  it('is for another person only a hint: if they may not use that server, they choose', async () => {
    await reach();
    house.vault.disk.set('plex.signIn', signInRecord('finn'));
    house.resources = [resourceBody(ATTIC), resourceBody({ ...ATTIC, clientIdentifier: 'third' })];
    expect(await loss()).toMatchObject({ code: 'noServer' });
    const list = await house.settle(house.servers().list());
    expect(list.rememberedId).toBeNull();
  });

  it('is no guarded profile’s token for anybody else', async () => {
    house.open('finn', true);
    await reach();
    house.open('mara', true);
    house.resources = [resourceBody({ accessToken: 'token-of-mara-for-den' })];
    expect((await loss()).code).toBe('serverRefused');
    expect(house.requests.map(({ headers }) => headers['X-Plex-Token']).pop()).toBe('token-of-mara-for-den');
  });

  it.each([true, false])('does not come back after a sign-out (guarded: %s)', async (guarded) => {
    house.open('finn', guarded);
    await reach();
    await house.vault.wipe('account');
    house.open('finn', guarded);
    house.resources = [resourceBody(), resourceBody(ATTIC)];
    expect(await loss()).toMatchObject({ code: 'noServer' });
  });

  it.each(['', '{', '[]', '{"version":2,"id":"x"}', '{"version":1}', '{"version":1,"id":7}'])(
    'is nothing when the record is %s',
    async (text) => {
      house.vault.disk.set('server', text);
      expect(await reach()).toMatchObject({ uri: LAN });
    }
  );

  it('is trusted no more than the wire, and asked for again when it leads nowhere', async () => {
    const torn = {
      version: 1,
      owner: 'plex/ada/ada',
      id: 'machine-den',
      accessToken: 'x',
      connections: 'none'
    };
    house.vault.disk.set('server', JSON.stringify(torn));
    expect(await reach()).toMatchObject({ uri: LAN });
    expect(house.requests.filter(({ headers }) => headers['X-Plex-Token'] === 'x')).toEqual([]);
  });
});

describe('a machine that sends us elsewhere', () => {
  it('sees no token, even where the engine follows by itself and tells only afterwards', async () => {
    const send = house.http.send.bind(house.http);
    house.http.send = (request, stop) =>
      send(request, stop).then((reply) => ({ ...reply, url: request.url.replace(/:32400/, ':8080') }));
    house.open('ada');
    await expect(
      house.settle(house.servers().reach(null, { refetch: false, brisk: false }))
    ).rejects.toMatchObject({
      code: 'redirected'
    });
    expect(house.requests.filter(({ headers }) => headers['X-Plex-Token'] === DEN.token)).toEqual([]);
  });

  it('may lead from a path to another one of its own', async () => {
    const send = house.http.send.bind(house.http);
    house.http.send = (request, stop) =>
      send(request, stop).then((reply) => ({ ...reply, url: `${LAN.toUpperCase()}/elsewhere` }));
    await expect(reach()).resolves.toMatchObject({ uri: LAN });
  });
});

describe('a typed address', () => {
  it('over http is none for a server that requires https, even if it answers', async () => {
    house.resources = [resourceBody({ httpsRequired: true })];
    house.machines = { [TWIN]: DEN };
    const typed = house.servers().reachAddress(TWIN);
    expect(await house.settle(failureIn(typed))).toMatchObject({ code: 'needsHttps' });
    expect(house.requests.filter(({ headers }) => headers['X-Plex-Token'] === DEN.token)).toEqual([]);
  });

  it.each(['account-token', 'token-of-finn'])(
    'with the account’s or a profile’s own token sends it nowhere',
    async (own) => {
      house.open('finn');
      house.machines = { [TWIN]: { ...DEN, token: own } };
      const typed = house.servers().reachAddress(TWIN, ` ${own} `);
      expect(await house.settle(failureIn(typed))).toMatchObject({ code: 'tokenNotAccepted' });
      expect(house.requests.filter(({ headers }) => headers['X-Plex-Token'] === own)).toEqual([]);
    }
  );

  it('with a token that is a JWT is refused before it is sent anywhere', async () => {
    house.machines = { [TWIN]: DEN };
    const typed = house.servers().reachAddress(TWIN, jwt);
    expect(await house.settle(failureIn(typed))).toMatchObject({ code: 'serverRefused' });
    expect(house.requests.filter(({ headers }) => headers['X-Plex-Token'] === jwt)).toEqual([]);
  });
});

describe('plain http in the house', () => {
  beforeEach(() => {
    house.machines = { [TWIN]: DEN };
  });

  it('is offered, and used once the viewer has agreed, for this server', async () => {
    expect((await loss()).tried).toContainEqual({ uri: TWIN, result: 'needsConsent' });
    await house.servers().allowInsecure('machine-den');
    expect(await reach()).toMatchObject({ uri: TWIN, secure: false, class: 'local' });
  });

  it('is not used for another server than the one it was agreed to', async () => {
    await house.servers().allowInsecure('machine-attic');
    expect((await loss()).tried).toContainEqual({ uri: TWIN, result: 'needsConsent' });
  });

  it('follows the operator who decided for everybody', async () => {
    const always = house.servers({ insecureLan: 'always' }).reach(null, { refetch: false, brisk: false });
    expect(await house.settle(always)).toMatchObject({ uri: TWIN });
  });

  it('is not used where the operator has ruled it out, whatever the viewer agreed to', async () => {
    const never = house.servers({ insecureLan: 'never' });
    await never.allowInsecure('machine-den');
    const { tried } = await house.settle(failureIn(never.reach(null, { refetch: false, brisk: false })));
    expect(tried).toContainEqual({ uri: TWIN, result: 'plainForbidden' });
  });

  it('is no way any more once the viewer has ruled it out, and one again when that is taken back', async () => {
    await house.servers().allowInsecure('machine-den');
    const route = await reach();
    expect(await house.settle(house.servers().probe(route))).toBe(20);
    const never = house.servers({ insecureLan: 'never' });
    expect(await house.settle(failureIn(never.probe(route)))).toEqual({ code: 'noRoute' });
    const again = never.reach(null, { refetch: false, brisk: false });
    const { tried } = await house.settle(failureIn(again));
    expect(tried).toContainEqual({ uri: TWIN, result: 'plainForbidden' });
    expect(await reach()).toMatchObject({ uri: TWIN });
  });

  it('is never tried for a server that requires https', async () => {
    house.resources = [resourceBody({ httpsRequired: true })];
    await house.servers().allowInsecure('machine-den');
    expect((await loss()).tried).toContainEqual({ uri: TWIN, result: 'httpsRequired' });
    expect(house.requests.filter(({ url }) => url.startsWith('http:'))).toEqual([]);
  });
});
