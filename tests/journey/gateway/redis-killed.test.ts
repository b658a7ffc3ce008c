/** A Redis that is killed at the one moment when a screen's old cookie counts no more and its new one is not out yet. */
import { startSimulator, type Simulator } from '../../simulator/start';
import { aScreen, type Screen } from '../../support/gateway-screen';
import { testGateway, type TestGateway } from '../../support/gateway-world';
import { startRedis, type RedisServer } from '../../support/redis-server';
import { until } from '../../support/until';

jest.setTimeout(60_000);

const AWAY_MS = 700;

let sim: Simulator;
let redis: RedisServer;
let gateway: TestGateway;
let restarted: Promise<void>;

beforeEach(async () => {
  sim = await startSimulator();
  redis = await startRedis();
  gateway = await testGateway({ COUCHKEY_PLEX_URL: sim.urls.plex, REDIS_URL: redis.url });
  restarted = Promise.resolve();
});
afterEach(async () => {
  await restarted;
  await gateway.stop();
  await redis.stop();
  await sim.stop();
});

async function killAndRestart(): Promise<void> {
  await redis.kill();
  restarted = new Promise((resolve) => setTimeout(resolve, AWAY_MS)).then(() => redis.start());
}

/** The first cookie that changes is changed; then Redis is killed, before (`told`: after) anybody hears of it. */
function killAtRenewal(told: boolean): void {
  const { sessions } = gateway.world.house.stores;
  const renew = sessions.renew.bind(sessions);
  let isFirst = true;
  Object.assign(sessions, {
    renew: async (...args: Parameters<typeof renew>) => {
      const renewed = await renew(...args);
      if (!isFirst) return renewed;
      isFirst = false;
      await killAndRestart();
      return told ? renewed : renew(...args);
    }
  });
}

async function approvedScreen(): Promise<Screen> {
  const screen = aScreen(gateway.url);
  await screen.begin();
  const { body } = await screen.send('POST', '/api/plex/oauth/pin');
  sim.phone.twoFactor(body.code.text, 'ada');
  await until(async () => {
    const seen = await screen.get(`/api/plex/oauth/pin/${body.code.id}/check?waitMs=5000`);
    return seen.body.kind === 'granted';
  });
  return screen;
}

describe('a Redis that is killed while a cookie changes', () => {
  it.each([
    ['before the gateway hears that it has changed', false],
    ['after the gateway has heard, with the tidying still to do', true]
  ])('%s: the screen is signed in all the same', async (_when, told) => {
    const screen = await approvedScreen();
    killAtRenewal(told);
    const { status, body } = await screen.send('POST', '/api/plex/account', { remember: false });
    expect(status).toBe(200);
    expect(body.signIn.account.title).toBe('Ada');
    await restarted;
    await until(async () => (await screen.begin()).body.signedIn === true);
  });
});
