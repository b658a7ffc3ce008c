import fc from 'fast-check';
import { rank } from '../../../../src/modules/plex/servers/candidates';
import { direct, plain, RELAY, server } from '../../../support/server-facts';
import type { Rules } from '../../../../src/modules/plex/servers/candidates';
import type { Connection } from '../../../../src/modules/plex/servers/interfaces';

const PACKAGED: Rules = { securePage: false, plainTwins: 'ask' };
const LAN = direct('192.168.1.5');
const WAN = direct('203.0.113.7', { local: false });
const LOOPBACK = plain('http://127.0.0.1:32400');

const urisOf = (from: Parameters<typeof server>[0], rules = PACKAGED): string[] =>
  rank(server(from), rules).candidates.map(({ uri }) => uri);
const whyNot = (connection: Connection, from: Parameters<typeof server>[0] = {}, rules = PACKAGED) =>
  rank(server({ ...from, connections: [connection] }), rules).ruledOut.map(({ result }) => result);

describe('the order of addresses', () => {
  it('is loopback, same network, remote, relay, and https before http', () => {
    const lanPlain = plain('http://192.168.1.5:32400');
    const connections = [RELAY, WAN, lanPlain, LAN, LOOPBACK];
    expect(urisOf({ connections })).toEqual([LOOPBACK, LAN, lanPlain, WAN, RELAY].map(({ uri }) => uri));
  });

  it('does not depend on the order in which plex.tv lists them', () => {
    const connections = [RELAY, WAN, LAN, LOOPBACK, direct('192.168.1.6'), plain('http://192.168.1.7:32400')];
    const expected = urisOf({ connections });
    fc.assert(
      fc.property(fc.shuffledSubarray(connections, { minLength: connections.length }), (shuffled) =>
        expect(urisOf({ connections: shuffled })).toEqual(expected)
      )
    );
  });

  it('never waits for a private address of another network: it counts like a remote one', () => {
    const { candidates } = rank(server({ publicAddressMatches: false, connections: [LAN, WAN] }), PACKAGED);
    expect(new Set(candidates.map(({ score }) => score)).size).toBe(1);
    expect(candidates.map(({ place }) => place).sort()).toEqual(['local', 'remote']);
  });

  it('puts a container’s address behind every other one of the house, but before the remote ones', () => {
    const docker = direct('172.18.0.3');
    const order = [LAN.uri, docker.uri, WAN.uri];
    expect(urisOf({ connections: [docker, WAN, LAN] })).toEqual(order);
  });

  it('has its reasons as data', () => {
    const { candidates } = rank(
      server({ connections: [LAN, RELAY], typed: ['http://192.168.1.9:32400'] }),
      PACKAGED
    );
    expect(candidates.map(({ reasons }) => reasons)).toEqual([
      ['sameNetwork', 'secure'],
      ['sameNetwork', 'plain', 'typed'],
      ['relay', 'secure']
    ]);
  });
});

describe('an address is not tried', () => {
  it.each([
    ['it is nowhere', 'unspecified', plain('http://0.0.0.0:32400'), {}],
    ['it holds on one cable only', 'linkLocal', plain('http://169.254.1.2:32400'), {}],
    ['it holds on one cable only (IPv6)', 'linkLocal', plain('http://[fe80::1]:32400'), {}],
    [
      'it is a docker bridge elsewhere',
      'dockerBridge',
      direct('172.18.0.3'),
      { publicAddressMatches: false }
    ],
    ['it is in somebody else’s house', 'otherNetwork', LAN, { publicAddressMatches: false, owned: false }],
    [
      'the server takes https only',
      'httpsRequired',
      plain('http://192.168.1.5:32400'),
      { httpsRequired: true }
    ],
    ['it would carry the token in the clear', 'insecureRemote', plain('http://203.0.113.7:32400'), {}],
    ['it is no address', 'badUri', { ...LAN, uri: 'plex' }, {}]
  ] as const)('when %s', (_why, reason, connection, from) => {
    expect(whyNot(connection, from)).toContain(reason);
    expect(urisOf({ ...from, connections: [connection] })).toEqual([]);
  });

  it('over http from a page that came over https', () => {
    const rules = { ...PACKAGED, securePage: true };
    expect(whyNot(LOOPBACK, {}, rules)).toEqual(['mixedContent']);
    expect(urisOf({ connections: [LAN, LOOPBACK] }, rules)).toEqual([LAN.uri]);
  });

  it('twice', () => {
    const connections = [LAN, { ...LAN, uri: `${LAN.uri}/` }];
    expect(urisOf({ connections })).toEqual([LAN.uri]);
    expect(rank(server({ connections }), PACKAGED).ruledOut).toContainEqual({
      uri: LAN.uri,
      result: 'duplicate'
    });
  });
});

