import { startSimulator, type Simulator } from '../start';
import { connectionsOf } from './media-addresses';
import type { MediaAddressPlan, MediaServer } from './media-types';

const OWNER = 1001;
const GUEST = 1003;

let simulator: Simulator;
let den: MediaServer;

beforeEach(async () => {
  simulator = await startSimulator({ media: [] });
  den = await simulator.media.add({ name: 'Den', owner: OWNER, sharedWith: [GUEST] });
});
afterEach(() => simulator.stop());

const urlOf = (server: MediaServer, at = 0): string => server.addresses[at]?.listener.url ?? '';
const portOf = (server: MediaServer, at = 0): number => server.addresses[at]?.listener.port ?? 0;

async function whoAnswers(url: string): Promise<string> {
  const headers = { accept: 'application/json', connection: 'close' };
  const answer = await fetch(`${url}/identity`, { headers });
  return (await answer.json()).MediaContainer.machineIdentifier;
}

const isRefused = (url: string): Promise<boolean> =>
  fetch(url, { headers: { connection: 'close' } }).then(
    () => false,
    (error: TypeError & { cause: { code: string } }) => error.cause.code === 'ECONNREFUSED'
  );

async function resourcesOf(person: string) {
  const headers = {
    accept: 'application/json',
    'x-plex-client-identifier': `tv-of-${person}`,
    'x-plex-token': simulator.plex.mintToken(person, `tv-of-${person}`)
  };
  const url = `${simulator.urls.plex}/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1`;
  return await (await fetch(url, { headers })).json();
}

const uris = ({ connections }: { connections: { uri: string }[] }): string[] =>
  connections.map(({ uri }) => uri);

describe('what plex.tv lists', () => {
  it('is the server, to its owner and to whom it is shared with, each with a token of their own', async () => {
    const [[own], [shared]] = [await resourcesOf('ada'), await resourcesOf('mara')];
    expect(own).toMatchObject({
      name: 'Den',
      clientIdentifier: den.machineIdentifier,
      owned: true,
      ownerId: null
    });
    expect(shared).toMatchObject({ owned: false, ownerId: OWNER, sourceTitle: 'ada' });
    expect(own.accessToken).toBe(den.tokens.tokenFor(OWNER));
    expect(shared.accessToken).toBe(den.tokens.tokenFor(GUEST));
    expect(await resourcesOf('lena')).toEqual([]);
  });

  it('is an address that answers as that very machine', async () => {
    const [{ connections }] = await resourcesOf('ada');
    expect(await whoAnswers(connections[0].uri)).toBe(den.machineIdentifier);
  });

  it('is never an unclaimed server, though that one answers', async () => {
    simulator.media.change('Den', { claimed: false });
    expect(await resourcesOf('ada')).toEqual([]);
    expect(await whoAnswers(urlOf(den))).toBe(den.machineIdentifier);
  });

  it('is a relay only while the server has it switched on', async () => {
    const kinds = ['local', 'remote', 'relay'] as const;
    const addresses = kinds.map((kind): MediaAddressPlan => ({ kind, protocol: 'http' }));
    await simulator.media.add({ name: 'Attic', owner: OWNER, addresses });
    const flags = async () =>
      (await resourcesOf('ada'))[1].connections.map(({ local, relay }: Record<string, boolean>) => [
        local,
        relay
      ]);
    expect(await flags()).toEqual([
      [true, false],
      [false, false],
      [false, true]
    ]);
    simulator.media.change('Attic', { relay: false });
    expect(await flags()).toHaveLength(2);
    expect((await resourcesOf('ada'))[1].relay).toBe(false);
  });

  it('is a Docker bridge address as local, from 172.17 to 172.31, when the server sits in a container', async () => {
    simulator.media.change('Den', { dockerBridge: true });
    const [{ connections }] = await resourcesOf('ada');
    expect(connections[0].local).toBe(true);
    const bridge = Number(/^172\.(\d+)\./.exec(connections[0].address)?.[1]);
    expect(bridge).toBeGreaterThanOrEqual(17);
    expect(bridge).toBeLessThanOrEqual(31);
  });

  it('is what a setting says at that moment', async () => {
    simulator.media.change('Den', {
      httpsRequired: true,
      publicAddressMatches: false,
      version: '9.9.9',
      publicAddress: '198.51.100.1'
    });
    expect((await resourcesOf('ada'))[0]).toMatchObject({
      httpsRequired: true,
      publicAddressMatches: false,
      productVersion: '9.9.9',
      publicAddress: '198.51.100.1'
    });
  });

  it('goes on being the server when it is off, marked as not present', async () => {
    await simulator.media.stop('Den');
    expect(await resourcesOf('ada')).toMatchObject([{ name: 'Den', presence: false }]);
  });
});

