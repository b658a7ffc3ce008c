// promises: B2
/** A media server is shown one token, and may have learned others elsewhere: a browser is told none of them. */
import { BONDS } from '../../../src/gateway/secrets/bonds';
import { seal } from '../../../src/gateway/secrets/envelope';
import type { MediaServer } from '../../simulator/media/media-types';
import { DEMO_USER_IDS } from '../../simulator/plex/users';
import { startSimulator, type Simulator } from '../../simulator/start';
import { evilServer, type EvilServer } from '../../support/evil-server';
import { signedInScreen, type SignedIn } from '../../support/gateway-sign-in';
import { testGateway, type TestGateway } from '../../support/gateway-world';

const TMDB = { sessionId: '5e55'.repeat(10), accessToken: `eyJhbGciOi.${'acce55'.repeat(6)}.c0de` };
const OPERATOR = {
  COUCHKEY_TMDB_API_KEY: '0be2'.repeat(8),
  COUCHKEY_TMDB_READ_TOKEN: `eyJ.${'0be2'.repeat(9)}.r`
};
const LAN = [{ kind: 'local', protocol: 'http' }] as const;
const DEVICE = 'remembered'.repeat(4);

let simulator: Simulator;
let gateway: TestGateway;
let den: MediaServer;
let evil: EvilServer;
let her: SignedIn;
let repeated: readonly string[] = [];
let shown: string[];

const repeat = (token: string): string => {
  shown.push(token);
  return [token, ...repeated].join(' and ');
};

/** She has signed in with TMDB too. */
async function keepTmdb(): Promise<void> {
  const { keys, stores } = gateway.world.house;
  const text = JSON.stringify({ version: 1, ...TMDB, signIn: null });
  const sealed = seal(keys.ring(), BONDS.account(her.userId, 'tmdb.grant'), text);
  await stores.accounts.write({ owner: her.userId, name: 'tmdb.grant', sealed, expect: null });
}

beforeAll(async () => {
  shown = [];
  simulator = await startSimulator({ media: [] });
  den = await simulator.media.add({ name: 'Den', owner: DEMO_USER_IDS.ada, addresses: LAN });
  gateway = await testGateway({
    COUCHKEY_PLEX_URL: simulator.urls.plex,
    COUCHKEY_LOOPBACK_SERVERS: 'true',
    ...OPERATOR
  });
  her = await signedInScreen(gateway, simulator, 'ada', 'admin');
  await keepTmdb();
  const { cookies, csrf } = her.screen;
  cookies.set('couchkey_device', DEVICE);
  repeated = [
    her.accountToken,
    ...Object.values(TMDB),
    ...Object.values(OPERATOR),
    ...cookies.values(),
    csrf
  ];
  const answer = (said: (text: string) => unknown) => (response: any, token: string) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ MediaContainer: said(repeat(token)) }));
  const sections = answer((text) => ({ Directory: [{ key: '1', title: text, type: 'movie' }] }));
  evil = await evilServer(
    simulator,
    den,
    answer((title) => ({ title })),
    { sections }
  );
}, 60_000);

afterAll(async () => {
  await evil.stop();
  await gateway.stop();
  await simulator.stop();
});

const told = (said: unknown): readonly string[] =>
  [...shown, ...repeated].filter((secret) => JSON.stringify(said).includes(secret));

test('in a reply that is handed on', async () => {
  const { body } = await her.screen.get(`/api/pms/${den.machineIdentifier}/library/metadata/1`);
  expect([body.MediaContainer.title, new Set(shown).size]).toEqual([expect.stringContaining(' and *'), 1]);
  expect(told(body)).toEqual([]);
});

test('in the name of a library', async () => {
  const { body } = await her.screen.get(`/api/plex/libraries?serverId=${den.machineIdentifier}`);
  expect(body.libraries[0].title).toMatch(/^\*+ and \*/);
  expect(told(body)).toEqual([]);
});

test('in the name of a server, wherever it is said', async () => {
  const named = await simulator.media.add({
    name: repeated.join(' '),
    owner: DEMO_USER_IDS.ada,
    addresses: LAN
  });
  const serverId = named.machineIdentifier;
  const replies = [
    await her.screen.send('POST', '/api/plex/select-server', { serverId, refetch: true, brisk: false }),
    await her.screen.get('/api/plex/servers'),
    await her.screen.send('POST', `/api/plex/servers/${serverId}/look`),
    await her.screen.get('/api/status')
  ].map(({ body }) => body);
  expect(replies[0].server.name).toMatch(/^\*+ \*/);
  expect(told(replies)).toEqual([]);
});
