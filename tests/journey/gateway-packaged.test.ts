// promises: B2 C5
/**
 * A packaged app whose viewer has named a gateway, by keys alone: a page of a file:// origin in an ordinary browser, with
 * web security on, so that what the gateway answers to other origins is what lets it in.
 */
import { join } from 'node:path';
import { unpacked } from '../support/unpacked';
import { until } from '../support/until';
import { Evening } from './evening';

const MINUTES = 60_000;

let at: Evening;

/** What the screen itself asked of plex.tv or a media server, pictures aside; the gateway says who it is otherwise. */
const askedByScreen = (): readonly string[] =>
  at.sim.journal
    .all()
    .filter(({ headers, route }) => route !== 'avatar' && /Chrom/.test(headers['user-agent'] ?? ''))
    .map(({ route, path }) => route ?? path);

beforeAll(async () => {
  at = await Evening.begin({
    page: ({ folder, sim }) => unpacked(join(folder, 'app'), sim.urls.plex),
    flags: ['--allow-file-access-from-files']
  });
}, 4 * MINUTES);

afterEach(() => at.noteTokens());

afterAll(() => at.end());

it(
  'turns to the gateway whose address was typed, and asks nobody else from then on',
  async () => {
    await at.hands.untilPage('link');
    const own = await at.codeShown();
    await at.tab.keyboard.press('Escape');
    await at.hands.press(/^settings$/);
    await at.hands.untilPage('settings');
    await at.hands.press(/^gateway$/);
    await at.hands.untilPage('gateway');
    await at.hands.type(new URL(at.gateway.url).host);
    await at.hands.press(/^save$/);
    await until(() => at.sim.plex.pins().length > 1);
    at.sim.journal.clear();
    await at.hands.untilPage('link');
    await at.approve('theo', own);
    await at.hands.untilPage('home', 'servers');
    expect(askedByScreen()).toEqual([]);
  },
  3 * MINUTES
);

it(
  'is signed in again after the plug was pulled, with no key pressed',
  async () => {
    at.pullPlug();
    at.sim.journal.clear();
    await at.switchOn();
    await at.hands.untilPage('home', 'servers');
    expect(askedByScreen()).toEqual([]);
  },
  2 * MINUTES
);

it(
  'says what is wrong while the gateway is away, with the way to its address, and comes back by itself',
  async () => {
    await at.gateway.stop();
    at.pullPlug();
    await at.switchOn();
    const { presses } = await at.hands.untilPage('trouble', 'start');
    expect(presses.map(({ id }) => id)).toContain('settings');
    await at.startGateway();
    await at.hands.untilPage('home', 'servers');
  },
  3 * MINUTES
);

it(
  'signs out at the at.gateway, and keeps nothing',
  async () => {
    const before = await at.gateway.world.house.stores.sessions.list(null, 10, null);
    expect(before.items).toHaveLength(1);
    await at.signOut();
    expect((await at.gateway.world.house.stores.sessions.list(null, 10, null)).items).toEqual([]);
    expect(await at.gateway.world.house.stores.devices.list(before.items[0]?.userId ?? '')).toEqual([]);
  },
  2 * MINUTES
);

it('was never given a token of Plex or of a server', async () => {
  expect(await at.leaked()).toEqual([]);
  expect(at.minted.size).toBeGreaterThan(1);
});
