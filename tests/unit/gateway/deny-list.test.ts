import fc from 'fast-check';
import { denyList } from '../../../src/gateway/addresses/deny-list';
import { allowedPath } from '../../../src/gateway/pms/paths';

const list = denyList({ allowsLoopback: false, ownPorts: () => [8080] });

test.each([
  '127.0.0.1',
  '127.255.3.4',
  '0.0.0.0',
  '0.1.2.3',
  '169.254.169.254',
  '100.100.100.200',
  '224.0.0.1',
  '239.0.0.250',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:1:2::',
  '::127.0.0.1',
  'fe80::1',
  'ff02::1',
  'fd00:ec2::254',
  'localhost',
  '',
  '127.1'
])('%s is not asked', (address) => {
  expect(list.denies(address, 32400)).toBe(true);
});

test.each(['192.168.1.5', '10.0.0.2', '172.16.3.4', '8.8.8.8', 'fd12:3456::1', '2a00:1450:4001::1'])(
  '%s is',
  (address) => {
    expect(list.denies(address, 32400)).toBe(false);
  }
);

test('no spelling of a denied IPv4 address inside an IPv6 one gets through', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('127.0.0.1', '169.254.169.254', '0.0.0.0'),
      fc.constantFrom('::ffff:', '::', '64:ff9b::'),
      (four, before) => {
        expect(list.denies(before + four, 80)).toBe(true);
      }
    )
  );
});

test('loopback is asked where simulators are allowed, but never at our own ports', () => {
  const open = denyList({ allowsLoopback: true, ownPorts: () => [8080] });
  expect(open.denies('127.0.0.1', 32400)).toBe(false);
  expect(open.denies('::1', 32400)).toBe(false);
  expect(open.denies('127.0.0.1', 8080)).toBe(true);
  expect(open.denies('169.254.169.254', 32400)).toBe(true);
});

describe('a path of a media server', () => {
  test.each([
    ['library/sections', {}, '/library/sections'],
    [
      'library/sections/3/all',
      { 'X-Plex-Container-Start': '0', sort: 'titleSort:desc' },
      '/library/sections/3/all?X-Plex-Container-Start=0&sort=titleSort%3Adesc'
    ],
    [
      'photo/:/transcode',
      { width: '300', url: '/library/metadata/5/thumb/1700000000' },
      '/photo/:/transcode?width=300&url=%2Flibrary%2Fmetadata%2F5%2Fthumb%2F1700000000'
    ]
  ])('%s is on the list', (path, query, expected) => {
    expect(allowedPath(path, query)).toBe(expected);
  });

  test.each([
    '../:/prefs',
    'library/../:/prefs',
    'library/sections/..',
    'library/sections/',
    '/library/sections',
    'library//sections',
    'library/sections%2f1',
    'library\\sections',
    'library/sections\r\nX: 1',
    'library/sections\0',
    'library/sections/1/refresh',
    'library/sections/1;x',
    'LIBRARY/sections',
    'library/metadata/1/thumb/../2',
    'system',
    '',
    'library/metadata/９'
  ])('%j is not', (path) => {
    expect(allowedPath(path, {})).toBeNull();
  });

  test.each([
    { 'X-Plex-Token': 'abc' },
    { url: 'http://example.org/' },
    { url: '//example.org/library/metadata/1/thumb/2' },
    { url: '/library/metadata/1/thumb/2?x=1' },
    { url: '/library/metadata/1/thumb/2/../../../../prefs' },
    { width: '1\r\nX: 2' },
    { width: ['1', '2'] },
    { width: 'x'.repeat(101) }
  ])('%j is not a question', (query) => {
    expect(allowedPath('photo/:/transcode', query)).toBeNull();
  });

  test('whatever is handed on stands on the list as it was asked, and on no other host', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'library/sections1.%\\:;@?#&= \n'), maxLength: 24 }),
        (text) => {
          const path = allowedPath(text, {});
          expect(path === null || new URL(path, 'http://server').href === `http://server/${text}`).toBe(true);
        }
      ),
      { numRuns: 2000 }
    );
  });
});
