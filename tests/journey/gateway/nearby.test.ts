// promises: P4
/** A server that plex.tv lists at an address of no use here, and that answers on the local network. */
import dns from 'node:dns';
import { connect } from 'node:tls';
import type { LanServer } from '../../../src/gateway/gdm/gdm';
import type { MediaServer } from '../../simulator/media/media-types';
import { PLEX_DIRECT_HASH, plexDirectName } from '../../simulator/kernel/plex-direct';
import { DEMO_USER_IDS } from '../../simulator/plex/users';
import { startSimulator, type Simulator } from '../../simulator/start';
import type { Reply } from '../../support/gateway-screen';
import { signedInScreen, type SignedIn } from '../../support/gateway-sign-in';
import { testGateway, type TestGateway } from '../../support/gateway-world';

const { ada } = DEMO_USER_IDS;

let simulator: Simulator;
let gateway: TestGateway;
let den: MediaServer;
let her: SignedIn;
let heard: LanServer[];

const portOf = ({ addresses }: MediaServer, at = 0): number => addresses[at]?.listener.port ?? 0;
const lanServer = (port: number): LanServer => ({
  ...{ id: den.machineIdentifier, name: 'Den', address: '127.0.0.1', port, version: '1' }
});

async function begin(protocol: 'http' | 'https'): Promise<void> {
  simulator = await startSimulator({ media: [], tls: protocol === 'https' });
  const addresses = [{ kind: 'local', protocol, host: 'nowhere.invalid' }] as const;
  den = await simulator.media.add({ name: 'Den', owner: ada, plexDirect: true, addresses });
  const address = '10.255.255.1';
  const dead = { protocol: 'https', address, port: 9, local: false, relay: false };
  const uri = `https://10-255-255-1.${PLEX_DIRECT_HASH}.plex.direct:9`;
  simulator.media.change('Den', { advertise: [{ ...dead, uri }] as never });
  const search = async (
    tell: (server: LanServer) => void = () => undefined
  ): Promise<readonly LanServer[]> => {
    heard.forEach(tell);
    return Promise.resolve(heard);
  };
  const environment = { COUCHKEY_PLEX_URL: simulator.urls.plex, COUCHKEY_LOOPBACK_SERVERS: 'true' };
  gateway = await testGateway(environment, { gdm: { search } });
  her = await signedInScreen(gateway, simulator, 'ada', 'admin');
}

beforeEach(() => {
  heard = [];
  const lookup = dns.lookup.bind(dns) as (...all: unknown[]) => void;
  const here = (name: string, ...more: unknown[]): void => {
    if (/^127-.*\.plex\.direct$/.test(name)) return lookup('127.0.0.1', ...more);
    if (!/\.(direct|invalid)$/.test(name)) return lookup(name, ...more);
    return (more.at(-1) as (error: Error) => void)(Object.assign(new Error(), { code: 'ENOTFOUND' }));
  };
  jest.spyOn(dns, 'lookup').mockImplementation(here as never);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await gateway.stop();
  await simulator.stop();
});

const select = (): Promise<Reply> => {
  const body = { serverId: den.machineIdentifier, refetch: false, brisk: false };
  return her.screen.send('POST', '/api/plex/select-server', body);
};
const tokenShown = (): readonly string[] =>
  simulator.journal.sentTo(den.tokens.tokenFor(ada)).map(({ service }) => service);

function fingerprintAt(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
  });
}

test('is reached there under the name that its certificate has, with nothing asked of anybody', async () => {
  await begin('https');
  heard = [lanServer(portOf(den))];
  const uri = `https://${plexDirectName('127.0.0.1')}:${portOf(den)}`;
  // Stands in for the authority that signs the certificates of plex.direct, whom no simulator can be.
  const sha256 = await fingerprintAt(portOf(den));
  await her.screen.send('POST', '/api/plex/fingerprints', { address: uri, sha256 });
  const { status, body } = await select();
  expect([status, body.uri, body.secure, body.class]).toEqual([200, uri, true, 'local']);
});

test('is not reached there in plain before that was agreed to', async () => {
  await begin('http');
  heard = [lanServer(portOf(den))];
  const refused = (await select()).body.error?.failure;
  expect(refused.tried.map(({ result }: { result: string }) => result)).toContain('needsConsent');
  expect(tokenShown()).toEqual([]);
  await her.screen.send('POST', `/api/plex/servers/${den.machineIdentifier}/allow-insecure`);
  expect((await select()).body).toMatchObject({ uri: `http://127.0.0.1:${portOf(den)}`, secure: false });
});

test('is shown no token where another answers in its name, agreed or not', async () => {
  await begin('http');
  const thief = await simulator.media.add({
    name: 'Thief',
    owner: ada,
    addresses: [{ kind: 'local', protocol: 'http' }]
  });
  heard = [lanServer(portOf(thief))];
  await select();
  await her.screen.send('POST', `/api/plex/servers/${den.machineIdentifier}/allow-insecure`);
  expect((await select()).status).toBeGreaterThanOrEqual(400);
  expect(simulator.journal.all({ service: 'media:Thief' }).map(({ path }) => path)).toContain('/identity');
  expect(tokenShown()).toEqual([]);
});

test('that nobody heard is where plex.tv says, and nowhere else', async () => {
  await begin('http');
  expect((await select()).status).toBeGreaterThanOrEqual(400);
  expect(simulator.journal.all({ service: 'media:Den' })).toEqual([]);
});