describe('addresses', () => {
  const plans: readonly MediaAddressPlan[] = [
    { kind: 'local', protocol: 'http', state: 'refused' },
    { kind: 'local', protocol: 'http', state: 'silent' },
    { kind: 'remote', protocol: 'http' }
  ];

  it('can be dead in two ways beside a living one', async () => {
    const attic = await simulator.media.add({ name: 'Attic', owner: OWNER, addresses: plans });
    const [refused = '', silent = '', living = ''] = uris((await resourcesOf('ada'))[1]);
    expect(await isRefused(refused)).toBe(true);
    await expect(fetch(silent, { signal: AbortSignal.timeout(200) })).rejects.toThrow(/timeout/);
    expect(await whoAnswers(living)).toBe(attic.machineIdentifier);
  });

  it('that are dead stay dead when a fault comes and goes, or the server restarts', async () => {
    await simulator.media.add({ name: 'Attic', owner: OWNER, addresses: plans });
    const [refused = ''] = uris((await resourcesOf('ada'))[1]);
    simulator.faults.clear(simulator.faults.set({ kind: 'refuse', service: 'media:Attic' }));
    await simulator.media.stop('Attic');
    await simulator.media.start('Attic');
    expect(await isRefused(refused)).toBe(true);
  });

  it('that are IPv6 stand in brackets, or with dashes under a plex.direct name', async () => {
    const [at] = den.addresses;
    if (at === undefined) throw new Error('no address');
    const say = (protocol: 'http' | 'https') =>
      connectionsOf({
        ...den,
        settings: { ...den.settings, plexDirect: true },
        addresses: [{ ...at, plan: { kind: 'local', protocol, address: 'fd00::7' } }]
      })[0];
    expect(say('http')).toMatchObject({
      IPv6: true,
      address: 'fd00::7',
      uri: `http://[fd00::7]:${portOf(den)}`
    });
    expect(say('https')?.uri).toMatch(/^https:\/\/fd00--7\.[0-9a-f]{32}\.plex\.direct:\d+$/);
  });
});

describe('a server on the move', () => {
  it('stops and starts on the same port', async () => {
    const url = urlOf(den);
    await simulator.media.stop('Den');
    expect(await isRefused(url)).toBe(true);
    await simulator.media.start('Den');
    expect(await whoAnswers(url)).toBe(den.machineIdentifier);
  });

  it('leaves nothing behind on its old port, and plex.tv knows the new one', async () => {
    const before = urlOf(den);
    await simulator.media.move('Den');
    expect(await isRefused(before)).toBe(true);
    const [after = ''] = uris((await resourcesOf('ada'))[0]);
    expect(after).not.toBe(before);
    expect(await whoAnswers(after)).toBe(den.machineIdentifier);
  });

  it('keeps its tokens, for its clients keep their sign-in', async () => {
    const token = den.tokens.tokenFor(OWNER);
    await simulator.media.move('Den');
    const headers = { accept: 'application/json', 'x-plex-token': token };
    expect((await fetch(urlOf(den), { headers })).status).toBe(200);
  });

  it('may leave its port to another server', async () => {
    const port = portOf(den);
    await simulator.media.move('Den');
    const attic = await simulator.media.add({
      name: 'Attic',
      owner: OWNER,
      addresses: [{ kind: 'local', protocol: 'http', port }]
    });
    expect(await whoAnswers(`http://127.0.0.1:${port}`)).toBe(attic.machineIdentifier);
  });
});

