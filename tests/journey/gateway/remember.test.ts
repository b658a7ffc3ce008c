// promises: M5
/** Whether a screen is remembered: the operator's default, the viewer's choice, and a lobby that never is. */
import { GatewayAdmin } from '../../../src/modules/gateway';
import { until } from '../../support/until';
import { startSimulator, type Simulator } from '../../simulator/start';
import { screenAt, towards, type GatewayScreen } from '../../support/gateway-provider-world';
import { aScreen, type Screen } from '../../support/gateway-screen';
import { testGateway, type Environment, type TestGateway } from '../../support/gateway-world';

jest.setTimeout(60_000);

let sim: Simulator;
let gateway: TestGateway;

beforeAll(async () => {
  sim = await startSimulator();
});
afterEach(() => gateway.stop());
afterAll(() => sim.stop());

async function over(environment: Environment = {}): Promise<Screen> {
  gateway = await testGateway({ ...towards(sim), ...environment });
  const screen = aScreen(gateway.url);
  await screen.begin();
  return screen;
}

const choice = async (screen: Screen): Promise<unknown> => (await screen.begin()).body.config.remember;
const choose = (screen: Screen, remember: boolean): Promise<{ status: number }> =>
  screen.send('POST', '/api/session/remember', { remember });
const cookieOf = (screen: Screen): string | undefined => screen.cookies.get('couchkey_device');

/** As the kiosk does: what it was told of the screen is what it asks for. */
async function signIn(screen: Screen): Promise<void> {
  const remember = (await choice(screen)) === true;
  await signInWith(screen, remember);
}

async function signInWith(screen: Screen, remember: boolean): Promise<void> {
  const { code } = (await screen.send('POST', '/api/plex/oauth/pin')).body;
  expect(sim.phone.twoFactor(code.text, 'ada')).toMatchObject({ ok: true });
  await until(
    async () => (await screen.get(`/api/plex/oauth/pin/${code.id}/check?waitMs=3000`)).body.kind === 'granted'
  );
  expect((await screen.send('POST', '/api/plex/account', { remember })).status).toBe(200);
  await screen.begin();
}

/** A browser that has lost its session, but not what remembers it. */
async function returned(screen: Screen): Promise<boolean> {
  const later = aScreen(gateway.url);
  const device = cookieOf(screen);
  if (device !== undefined) later.cookies.set('couchkey_device', device);
  return (await later.begin()).body.signedIn;
}

describe('a household’s screen', () => {
  it('is remembered unless somebody says no, and then comes back signed in', async () => {
    const screen = await over();
    expect(await choice(screen)).toBe(true);
    await signIn(screen);
    expect(await choice(screen)).toBe(true);
    expect(await returned(screen)).toBe(true);
  });

  it('is not, when the viewer says so before signing in', async () => {
    const screen = await over();
    expect((await choose(screen, false)).status).toBe(204);
    expect(await choice(screen)).toBe(false);
    await signIn(screen);
    expect(await choice(screen)).toBe(false);
    expect(cookieOf(screen)).toBeUndefined();
    expect(await returned(screen)).toBe(false);
  });

  it('is forgotten and remembered again by whoever is signed in, who stays so with a new cookie', async () => {
    const screen = await over();
    await signIn(screen);
    const [session, device = ''] = [screen.cookies.get('couchkey_session'), cookieOf(screen)];
    expect((await choose(screen, false)).status).toBe(204);
    expect(screen.cookies.get('couchkey_session')).not.toBe(session);
    expect(await choice(screen)).toBe(false);
    expect((await screen.send('POST', '/api/plex/validate')).status).toBe(204);
    expect(await returned(screen)).toBe(false);
    const old = aScreen(gateway.url);
    old.cookies.set('couchkey_device', device);
    expect((await old.begin()).body.signedIn).toBe(false);
    expect((await choose(screen, true)).status).toBe(204);
    expect(await choice(screen)).toBe(true);
    expect(await returned(screen)).toBe(true);
    expect((await screen.begin()).body.signedIn).toBe(true);
  });

  it('needs the CSRF token for that, and forgets the choice with the sign-in', async () => {
    const screen = await over();
    const body = { remember: false };
    const forged = await screen.send('POST', '/api/session/remember', body, { 'x-csrf-token': 'x' });
    expect(forged.status).toBe(403);
    await choose(screen, false);
    await signIn(screen);
    await screen.send('POST', '/api/plex/logout');
    expect(await choice(screen)).toBe(true);
  });
});

describe('an operator', () => {
  it('may have nobody remembered who did not ask for it', async () => {
    const screen = await over({ COUCHKEY_REMEMBER: 'false' });
    expect(await choice(screen)).toBe(false);
    await choose(screen, true);
    await signIn(screen);
    expect(await returned(screen)).toBe(true);
  });

  it('whose kiosk signs out by itself has no choice to offer, and remembers nobody', async () => {
    const screen = await over({ COUCHKEY_IDLE_MINUTES: '5' });
    expect(await choice(screen)).toBeNull();
    expect((await choose(screen, true)).status).toBe(404);
    await signInWith(screen, true);
    expect(cookieOf(screen)).toBeUndefined();
  });
});

it('the kiosk’s own module says it and hears what holds then', async () => {
  gateway = await testGateway(towards(sim));
  const screen: GatewayScreen = screenAt(gateway.url);
  const told: unknown[] = [];
  const context = { ...screen.context, onFacts: ({ config }: any) => void told.push(config.remember) };
  const admin = new GatewayAdmin(context, () => undefined);
  expect(await admin.ask({ what: 'remember', remember: false })).toEqual({ kind: 'done' });
  expect(told.pop()).toBe(false);
});
