// promises: P5 P7
/** A house whose network changes while the set is on, and sets that cannot use its secure addresses. */
import { nodeHttp } from '../support/node-http';
import { failureIn, signedInWorld, type ServersWorld } from '../support/servers-world';
import { startSimulator, type Simulator } from '../simulator/start';
import { DEMO_USER_IDS } from '../simulator/plex/users';
import { failureOf } from '../../src/core/model/failure';
import type { IHttp } from '../../src/core/ports';
import type { MediaAddressPlan, MediaServer } from '../simulator/media/media-types';

const { theo } = DEMO_USER_IDS;
const HOW = { refetch: false, brisk: false };

let sim: Simulator;
let tv: ServersWorld;

const portOf = (server: MediaServer, at: number): number => server.addresses[at]?.listener.port ?? 0;
const plans = (...kinds: readonly MediaAddressPlan['kind'][]): MediaAddressPlan[] =>
  kinds.map((kind) => ({ kind, protocol: 'http' }));
const add = (addresses: readonly MediaAddressPlan[]): Promise<MediaServer> =>
  sim.media.add({ name: 'Den', owner: theo, addresses });

describe('a network that changes', () => {
  let den: MediaServer;

  beforeEach(async () => {
    sim = await startSimulator({ media: [] });
    tv = await signedInWorld(sim, 'theo');
    den = await add(plans('local', 'remote', 'relay'));
  });

  afterEach(() => sim.stop());

  const shut = (at: number) => den.addresses[at]?.listener.close();
  const open = (at: number) => den.addresses[at]?.listener.open();
  const way = async () => (await tv.servers().reach(den.machineIdentifier, HOW)).class;

  it('takes the set from its house out to the relay and back, whatever comes first', async () => {
    expect(await way()).toBe('local');
    await shut(0);
    expect(await way()).toBe('remote');
    await shut(1);
    expect(await way()).toBe('relay');
    expect(await way()).toBe('relay');
    await open(0);
    expect(await way()).toBe('local');
    expect(sim.journal.all({ route: 'resources' }).length).toBeLessThanOrEqual(2);
  });

  it('shows a better way to a set that is online, without asking plex.tv and without a token astray', async () => {
    await shut(0);
    await way();
    await open(0);
    sim.journal.clear();
    const route = await tv.servers().reach(den.machineIdentifier, HOW);
    expect(route).toMatchObject({ class: 'local', uri: `http://127.0.0.1:${portOf(den, 0)}` });
    expect(sim.journal.all({ service: 'plex' })).toEqual([]);
    expect(JSON.parse(tv.vault.disk.get('server') ?? '{}')).toMatchObject({ uri: route.uri });
  });

  it('may leave a connection dead that the first attempt after a sleep gets rid of', async () => {
    await shut(1);
    await shut(2);
    await tv.servers().reach(den.machineIdentifier, HOW);
    sim.faults.set({ kind: 'hang', route: 'identity', times: 1 });
    const reached = tv.servers().reach(den.machineIdentifier, { refetch: false, brisk: true });
    await expect(reached).resolves.toMatchObject({ class: 'local' });
    expect(sim.journal.all().filter(({ faults }) => faults.length > 0)).toHaveLength(1);
  });
});

describe('a set that', () => {
  const isDirect = (url: string): boolean => new URL(url).hostname.endsWith('.plex.direct');
  const bare = (url: string): string =>
    url.replace(/\/\/([\d-]+)\.[^:]*/, (_, ip) => `//${ip.replace(/-/g, '.')}`);
  /** Finds the names of servers, as every set does that no router hinders. Trusts no certificate of theirs. */
  const oldSet = (inner: IHttp): IHttp => ({
    send: (request, stop) => {
      const { url } = request;
      const asked = { ...request, url: isDirect(url) ? bare(url) : url };
      return inner.send(asked, stop).then((reply) => ({ ...reply, url }));
    }
  });
  const behindRouter = (inner: IHttp): IHttp => ({
    send: (request, stop) =>
      isDirect(request.url) ? Promise.reject(failureOf('unreachable')) : inner.send(request, stop)
  });
  let den: MediaServer;

  const live = async (wrap: (http: IHttp) => IHttp): Promise<void> => {
    sim = await startSimulator({ media: [], tls: true });
    tv = await signedInWorld(sim, 'theo', { http: wrap(nodeHttp()) });
    den = await sim.media.add({
      name: 'Den',
      owner: theo,
      plexDirect: true,
      addresses: [{ kind: 'local', protocol: 'https' }]
    });
  };

  afterEach(() => sim.stop());

  it.each([
    ['trusts no such certificate', oldSet, 'certificateUntrusted'],
    ['sits behind a router that hides the server’s name', behindRouter, 'nameNotFound']
  ] as const)('%s says so, and reaches it in plain once the viewer agrees', async (_, wrap, code) => {
    await live(wrap);
    const failure = await failureIn(tv.servers().reach(null, HOW));
    expect(failure.code).toBe(code);
    expect(failure.tried?.map(({ result }) => result)).toContain('needsConsent');
    await tv.servers().allowInsecure(den.machineIdentifier);
    expect(await tv.servers().reach(null, HOW)).toMatchObject({ secure: false, class: 'local' });
  });
});
