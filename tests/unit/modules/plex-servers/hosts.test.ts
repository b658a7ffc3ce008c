import fc from 'fast-check';
import {
  addressInName,
  isPrivateHost,
  kindOfHost,
  originText,
  parseOrigin
} from '../../../../src/modules/plex/servers/hosts';

// Domains and addresses of the web are slow to make up.
const FEW = { numRuns: 30 };

describe('an address', () => {
  it.each([
    ['https://192-168-1-5.abc.plex.direct:32400', 'https://192-168-1-5.abc.plex.direct:32400'],
    ['HTTP://Example.ORG/web/index.html#!/x', 'http://example.org:80'],
    ['https://user:secret@example.org', 'https://example.org:443'],
    ['http://[2001:db8::7]:32400/web', 'http://[2001:db8::7]:32400']
  ])('%s is the origin %s, without path and credentials', (uri, origin) => {
    const parsed = parseOrigin(uri);
    expect(parsed === null ? null : originText(parsed)).toBe(origin);
  });

  it.each([
    '',
    'ftp://example.org',
    'http://',
    'https://example.org:0',
    'http://a:70000',
    'javascript:1',
    'http://a b'
  ])('"%s" is none', (uri) => expect(parseOrigin(uri)).toBeNull());

  it('stays itself when it is read again', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.domain(), fc.integer({ min: 1, max: 65535 }), (secure, host, port) => {
        const origin = { secure, host: host.toLowerCase(), port };
        expect(parseOrigin(originText(origin))).toEqual(origin);
      }),
      FEW
    );
  });

  it('never lets credentials through', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http', 'https'], withFragments: true }), (url) => {
        const withSecret = url.replace('://', '://me:hidden@');
        const origin = parseOrigin(withSecret);
        if (origin !== null) expect(originText(origin)).not.toContain('hidden');
      }),
      FEW
    );
  });
});

describe('where a host leads', () => {
  it.each([
    ['0.0.0.0', 'unspecified'],
    ['[::]', 'unspecified'],
    ['127.0.0.1', 'loopback'],
    ['[::1]', 'loopback'],
    ['localhost', 'loopback'],
    ['169.254.3.4', 'linkLocal'],
    ['[fe80::1]', 'linkLocal'],
    ['172.16.0.1', 'private'],
    ['172.17.0.1', 'docker'],
    ['172.31.255.1', 'docker'],
    ['172.32.0.1', 'public'],
    ['192.168.1.5', 'private'],
    ['10.1.2.3', 'private'],
    ['[fd00::5]', 'private'],
    ['8.8.8.8', 'public'],
    ['[2001:db8::7]', 'public'],
    ['[::ffff:192.168.1.5]', 'private'],
    ['192-168-1-5.abc123.plex.direct', 'private'],
    ['172-18-0-3.abc123.plex.direct', 'docker'],
    ['fd00--5.abc123.plex.direct', 'private'],
    ['203-0-113-7.abc123.plex.direct', 'public'],
    ['example.org', 'name'],
    ['999.1.1.1', 'name']
  ])('%s: %s', (host, kind) => expect(kindOfHost(host)).toBe(kind));

  it('stays in the house for private addresses and house names only', () => {
    expect(
      ['192.168.1.5', 'nas', 'nas.local', 'nas.home.arpa', 'localhost'].filter(isPrivateHost)
    ).toHaveLength(5);
    expect(['8.8.8.8', 'example.org', 'local.example.org', '100.64.1.1'].filter(isPrivateHost)).toEqual([]);
  });

  it('reads the address in a plex.direct name and in no other', () => {
    expect(addressInName('192-168-1-5.abc.plex.direct')).toBe('192.168.1.5');
    expect(addressInName('2001-db8--7.abc.plex.direct')).toBe('2001:db8::7');
    expect(addressInName('192-168-1-5.abc.plex.direct.example.org')).toBeNull();
  });
});
