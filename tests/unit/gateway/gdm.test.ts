// promises: P4
import { startGdmResponder, type GdmResponder } from '../../simulator/gdm/gdm-responder';
import { VirtualClock } from '../../support/virtual-clock';
import { broadcastsOf } from '../../../src/gateway/gdm/broadcasts';
import { openGdm, type LanServer } from '../../../src/gateway/gdm/gdm';
import { createLookout } from '../../../src/gateway/gdm/lookout';
import { nearbyConnections } from '../../../src/gateway/gdm/nearby';
import { rank } from '../../../src/modules/plex/servers/candidates';

const LABEL = '5c0ffee15bad0f00d5c0ffee15bad0f0.plex.direct';
const server = (address: string, id = 'den'): LanServer => ({
  ...{ id, name: 'Den', address, port: 32400, version: '1' }
});
const listed = (uri: string) => ({ uri, address: '203.0.113.7', local: false, relay: false });

describe('the networks of this machine', () => {
  const lan = { family: 'IPv4', internal: false, mac: '', cidr: null } as const;

  it('are asked by the last address of each, and by the one of all', () => {
    const own = [
      { ...lan, address: '192.168.7.20', netmask: '255.255.255.0' },
      { ...lan, address: '10.1.2.3', netmask: '255.255.252.0' },
      { ...lan, address: '127.0.0.1', netmask: '255.0.0.0', internal: true }
    ];
    expect(broadcastsOf({ eth0: own })).toEqual(['192.168.7.255', '10.1.3.255', '255.255.255.255']);
    expect(broadcastsOf({})).toEqual(['255.255.255.255']);
  });
});

describe('a search', () => {
  let responder: GdmResponder;
  beforeAll(async () => {
    const facts = {
      name: 'Den',
      port: 32400,
      machineIdentifier: 'den',
      version: '1',
      host: LABEL,
      updatedAtMs: 0
    };
    responder = await startGdmResponder(() => [facts], { port: 0 });
  });
  afterAll(() => responder.stop());

  it('hears who answers by one way while the other is shut, and each server once', async () => {
    const here = { address: '127.0.0.1', port: responder.port };
    const heard: string[] = [];
    const found = await openGdm(() => [{ address: '::1', port: 1 }, here, here], 300).search(({ id }) => {
      heard.push(id);
    });
    expect(responder.heard()).toHaveLength(2);
    expect([found.map(({ id }) => id), heard]).toEqual([['den'], ['den']]);
  });

  it('that no way is open for finds nobody, at once', async () => {
    expect(await openGdm(() => [{ address: '::1', port: 1 }], 600_000).search()).toEqual([]);
  });
});

describe('a lookout', () => {
  let clock: VirtualClock;
  let asked: number;
  let answers: readonly LanServer[];
  let nearby: ReturnType<typeof createLookout>['nearby'];

  beforeEach(() => {
    clock = new VirtualClock({ wall: 0 });
    asked = 0;
    answers = [server('192.168.1.5')];
    const search = async (
      heard: (each: LanServer) => void = () => undefined
    ): Promise<readonly LanServer[]> => {
      asked += 1;
      answers.forEach(heard);
      return Promise.resolve(answers);
    };
    nearby = createLookout({ search }, clock).nearby;
  });
  const look = async (id = 'den'): Promise<readonly string[]> => {
    const found = nearby(id);
    await clock.advance(200);
    return (await found).map(({ address }) => address);
  };

  it('asks once a minute at most, and only when somebody wants to know', async () => {
    expect([await look(), await look(), await look('attic')]).toEqual([['192.168.1.5'], ['192.168.1.5'], []]);
    expect(asked).toBe(1);
    await clock.advance(60_000);
    expect(asked).toBe(1);
    await look();
    expect(asked).toBe(2);
  });

  it('forgets where nobody has answered for ten minutes', async () => {
    await look();
    answers = [];
    await clock.advance(590_000);
    expect(await look()).toEqual(['192.168.1.5']);
    await clock.advance(20_000);
    expect(await look()).toEqual([]);
  });

  it('tries the newest three of those who say that they are one server', async () => {
    answers = [1, 2, 3, 4, 5].map((nth) => server(`192.168.1.${nth}`));
    expect(await look()).toEqual(['192.168.1.3', '192.168.1.4', '192.168.1.5']);
  });
});

describe('an address that was heard', () => {
  const den = { connections: [listed(`https://203-0-113-7.${LABEL}:32400`)] };

  it('is asked under the name that only this server’s certificate has', () => {
    expect(nearbyConnections(den, [server('192.168.1.5')])).toEqual([
      { uri: `https://192-168-1-5.${LABEL}:32400`, address: '192.168.1.5', local: true, relay: false }
    ]);
  });

  it('is no way to a server of which plex.tv lists no such name, nor one out of the house', () => {
    const bare = { connections: [listed('http://203.0.113.7:32400'), listed('https://nas.example:443')] };
    expect(nearbyConnections(bare, [server('192.168.1.5')])).toEqual([]);
    expect(nearbyConnections(den, [server('198.51.100.4'), server('169.254.1.1')])).toEqual([]);
  });

  it('is asked in plain with the viewer’s yes alone', () => {
    const found = {
      ...{ owned: true, httpsRequired: false, publicAddressMatches: true, typed: [] },
      connections: nearbyConnections(den, [server('192.168.1.5')])
    };
    const urisBy = (plainTwins: 'use' | 'ask'): readonly string[] =>
      rank(found, { securePage: false, plainTwins }).candidates.map(({ uri }) => uri);
    expect(urisBy('ask')).toEqual([`https://192-168-1-5.${LABEL}:32400`]);
    expect(urisBy('use')).toContain('http://192.168.1.5:32400');
  });
});
