/** What is said when https fails at once and the engine does not tell why. */
import { failureIn } from '../../../support/servers-world';
import { resourceBody } from '../../../support/server-facts';
import { SmallHouse } from '../../../support/small-house';
import { failureOf, type Failure } from '../../../../src/core/model/failure';
import type { ServersOptions } from '../../../../src/modules/plex/servers';

const HASH = '0123456789abcdef0123456789abcdef';
const NAME = `192-168-1-5.${HASH}.plex.direct:32400`;
const WAN_NAME = `203-0-113-7.${HASH}.plex.direct:32400`;
const BARE = '192.168.1.5:32400';
const DEN = { machine: 'machine-den', token: 'server-token-of-den' };
const STRANGER = { machine: 'machine-of-somebody', token: '' };
const AT_ONCE_MS = 1000;

const lan = { uri: `https://${NAME}`, address: '192.168.1.5', local: true };
const wan = { uri: `https://${WAN_NAME}`, address: '203.0.113.7', local: false };

let house: SmallHouse;

/** Names in `dead` are not found, and no certificate is trusted; a browser says the same of both. */
function blind(dead: readonly string[] = []): void {
  house.http.weather = ({ url }) => {
    const { protocol, host } = new URL(url);
    const isOurs = host.endsWith('plex.tv');
    const isLost = dead.includes(host) || (protocol === 'https:' && !isOurs);
    return isLost ? failureOf('unreachable') : null;
  };
}

const loss = (options: Partial<ServersOptions> = {}): Promise<Failure> =>
  house.settle(failureIn(house.servers(options).reach(null, { refetch: false, brisk: false })));
const plainAsked = (): string[] =>
  house.http.asked.filter(({ url }) => url.startsWith('http:')).map(({ url }) => new URL(url).host);

beforeEach(() => {
  house = new SmallHouse();
  house.resources = [resourceBody({ connections: [lan, wan] })];
});

describe('https that fails at once', () => {
  it('is an untrusted certificate when the server answers in plain, by its address and by its name', async () => {
    house.machines = { [`http://${BARE}`]: DEN, [`http://${NAME}`]: DEN };
    blind();
    const { code, tried } = await loss();
    expect(code).toBe('certificateUntrusted');
    expect(tried).toEqual([
      { uri: lan.uri, result: 'certificateUntrusted' },
      { uri: wan.uri, result: 'unreachable' },
      { uri: `http://${BARE}`, result: 'needsConsent' }
    ]);
  });

  it('is a hidden name when the server answers in plain by its address alone', async () => {
    house.machines = { [`http://${BARE}`]: DEN };
    blind([NAME]);
    expect(await loss()).toMatchObject({
      code: 'nameNotFound',
      tried: [{ uri: lan.uri, result: 'nameNotFound' }, {}, { result: 'needsConsent' }]
    });
  });

  it('stays what it was when nobody, or another machine, answers in plain', async () => {
    blind([NAME, BARE]);
    expect((await loss()).code).toBe('unreachable');
    blind();
    house.machines = { [`http://${BARE}`]: STRANGER, [`http://${NAME}`]: STRANGER };
    expect((await loss()).code).toBe('unreachable');
  });

  it('costs no token and no plain question outside of the house', async () => {
    house.machines = { [`http://${BARE}`]: DEN, [`http://${NAME}`]: DEN };
    blind();
    await loss();
    expect(plainAsked()).toEqual([BARE, NAME]);
    const plain = house.requests.filter(({ url }) => url.startsWith('http:'));
    plain.forEach(({ headers }) => expect(headers).toEqual({ Accept: 'application/json' }));
  });

  it('is looked into also where the viewer wants no plain http, and nothing is offered', async () => {
    house.machines = { [`http://${BARE}`]: DEN, [`http://${NAME}`]: DEN };
    blind();
    const { code, tried } = await loss({ insecureLan: 'never' });
    expect([code, tried?.slice(-1)[0]?.result]).toEqual(['certificateUntrusted', 'plainForbidden']);
  });

  it('is not looked into from a page that may not ask in plain', async () => {
    house.machines = { [`http://${BARE}`]: DEN, [`http://${NAME}`]: DEN };
    blind();
    expect((await loss({ securePage: true })).code).toBe('unreachable');
    expect(plainAsked()).toEqual([]);
  });

  it('is not looked into by who has just woken up', async () => {
    house.machines = { [`http://${BARE}`]: DEN, [`http://${NAME}`]: DEN };
    blind();
    const reached = house.servers().reach(null, { refetch: false, brisk: true });
    expect((await house.settle(failureIn(reached))).code).toBe('unreachable');
    expect(plainAsked()).toEqual([]);
  });

  it('of a server that requires https shows in how that refuses to speak in plain', async () => {
    house.resources = [resourceBody({ httpsRequired: true, connections: [lan] })];
    house.http.weather = ({ url }) =>
      url.startsWith('http:') ? { status: 403 } : url.includes(HASH) ? failureOf('unreachable') : null;
    expect(await loss()).toEqual({
      code: 'certificateUntrusted',
      tried: [
        { uri: lan.uri, result: 'certificateUntrusted' },
        { uri: `http://${BARE}`, result: 'httpsRequired' }
      ]
    });
    house.resources = [resourceBody({ connections: [lan] })];
    expect((await loss()).code).toBe('unreachable');
  });

  it('is found among several addresses, of which one leads nowhere', async () => {
    const docker = { uri: lan.uri.replace('192-168-1-5', '172-18-0-3'), address: '172.18.0.3', local: true };
    house.resources = [resourceBody({ connections: [docker, lan] })];
    house.machines = { [`http://${BARE}`]: DEN, [`http://${NAME}`]: DEN };
    blind(['172.18.0.3:32400']);
    const { code, tried } = await loss();
    expect(code).toBe('certificateUntrusted');
    const blamed = tried?.filter(({ result }) => result === 'certificateUntrusted');
    expect(blamed).toEqual([{ uri: lan.uri, result: 'certificateUntrusted' }]);
  });

  it('is over as soon as the viewer agrees to plain http', async () => {
    house.machines = { [`http://${BARE}`]: DEN, [`http://${NAME}`]: DEN };
    blind();
    await loss();
    await house.servers().allowInsecure('machine-den');
    const route = house.servers().reach(null, { refetch: false, brisk: false });
    expect(await house.settle(route)).toMatchObject({ uri: `http://${BARE}`, secure: false });
  });
});

describe('https that fails otherwise', () => {
  beforeEach(() => {
    house.machines = { [`http://${BARE}`]: DEN, [`http://${NAME}`]: DEN };
  });

  it('after a while says nothing about certificates', async () => {
    blind();
    house.http.latencyMs = ({ url }) => (url.startsWith('https:') ? AT_ONCE_MS : 20);
    expect((await loss()).code).toBe('unreachable');
    expect(plainAsked()).toEqual([]);
  });

  it('once the server has spoken over it says nothing about certificates', async () => {
    house.machines = { ...house.machines, [lan.uri]: DEN };
    house.resources = [resourceBody({ connections: [lan] })];
    house.http.weather = ({ url }) => (url.includes('/library') ? failureOf('unreachable') : null);
    expect((await loss()).code).toBe('unreachable');
    expect(plainAsked()).toEqual([]);
  });

  it('with a reason of its own keeps that', async () => {
    house.machines = { ...house.machines, [lan.uri]: STRANGER };
    expect((await loss()).code).toBe('wrongMachine');
    expect(plainAsked()).toEqual([]);
  });
});