describe('a wrong machine on an address', () => {
  it('says who it is, knows none of the tokens, and leaves when unmasked', async () => {
    const stranger = simulator.media.impersonate('Den');
    expect(await whoAnswers(urlOf(den))).toBe(stranger.machineIdentifier);
    expect(stranger.machineIdentifier).not.toBe(den.machineIdentifier);
    const headers = { 'x-plex-token': den.tokens.tokenFor(OWNER) };
    expect((await fetch(urlOf(den), { headers })).status).toBe(401);
    simulator.media.unmask('Den');
    expect(await whoAnswers(urlOf(den))).toBe(den.machineIdentifier);
  });

  it('can be another server of the same owner, on one port only', async () => {
    const addresses: readonly MediaAddressPlan[] = [
      { kind: 'local', protocol: 'http' },
      { kind: 'remote', protocol: 'http' }
    ];
    const attic = await simulator.media.add({ name: 'Attic', owner: OWNER, addresses });
    simulator.media.impersonate('Attic', 'Den', portOf(attic, 1));
    expect(await whoAnswers(urlOf(attic, 0))).toBe(attic.machineIdentifier);
    expect(await whoAnswers(urlOf(attic, 1))).toBe(den.machineIdentifier);
  });
});

describe('by HTTP', () => {
  const tell = async (path: string, body: object) => {
    const answer = await fetch(`${simulator.urls.plex}/__sim/media/${path}`, {
      method: 'POST',
      body: JSON.stringify(body)
    });
    return { status: answer.status, body: await answer.json() };
  };

  it('does all that the object does', async () => {
    const { body: attic } = await tell('add', { name: 'Attic', owner: OWNER });
    const uri = attic.connections[0].uri;
    expect(await whoAnswers(uri)).toBe(attic.machineIdentifier);
    await tell('impersonate', { name: 'Attic', by: 'Den' });
    expect(await whoAnswers(uri)).toBe(den.machineIdentifier);
    await tell('unmask', { name: 'Attic' });
    expect((await tell('stop', { name: 'Attic' })).body.isRunning).toBe(false);
    expect(await isRefused(uri)).toBe(true);
    await tell('start', { name: 'Attic' });
    const moved = (await tell('move', { name: 'Attic' })).body.connections[0].uri;
    expect(await whoAnswers(moved)).toBe(attic.machineIdentifier);
    const old = den.tokens.tokenFor(OWNER);
    await tell('rotate-token', { name: 'Den' });
    expect(den.tokens.tokenFor(OWNER)).not.toBe(old);
    await tell('revoke-token', { name: 'Den' });
    expect(den.tokens.holderOf(den.tokens.tokenFor(OWNER))).toBeNull();
    await tell('change', { name: 'Den', cors: 'any' });
    expect(den.settings.cors).toBe('any');
    const list = await (await fetch(`${simulator.urls.plex}/__sim/media`)).json();
    expect(list.map((server: { name: string }) => server.name)).toEqual(['Den', 'Attic']);
  });

  it('says which server it does not know, and which name it misses', async () => {
    expect(await tell('stop', { name: 'Cellar' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('Cellar') }
    });
    expect(await tell('stop', {})).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('name') }
    });
  });
});

it('gives the same machines and tokens to two simulators with one seed', async () => {
  const tokens = async (seed: number) => {
    const one = await startSimulator({ seed });
    const found = one.media.all().map((server) => [server.machineIdentifier, server.tokens.tokenFor(OWNER)]);
    await one.stop();
    return found;
  };
  expect(await tokens(7)).toEqual(await tokens(7));
  expect(await tokens(7)).not.toEqual(await tokens(8));
});
