// promises: P2 B7
/** Looking at servers while the viewer chooses, and at what the chosen one has, over real HTTP. */
import { failureIn, signedInWorld, type ServersWorld } from '../support/servers-world';
import { startSimulator, type Simulator } from '../simulator/start';
import { DEMO_USER_IDS } from '../simulator/plex/users';
import type { Route } from '../../src/core/model/session-state';
import type { MediaServer, MediaServerOptions } from '../simulator/media/media-types';

const { ada, theo } = DEMO_USER_IDS;
const HOW = { refetch: false, brisk: false };
const MAX_LIBRARIES = 8;

let sim: Simulator;
let tv: ServersWorld;

const add = (name: string, options: Partial<MediaServerOptions> = {}): Promise<MediaServer> =>
  sim.media.add({ name, owner: theo, addresses: [{ kind: 'local', protocol: 'http' }], ...options });
const uriOf = (server: MediaServer, at = 0): string =>
  `http://127.0.0.1:${server.addresses[at]?.listener.port ?? 0}`;

beforeEach(async () => {
  sim = await startSimulator({ media: [] });
  tv = await signedInWorld(sim, 'theo');
});

afterEach(() => sim.stop());

describe('a look at a server that is not chosen', () => {
  it('finds the best way that lets us in, and asks plex.tv nothing that it has just said', async () => {
    const den = await add('Den', {
      addresses: [
        { kind: 'relay', protocol: 'http' },
        { kind: 'local', protocol: 'http' }
      ]
    });
    const attic = await add('Attic', { owner: ada, sharedWith: [theo] });
    await tv.servers().list();
    sim.journal.clear();
    expect(await tv.servers().look(den.machineIdentifier)).toMatchObject({
      server: { name: 'Den', present: true },
      uri: uriOf(den, 1),
      class: 'local'
    });
    expect(await tv.servers().look(attic.machineIdentifier)).toMatchObject({ uri: uriOf(attic) });
    expect(sim.journal.all({ service: 'plex' })).toEqual([]);
    expect(sim.journal.sentTo(attic.tokens.tokenFor(theo)).map(({ service }) => service)).toEqual([
      'media:Attic'
    ]);
  });

  it('leaves no trace: the choice and its last good address stay as they were', async () => {
    const den = await add('Den');
    const attic = await add('Attic');
    await tv.servers().reach(den.machineIdentifier, HOW);
    const [before, writes] = [tv.vault.disk.get('server'), tv.vault.written.length];
    await tv.servers().look(attic.machineIdentifier);
    await tv.servers().look(den.machineIdentifier);
    expect(tv.vault.written.length).toBe(writes);
    expect(tv.vault.disk.get('server')).toBe(before);
    expect((await tv.servers().list()).rememberedId).toBe(den.machineIdentifier);
  });

  it('after a restart asks plex.tv once for all of them', async () => {
    const both = [await add('Den'), await add('Attic')];
    tv.restart();
    for (const { machineIdentifier } of both) await tv.servers().look(machineIdentifier);
    expect(sim.journal.all({ route: 'resources' })).toHaveLength(1);
  });

  it('lets go of the rights to the others once one is chosen', async () => {
    const den = await add('Den');
    const attic = await add('Attic');
    await tv.servers().list();
    await tv.servers().reach(den.machineIdentifier, HOW);
    sim.journal.clear();
    await tv.servers().look(attic.machineIdentifier);
    expect(sim.journal.all({ route: 'resources' })).toHaveLength(1);
  });

  it('says what is wrong with it, as for one that is chosen', async () => {
    const den = await add('Den');
    await tv.servers().list();
    sim.media.impersonate('Den');
    const { code, tried } = await failureIn(tv.servers().look(den.machineIdentifier));
    expect([code, tried]).toEqual(['wrongMachine', [{ uri: uriOf(den), result: 'wrongMachine' }]]);
    expect(await failureIn(tv.servers().look('somebody-else'))).toMatchObject({
      code: 'serverNotOnAccount'
    });
  });

  it('of the last person is nothing to the next', async () => {
    const home = await signedInWorld(sim, 'ada');
    const { finn, noor } = DEMO_USER_IDS;
    const den = await add('Den', { owner: ada, sharedWith: [finn, noor] });
    const open = async (title: string) => {
      const person = (await home.provider().listProfiles()).find((each) => each.title === title);
      await home.provider().openProfile(person?.id ?? '', null);
    };
    await open('Finn');
    await home.servers().look(den.machineIdentifier);
    await open('Noor');
    sim.journal.clear();
    await home.servers().look(den.machineIdentifier);
    expect(sim.journal.sentTo(den.tokens.tokenFor(finn))).toEqual([]);
    expect(sim.journal.sentTo(den.tokens.tokenFor(noor))).toHaveLength(1);
  });
});

