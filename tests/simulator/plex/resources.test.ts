import type { SimConnection, SimServerFacts } from '../kernel/types';
import { ask, post, signInAs } from '../ask';
import { createPlexWorld } from './create-world';
import { createClock } from '../kernel/clock';
import { createRandom } from '../kernel/random';
import { connectionsFor } from './resource-body';
import { startSimulator, type Simulator } from '../start';
import { plexService } from './service';
import { DEMO_USER_IDS } from './users';
import type { SimReply, SimRequest } from '../kernel/types';

const LAN: SimConnection = {
  protocol: 'https',
  address: '192.0.2.10',
  port: 32400,
  uri: 'https://192-0-2-10.abc.plex.direct:32400',
  local: true,
  relay: false,
  IPv6: false
};
const DOCKER: SimConnection = {
  ...LAN,
  address: '172.18.0.3',
  uri: 'https://172-18-0-3.abc.plex.direct:32400'
};
const RELAY: SimConnection = {
  ...LAN,
  address: '198.51.100.4',
  port: 8443,
  uri: 'https://r.plex.direct:8443',
  local: false,
  relay: true
};
const SIX: SimConnection = {
  ...LAN,
  address: '2001:db8::7',
  uri: 'https://six.plex.direct:32400',
  IPv6: true
};

const NAS: SimServerFacts = {
  machineIdentifier: 'machine-1',
  name: 'NAS',
  ownerId: DEMO_USER_IDS.ada,
  sharedWith: [DEMO_USER_IDS.noor, DEMO_USER_IDS.theo],
  connections: [LAN, DOCKER, RELAY, SIX],
  httpsRequired: true,
  publicAddressMatches: true,
  tokenFor: (userId) => `server-token-of-${userId}`
};

const random = createRandom(1);
const world = createPlexWorld({
  clock: createClock(),
  random,
  servers: () => [NAS],
  linkBase: () => 'http://sim.test'
});
const service = plexService(world, async () => undefined);

function request(token: string, query: Record<string, string> = {}, accept = 'application/json'): SimRequest {
  const headers = { accept, 'x-plex-token': token, 'x-plex-client-identifier': 'tv-1' };
  return {
    method: 'GET',
    path: '/api/v2/resources',
    query,
    params: {},
    headers,
    body: '',
    secure: false,
    port: 0
  };
}

async function list(userId: number, query: Record<string, string> = {}, accept?: string): Promise<SimReply> {
  const token = world.tokens.mintLegacy(userId, 'tv-1', 'pin');
  const route = service.routes.find(({ name }) => name === 'resources');
  if (route === undefined) throw new Error('no such route');
  return route.handle(request(token, query, accept));
}

async function listed(userId: number, query: Record<string, string> = {}): Promise<any[]> {
  return JSON.parse(String((await list(userId, query)).body)) as any[];
}

const EVERYTHING = { includeHttps: '1', includeRelay: '1', includeIPv6: '1' };

describe('the list of servers', () => {
  it('shows an owner his server with explicit nulls for owner and source', async () => {
    const [nas] = await listed(DEMO_USER_IDS.ada, EVERYTHING);
    expect(nas).toMatchObject({
      name: 'NAS',
      clientIdentifier: 'machine-1',
      provides: 'server',
      owned: true,
      home: false,
      ownerId: null,
      sourceTitle: null,
      httpsRequired: true,
      publicAddressMatches: true,
      accessToken: `server-token-of-${DEMO_USER_IDS.ada}`
    });
  });

  it('shows a guest whose server it is, with a token of the guest’s own', async () => {
    const [nas] = await listed(DEMO_USER_IDS.noor, EVERYTHING);
    expect(nas).toMatchObject({
      owned: false,
      home: true,
      ownerId: DEMO_USER_IDS.ada,
      sourceTitle: 'ada',
      accessToken: `server-token-of-${DEMO_USER_IDS.noor}`
    });
  });

  it('knows who shares from within the Home and who from outside', async () => {
    const [nas] = await listed(DEMO_USER_IDS.theo);
    expect(nas.home).toBe(false);
  });

  it('is an empty list, not an error, for somebody without servers', async () => {
    expect(await listed(DEMO_USER_IDS.lena)).toEqual([]);
  });

  it('spells IPv6 the way the wire does, and keeps docker bridges as local as any', async () => {
    const [nas] = await listed(DEMO_USER_IDS.ada, EVERYTHING);
    expect(nas.connections).toEqual([LAN, DOCKER, RELAY, SIX]);
  });

  it('leaves out relays and IPv6 unless asked', async () => {
    const [nas] = await listed(DEMO_USER_IDS.ada, { includeHttps: '1' });
    expect(nas.connections).toEqual([LAN, DOCKER]);
  });

  it('shows plain addresses only unless https is asked for', async () => {
    const [nas] = await listed(DEMO_USER_IDS.ada, { includeIPv6: '1' });
    const uris = nas.connections.map((connection: SimConnection) => connection.uri);
    expect(uris).toEqual([
      'http://192.0.2.10:32400',
      'http://172.18.0.3:32400',
      'http://[2001:db8::7]:32400'
    ]);
  });

  it('is a list of elements in XML', async () => {
    const text = String((await list(DEMO_USER_IDS.ada, EVERYTHING, '*/*')).body);
    expect(text).toMatch(/<resources><resource name="NAS" .*ownerId="" sourceTitle="" owned="1"/);
    expect(text).toMatch(/<connections><connection protocol="https" address="192.0.2.10"/);
  });

  it('does not touch what it was told', () => {
    connectionsFor(NAS, { https: false, relay: false, ipv6: false });
    expect(NAS.connections).toEqual([LAN, DOCKER, RELAY, SIX]);
  });
});

describe('over the wire', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.stop());

  it('is refused to strangers and to clients without an identifier', async () => {
    const stranger = await ask(simulator, '/api/v2/resources');
    expect([stranger.status, stranger.body.errors[0].code]).toEqual([401, 1001]);
    expect((await ask(simulator, '/api/v2/resources', { client: null })).status).toBe(400);
  });

  it('lists the running media servers for their owner', async () => {
    const token = await signInAs(simulator);
    const { body } = await ask(simulator, '/api/v2/resources?includeHttps=1&includeRelay=1', { token });
    expect(body.length).toBeGreaterThan(0);
    expect(body.every((server: any) => server.accessToken !== token)).toBe(true);
  });

  it('gives a switched profile its own tokens', async () => {
    const token = await signInAs(simulator);
    const { body: home } = await ask(simulator, '/api/v2/home/users', { token });
    const noor = home.users.find((user: any) => user.title === 'Noor');
    const { body: switched } = await post(simulator, `/api/v2/home/users/${noor.uuid}/switch`, { token });
    const own = await ask(simulator, '/api/v2/resources', { token });
    const theirs = await ask(simulator, '/api/v2/resources', { token: switched.authToken });
    const tokens = new Set(own.body.map((server: any) => server.accessToken));
    expect(theirs.body.some((server: any) => tokens.has(server.accessToken))).toBe(false);
  });
});