describe('the plain twin of a plex.direct address', () => {
  const twins: Rules = { ...PACKAGED, plainTwins: 'use' };
  const twin = 'http://192.168.1.5:32400';

  it('is offered for a private address once the viewer has agreed, and asked for before', () => {
    expect(urisOf({ connections: [LAN] }, twins)).toEqual([LAN.uri, twin]);
    expect(urisOf({ connections: [LAN] })).toEqual([LAN.uri]);
    expect(whyNot(LAN)).toEqual(['needsConsent']);
  });

  it('writes IPv6 in brackets', () => {
    expect(urisOf({ connections: [direct('fd00::5')] }, twins)).toContain('http://[fd00::5]:32400');
  });

  it('is never made for public addresses, relays, or servers that require https', () => {
    expect(urisOf({ connections: [WAN, RELAY] }, twins)).toEqual([WAN.uri, RELAY.uri]);
    expect(urisOf({ connections: [LAN], httpsRequired: true }, twins)).toEqual([LAN.uri]);
    expect(urisOf({ connections: [LAN] }, { ...twins, securePage: true })).toEqual([LAN.uri]);
  });
});

describe('an address that the viewer typed', () => {
  it('counts as one of the house when it is, and as remote otherwise', () => {
    const typed = ['http://192.168.1.9:32400', 'https://example.org:443'];
    const { candidates } = rank(server({ typed }), PACKAGED);
    expect(candidates.map(({ place }) => place)).toEqual(['local', 'remote']);
  });

  it('may be plain http wherever it leads, because the viewer wrote so', () => {
    expect(urisOf({ typed: ['http://example.org:32400'] })).toEqual(['http://example.org:32400']);
    expect(urisOf({ typed: ['http://example.org:32400'], httpsRequired: true })).toEqual([]);
  });
});

describe('whatever plex.tv lists', () => {
  const anyAddress = fc.constantFrom(
    '0.0.0.0',
    '127.0.0.1',
    '192.168.1.5',
    '172.18.0.3',
    '203.0.113.7',
    '8.8.4.4'
  );
  const anyConnection = fc
    .record({ address: anyAddress, secure: fc.boolean(), local: fc.boolean(), relay: fc.boolean() })
    .map(({ address, secure, ...flags }) =>
      secure ? direct(address, flags) : plain(`http://${address}:32400`, flags)
    );
  const anyServer = fc.record({
    owned: fc.boolean(),
    httpsRequired: fc.boolean(),
    publicAddressMatches: fc.boolean(),
    connections: fc.array(anyConnection, { maxLength: 12 })
  });
  const anyRules = fc.record({
    securePage: fc.boolean(),
    plainTwins: fc.constantFrom('use', 'ask', 'never' as const)
  });

  it('each address is either a candidate once or has a reason why not', () => {
    fc.assert(
      fc.property(anyServer, anyRules, (from, rules) => {
        const { candidates, ruledOut } = rank(server(from), rules);
        const uris = candidates.map(({ uri }) => uri);
        expect(new Set(uris).size).toBe(uris.length);
        const known = [...uris, ...ruledOut.map(({ uri }) => uri)];
        from.connections.forEach(({ uri }) => expect(known).toContain(uri));
        candidates.forEach(({ reasons }) => expect(reasons.length).toBeGreaterThan(0));
      })
    );
  });

  it('no candidate breaks a promise about http', () => {
    fc.assert(
      fc.property(anyServer, anyRules, (from, rules) => {
        const plainOnes = rank(server(from), rules).candidates.filter(({ secure }) => !secure);
        if (from.httpsRequired || rules.securePage) expect(plainOnes).toEqual([]);
        plainOnes.forEach(({ uri }) => expect(uri).toMatch(/127\.0|192\.168|172\.18/));
      })
    );
  });

  it('a relay is never better than any direct address', () => {
    fc.assert(
      fc.property(anyServer, anyRules, (from, rules) => {
        const { candidates } = rank(server(from), rules);
        const relays = candidates.filter(({ place }) => place === 'relay').map(({ score }) => score);
        const others = candidates.filter(({ place }) => place !== 'relay').map(({ score }) => score);
        expect(Math.max(-Infinity, ...relays)).toBeLessThan(Math.min(Infinity, ...others));
      })
    );
  });
});