describe('the libraries of a server', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `Item ${at + 1}`);
  let den: MediaServer;
  let route: Route;
  const open = async (options: Partial<MediaServerOptions> = {}): Promise<void> => {
    den = await add('Den', options);
    route = await tv.servers().reach(null, HOW);
    sim.journal.clear();
  };
  const listed = async () =>
    (await tv.servers().libraries(route)).map(({ title, kind, items }) => [title, kind, items]);

  it('have a name, a kind and a number of items, and took some time', async () => {
    await open({
      libraries: [
        { title: 'Films', type: 'movie', items: names(1234) },
        { title: 'Series', type: 'show', items: names(2) },
        { title: 'Music', type: 'artist', items: [] },
        { title: 'Holidays', type: 'photo', items: names(7) }
      ]
    });
    const libraries = await tv.servers().libraries(route);
    expect(libraries.map(({ id, title, kind, items }) => [id, title, kind, items])).toEqual([
      ['1', 'Films', 'movie', 1234],
      ['2', 'Series', 'show', 2],
      ['3', 'Music', 'artist', 0],
      ['4', 'Holidays', 'photo', 7]
    ]);
    libraries.forEach(({ tookMs }) => expect(Number.isInteger(tookMs) && tookMs >= 0).toBe(true));
  });

  it('are counted without fetching one item, one after another, with the server’s own token', async () => {
    await open();
    const pauseMs = 30;
    sim.faults.set({ kind: 'latency', ms: pauseMs, route: 'items' });
    await tv.servers().libraries(route);
    const counts = sim.journal.all({ route: 'items' });
    expect(counts.map(({ query }) => query)).toEqual(
      counts.map(() => ({ 'X-Plex-Container-Start': '0', 'X-Plex-Container-Size': '0' }))
    );
    const shown = sim.journal.all({ service: 'media:Den' }).filter(({ route: name }) => name !== 'identity');
    shown.forEach(({ headers }) => expect(headers['x-plex-token']).toBe(den.tokens.tokenFor(theo)));
    const gaps = counts.slice(1).map(({ at }, before) => at - (counts[before]?.at ?? 0));
    gaps.forEach((gap) => expect(gap).toBeGreaterThanOrEqual(pauseMs / 2));
    expect(sim.journal.all({ service: 'plex' })).toEqual([]);
  });

  it('are eight at most', async () => {
    const many = Array.from(
      { length: 12 },
      (_, at) => ({ title: `L${at}`, type: 'movie', items: [] }) as const
    );
    await open({ libraries: many });
    expect(await tv.servers().libraries(route)).toHaveLength(MAX_LIBRARIES);
    expect(sim.journal.all({ route: 'items' })).toHaveLength(MAX_LIBRARIES);
  });

  it('may be none', async () => {
    await open({ libraries: [] });
    expect(await tv.servers().libraries(route)).toEqual([]);
  });

  it('stay on the list when one cannot be counted', async () => {
    await open();
    sim.faults.set({ kind: 'status', status: 500, path: '/library/sections/2/all' });
    sim.faults.set({ kind: 'malformed', path: '/library/sections/3/all' });
    expect(await listed()).toEqual([
      ['Films', 'movie', 3],
      ['Series', 'show', null],
      ['Music', 'artist', null]
    ]);
  });

  it.each(['nulls', 'wrongTypes', 'html', 'empty', 'malformed', 'deep'] as const)(
    'are read from a reply with %s without a throw that is no failure',
    async (kind) => {
      await open();
      sim.faults.set({ kind, route: 'sections' });
      const said = await tv
        .servers()
        .libraries(route)
        .then(
          (libraries) => libraries.every(({ id, title }) => id !== '' && title !== ''),
          ({ code }: { code: string }) => code === 'malformedReply'
        );
      expect(said).toBe(true);
    }
  );

  it.each(['sections', 'items'])(
    'of a server that turns us away at %s are a refusal of the server',
    async (at) => {
      await open();
      sim.faults.set({ kind: 'status', status: 401, route: at });
      expect(await failureIn(tv.servers().libraries(route))).toMatchObject({
        code: 'serverRefused',
        status: 401
      });
    }
  );

  it('are not asked of another machine that has taken the address over', async () => {
    await open();
    sim.media.impersonate('Den');
    expect(await failureIn(tv.servers().libraries(route))).toMatchObject({ code: 'wrongMachine' });
    expect(sim.journal.sentTo(den.tokens.tokenFor(theo))).toEqual([]);
  });
});
