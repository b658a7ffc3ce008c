import fc from 'fast-check';
import { DEFAULTS } from '../../../../src/modules/plex/auth';
import { isJwt, readResources, resourcesRequest } from '../../../../src/modules/plex/servers/resources';
import { replyOf } from '../../../support/scripted-http';
import { resourceBody } from '../../../support/server-facts';

const read = (body: unknown, status = 200) => readResources(replyOf({ status, body }));
const failureOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (failure) {
    return failure;
  }
};

describe('the list of resources', () => {
  it('is asked for with every kind of address, the token in a header and who we are', () => {
    const { url, headers } = resourcesRequest({ config: DEFAULTS, clientId: 'tv-1' }, 'secret-token');
    expect([...new URL(url).searchParams].sort()).toEqual([
      ['includeHttps', '1'],
      ['includeIPv6', '1'],
      ['includeRelay', '1']
    ]);
    expect(headers).toMatchObject({ 'X-Plex-Token': 'secret-token', 'X-Plex-Client-Identifier': 'tv-1' });
    expect(url).not.toContain('secret-token');
  });

  it('is read field by field', () => {
    expect(read([resourceBody()])).toEqual([
      {
        id: 'machine-den',
        name: 'Den',
        owned: true,
        present: true,
        httpsRequired: false,
        publicAddressMatches: true,
        accessToken: 'server-token-of-den',
        connections: [
          {
            uri: 'https://192-168-1-5.0123456789abcdef0123456789abcdef.plex.direct:32400',
            address: '192.168.1.5',
            local: true,
            relay: false
          }
        ]
      }
    ]);
  });

  it.each([
    ['server', true],
    ['client, server ,player', true],
    ['player', false],
    ['serverless', false],
    [null, false]
  ])('takes what provides "%s" for a server: %s', (provides, is) => {
    expect(read([resourceBody({ provides })])).toHaveLength(is ? 1 : 0);
  });

  it.each(['', '{}', '{"MediaContainer":{}}', 'null', '<html>', '"busy"'])(
    'is an outage, not "no servers", when the body is %s',
    (body) => expect(failureOf(() => read(body))).toMatchObject({ code: 'malformedReply' })
  );

  it('is empty when plex.tv says so', () => expect(read([])).toEqual([]));

  it('keeps the session on every refusal but the issuer’s own', () => {
    expect(failureOf(() => read({}, 401))).toMatchObject({ code: 'issuerRefused' });
    expect(failureOf(() => read({}, 503))).toMatchObject({ code: 'serviceDown' });
    expect(failureOf(() => read({}, 429))).toMatchObject({ code: 'busy' });
  });

  it('reads explicit nulls as nothing, never as the word', () => {
    const [den] = read([resourceBody({ name: null, accessToken: null, connections: null, owned: null })]);
    expect(den).toMatchObject({ name: 'machine-den', accessToken: null, connections: [], owned: false });
    expect(read([resourceBody({ accessToken: 'null' })])[0]?.accessToken).toBeNull();
  });

  it('loses one bad entry, not the list', () => {
    const entries = [null, 7, 'x', [], {}, resourceBody(), resourceBody({ clientIdentifier: null })];
    expect(read(entries).map(({ id }) => id)).toEqual(['machine-den']);
  });

  it('lists a server once', () => expect(read([resourceBody(), resourceBody()])).toHaveLength(1));

  it('drops paths and credentials of an address', () => {
    const connections = [{ uri: 'https://me:hidden@example.org/plex', local: false }];
    expect(read([resourceBody({ connections })])[0]?.connections[0]?.uri).toBe('https://example.org:443');
  });

  it('survives any JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (body) => {
        expect(Array.isArray(read(body))).toBe(true);
      })
    );
    const names = Object.keys(resourceBody());
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
        read([resourceBody({ [name]: value })]).forEach((each) => expect(typeof each.id).toBe('string'));
      })
    );
  });

  it('knows a JWT from a server’s own token', () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    expect(isJwt(`${part({ alg: 'EdDSA' })}.${part({ iat: 1 })}.c2ln`)).toBe(true);
    expect(isJwt('aBcDeFgHiJkLmNoPqRsT')).toBe(false);
  });
});
