/** What the servers module promises, and what a television's own keeps to itself besides. */
import { globalAgent } from 'node:https';
import { signedInWorld } from '../support/servers-world';
import { startSimulator, type Simulator } from '../simulator/start';
import { DEMO_USER_IDS } from '../simulator/plex/users';
import type { MediaServer, MediaServerOptions } from '../simulator/media/media-types';
import { serversSuite } from './servers/servers.suite';

const { ada, theo } = DEMO_USER_IDS;

describe('servers as a television reaches them', () => {
  serversSuite(async (sim) => ({ ...(await signedInWorld(sim, 'theo')), close: () => Promise.resolve() }));
});

describe('a television', () => {
  let sim: Simulator;
  let den: MediaServer;
  const add = (options: Partial<MediaServerOptions> = {}): Promise<MediaServer> =>
    sim.media.add({ name: 'Den', owner: ada, addresses: [{ kind: 'local', protocol: 'http' }], ...options });

  beforeEach(async () => {
    sim = await startSimulator({ media: [] });
  });

  afterEach(() => sim.stop());

  it('uses no token of another profile after a switch', async () => {
    const home = await signedInWorld(sim, 'ada');
    const { finn, noor } = DEMO_USER_IDS;
    den = await add({ sharedWith: [finn, noor] });
    const open = async (title: string) => {
      const person = (await home.provider().listProfiles()).find((each) => each.title === title);
      await home.provider().openProfile(person?.id ?? '', null);
    };
    await open('Finn');
    await home.servers().reach(null, { refetch: false, brisk: false });
    expect(home.vault.disk.get('server')).toContain(den.tokens.tokenFor(finn));
    await open('Noor');
    sim.journal.clear();
    await home.servers().reach(null, { refetch: false, brisk: false });
    expect(sim.journal.sentTo(den.tokens.tokenFor(finn))).toEqual([]);
    expect(sim.journal.sentTo(den.tokens.tokenFor(noor))).toHaveLength(1);
  });

  it('does not write down a token of a guarded profile', async () => {
    const home = await signedInWorld(sim, 'ada');
    den = await add();
    const me = (await home.provider().listProfiles()).find(({ title }) => title === 'Ada');
    await home.provider().openProfile(me?.id ?? '', '1234');
    await home.servers().reach(null, { refetch: false, brisk: false });
    const token = den.tokens.tokenFor(ada);
    expect(home.vault.written.filter((text) => text.includes(token))).toEqual([]);
    sim.faults.set({ kind: 'refuse', service: 'plex' });
    await expect(home.servers().reach(null, { refetch: false, brisk: false })).resolves.toMatchObject({
      server: { name: 'Den' }
    });
  });

  it('goes over https before http, and over https alone where the server requires it', async () => {
    const house = await startSimulator({ media: [], tls: true });
    globalAgent.options.ca = house.caPem ?? '';
    const set = await signedInWorld(house, 'theo');
    await house.media.add({ name: 'Den', owner: theo });
    house.faults.set({ kind: 'latency', ms: 150, service: 'media:Den' });
    expect(await set.servers().reach(null, { refetch: false, brisk: false })).toMatchObject({ secure: true });
    house.media.change('Den', { httpsRequired: true });
    house.journal.clear();
    expect(await set.servers().reach(null, { refetch: true, brisk: false })).toMatchObject({ secure: true });
    expect(house.journal.all({ service: 'media:Den' }).filter(({ secure }) => !secure)).toEqual([]);
    delete globalAgent.options.ca;
    await house.stop();
  });

  it('survives a vault that takes nothing and one that gives nothing', async () => {
    const tv = await signedInWorld(sim, 'theo');
    den = await add({ owner: theo });
    tv.vault.unreadable.add('server');
    tv.vault.write = () => Promise.reject({ code: 'storage' });
    await expect(tv.servers().reach(null, { refetch: false, brisk: false })).resolves.toMatchObject({
      server: { name: 'Den' }
    });
  });
});
