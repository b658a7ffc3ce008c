// promises: B7 B9
/** The ends of handing on: headers alone, a reply without end, and an address that answers and then cannot be saved. */
import { storeFailureOf } from '../../../src/gateway/stores/store-failure';
import type { MediaServer } from '../../simulator/media/media-types';
import { DEMO_USER_IDS } from '../../simulator/plex/users';
import { startSimulator, type Simulator } from '../../simulator/start';
import { evilServer, type EvilServer } from '../../support/evil-server';
import type { Reply } from '../../support/gateway-screen';
import { signedInScreen, type SignedIn } from '../../support/gateway-sign-in';
import { testGateway, type TestGateway } from '../../support/gateway-world';
import { until } from '../../support/until';

const { ada, theo } = DEMO_USER_IDS;
const LAN = [{ kind: 'local', protocol: 'http' }] as const;
/** What a test makes of two minutes. */
const BRIEF_MS = 400;

let simulator: Simulator;
let gateway: TestGateway;
let den: MediaServer;
let her: SignedIn;

beforeEach(async () => {
  simulator = await startSimulator({ media: [] });
  den = await simulator.media.add({ name: 'Den', owner: ada, addresses: LAN });
  const environment = { COUCHKEY_PLEX_URL: simulator.urls.plex, COUCHKEY_LOOPBACK_SERVERS: 'true' };
  gateway = await testGateway(environment);
  her = await signedInScreen(gateway, simulator, 'ada', 'admin');
}, 60_000);

afterEach(async () => {
  jest.restoreAllMocks();
  await gateway.stop();
  await simulator.stop();
});

const rememberedId = async (): Promise<unknown> =>
  (await her.screen.get('/api/plex/servers')).body.rememberedId;

describe('what is handed on', () => {
  test('has its headers alone when these are asked for, of the server too', async () => {
    const path = `/api/pms/${den.machineIdentifier}/library/sections`;
    const whole = await her.screen.get(path);
    simulator.journal.clear();
    const head = await her.screen.send('HEAD', path);
    expect([head.status, head.body]).toEqual([200, '']);
    expect(head.headers.get('content-type')).toBe(whole.headers.get('content-type'));
    expect(simulator.journal.all({ route: 'sections' }).map(({ method }) => method)).toContain('HEAD');
    expect((await her.screen.send('HEAD', path.replace('sections', 'nowhere'))).status).toBe(404);
    expect((await her.screen.send('HEAD', '/api/session')).status).toBe(404);
  });

  describe('without end', () => {
    let asked: number[];
    let isClosed: boolean;
    let evil: EvilServer;

    const drips = async (piece: string): Promise<void> => {
      evil = await evilServer(simulator, den, (response) => {
        response.writeHead(200, { 'content-type': 'image/png', 'content-length': '1000000', etag: '"1"' });
        const timer = setInterval(() => response.write(piece), 50);
        response.on('close', () => {
          clearInterval(timer);
          isClosed = true;
        });
      });
    };
    const picture = (): Promise<Reply> =>
      her.screen.get(`/api/pms/${den.machineIdentifier}/library/metadata/1/thumb/2`);

    beforeEach(() => {
      asked = [];
      isClosed = false;
      const timeout = AbortSignal.timeout.bind(AbortSignal);
      jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
        asked.push(ms);
        return timeout(ms === 120_000 ? BRIEF_MS : ms);
      });
    });
    afterEach(async () => {
      await until(() => isClosed);
      expect(asked).toContain(120_000);
      await evil.stop();
    });

    test('is broken off after two minutes, the connection to the server too', async () => {
      await drips('x'.repeat(5000));
      await expect(picture()).rejects.toThrow();
    });

    test('and so slow that nothing of it has passed yet, is refused in the one shape', async () => {
      await drips('x');
      const { status, body, headers } = await picture();
      expect([status, body.error.failure.code]).toEqual([503, 'unreachable']);
      expect([headers.get('etag'), headers.get('content-disposition')]).toEqual([null, null]);
    });
  });
});

describe('an address that answers', () => {
  const save = (server: MediaServer): ReturnType<SignedIn['screen']['send']> =>
    her.screen.send('POST', '/api/plex/test-connection', {
      address: `127.0.0.1:${server.addresses[0]?.listener.port}`,
      save: true
    });

  test('is not saved when its server is on somebody else’s account, and that is said', async () => {
    const attic = await simulator.media.add({ name: 'Attic', owner: theo, addresses: LAN });
    const { status, body } = await save(attic);
    expect([status, body.error.failure.code]).toEqual([404, 'serverNotOnAccount']);
    expect(await rememberedId()).toBeNull();
  });

  test('is not saved when its server turns her away, and no more is said than of any other address', async () => {
    simulator.media.revokeToken('Den');
    const { status, body } = await save(den);
    expect([status, body.error.code, body.error.failure]).toEqual([400, 'ADDRESS_NOT_ALLOWED', undefined]);
    expect(await rememberedId()).toBeNull();
  });

  test('is not saved while plex.tv cannot say whose it is, and that is said', async () => {
    simulator.faults.set({ kind: 'status', status: 503, route: 'resources' });
    const { status, body } = await save(den);
    expect([status, body.error.failure.code]).toEqual([503, 'serviceDown']);
  });

  test('is not taken for a wrong one while the gateway cannot read its own store', async () => {
    const { accounts } = gateway.world.house.stores;
    jest
      .spyOn(accounts, 'read')
      .mockRejectedValue(storeFailureOf('sqlite', 'storeUnavailable', 'accounts.read'));
    const { status, body } = await save(den);
    expect([status, body.error.code]).toEqual([503, 'STORE_UNAVAILABLE']);
  });
});
