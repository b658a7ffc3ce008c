// promises: P3 B9
/** What a TV owner types, and what is said, over a transport that knows as little of a failure as a television's. */
import { createServer, type Server } from 'node:http';
import { globalAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { nodeHttp } from '../support/node-http';
import { failureIn, signedInWorld, type ServersWorld } from '../support/servers-world';
import { startSimulator, type Simulator } from '../simulator/start';
import { DEMO_USER_IDS } from '../simulator/plex/users';
import { failureOf, type Failure, type FailureCode } from '../../src/core/model/failure';
import type { IHttp } from '../../src/core/ports';
import type { MediaServer, MediaServerOptions } from '../simulator/media/media-types';

const { ada, theo } = DEMO_USER_IDS;
const BLURRED: readonly FailureCode[] = ['connectionRefused', 'nameNotFound'];

let sim: Simulator;
let tv: ServersWorld;

const blunt = (inner: IHttp): IHttp => ({
  send: (request, stop) =>
    inner.send(request, stop).catch((failure: Failure) => {
      throw BLURRED.includes(failure.code) ? failureOf('unreachable') : failure;
    })
});
const portOf = (server: MediaServer): number => server.addresses[0]?.listener.port ?? 0;
const add = (options: Partial<MediaServerOptions> = {}): Promise<MediaServer> =>
  sim.media.add({ name: 'Den', owner: theo, addresses: [{ kind: 'local', protocol: 'http' }], ...options });
const wide = (text: string): string =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

async function webServer(): Promise<Server> {
  const other = createServer((_request, response) => response.end('<html>a printer</html>'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  return other;
}

async function live(tls = false): Promise<void> {
  sim = await startSimulator({ media: [], tls });
  tv = await signedInWorld(sim, 'theo', { http: blunt(nodeHttp()) });
}

const said = async (address: string): Promise<FailureCode> =>
  (await failureIn(tv.servers().reachAddress(address))).code;

afterEach(async () => {
  delete globalAgent.options.ca;
  await sim.stop();
});

it.each([
  ['as it stands in a browser', 'http://127.0.0.1:PORT/web/index.html#!/settings'],
  ['in capitals', 'HTTP://LOCALHOST:PORT/WEB'],
  ['with spaces where a thumb slipped', ' 127.0.0.1 : PORT '],
  ['with a space for the colon', '127.0.0.1 PORT'],
  ['with commas and the wrong slashes', 'http:\\\\127,0,0,1:PORT\\'],
  ['with the wide letters of a Japanese keyboard', wide('http://127.0.0.1:PORT')],
  ['with a name and password that nobody asked for', 'http://me:me@127.0.0.1:PORT'],
  ['as nothing but numbers', '127.0.0.1:PORT']
])('an address is taken %s', async (_, pattern) => {
  await live();
  const den = await add();
  const port = String(portOf(den));
  const typed = pattern.replace('PORT', port).replace(wide('PORT'), wide(port));
  const route = await tv.servers().reachAddress(typed);
  expect(route).toMatchObject({ server: { id: den.machineIdentifier }, secure: false });
  expect(new URL(route.uri).port).toBe(port);
});

it('an address is taken in the sixth version', async () => {
  await live();
  const den = await add({ addresses: [{ kind: 'local', protocol: 'http', address: '::1' }] });
  const route = await tv.servers().reachAddress(`[0:0:0:0:0:0:0:1]:${portOf(den)}/web`);
  expect(route.server.id).toBe(den.machineIdentifier);
});

describe('of an address that does not work is said that', () => {
  it.each(['127.0.0.1:PORT', 'http://127.0.0.1:PORT'])('nobody listens there (%s)', async (pattern) => {
    await live();
    const den = await add({ addresses: [{ kind: 'local', protocol: 'http', state: 'refused' }] });
    expect(await said(pattern.replace('PORT', String(portOf(den))))).toBe('connectionRefused');
  });

  it.each(['127.0.0.1:PORT', 'http://127.0.0.1:PORT/web', 'https://127.0.0.1:PORT'])(
    'it is no Plex server, or not that we know of (%s)',
    async (pattern) => {
      await live();
      const other = await webServer();
      const { port } = other.address() as AddressInfo;
      const code = pattern.startsWith('https') ? 'unreachable' : 'notPlexServer';
      expect(await said(pattern.replace('PORT', String(port)))).toBe(code);
      await new Promise((resolve) => other.close(resolve));
    }
  );

  it('the server takes secure connections only, typed with http or with nothing', async () => {
    await live(true);
    const den = await add({ httpsRequired: true, addresses: [{ kind: 'local', protocol: 'https' }] });
    expect(await said(`http://127.0.0.1:${portOf(den)}`)).toBe('needsHttps');
    expect(await said(`127.0.0.1:${portOf(den)}`)).toBe('needsHttps');
  });

  it('the door in front of the server takes secure connections only, which only asking it so tells', async () => {
    await live(true);
    const den = await add({ addresses: [{ kind: 'local', protocol: 'https' }] });
    globalAgent.options.ca = sim.caPem ?? '';
    sim.faults.set({ kind: 'status', status: 400, service: 'media:Den', times: 1 });
    expect(await said(`http://localhost:${portOf(den)}`)).toBe('needsHttps');
  });

  it('the certificate is not trusted, where the server answers in plain', async () => {
    await live(true);
    const den = await add({ addresses: [{ kind: 'local', protocol: 'https' }] });
    expect(await said(`https://127.0.0.1:${portOf(den)}`)).toBe('certificateUntrusted');
    const withToken = sim.journal
      .all({ service: 'media:Den' })
      .filter(({ headers }) => 'x-plex-token' in headers);
    expect(withToken).toEqual([]);
  });

  it('the server is not on the account', async () => {
    await live();
    const den = await add({ owner: ada });
    expect(await said(`127.0.0.1:${portOf(den)}`)).toBe('serverNotOnAccount');
  });

  it.each(['my server!', '192.168.1', '192.168.1.5:999999', 'ftp://nas', '０．０．０．０'])(
    'it is no address (%s)',
    async (typed) => {
      await live();
      expect(await said(typed)).toBe('badAddress');
    }
  );
});
