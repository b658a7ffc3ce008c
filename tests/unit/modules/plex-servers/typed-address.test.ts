import fc from 'fast-check';
import { originText } from '../../../../src/modules/plex/servers/hosts';
import { readTypedAddress } from '../../../../src/modules/plex/servers/typed-address';

const meant = (text: string): string[] | null => readTypedAddress(text)?.map(originText) ?? null;

describe('an address that a viewer types', () => {
  it('needs no more than four numbers', () => {
    expect(meant('192.168.1.5')).toEqual([
      'https://192.168.1.5:32400',
      'http://192.168.1.5:32400',
      'https://192.168.1.5:443',
      'http://192.168.1.5:80'
    ]);
  });

  it.each([
    ['http://host:32400/web', ['http://host:32400']],
    ['http://192.168.1.5:32400/web/index.html#!/media', ['http://192.168.1.5:32400']],
    ['HTTPS://Plex.Example.org', ['https://plex.example.org:32400', 'https://plex.example.org:443']],
    ['192.168.1.5:8080', ['https://192.168.1.5:8080', 'http://192.168.1.5:8080']],
    [' 192 , 168 , 1 , 5 : 32400 ', ['https://192.168.1.5:32400', 'http://192.168.1.5:32400']],
    ['192.168.1.5 32400', ['https://192.168.1.5:32400', 'http://192.168.1.5:32400']],
    ['192. 168. 1. 15', meant('192.168.1.15')],
    ['HTTP:\\\\192.168.1.5:32400\\WEB', ['http://192.168.1.5:32400']],
    ['１９２．１６８。１．５：３２４００', ['https://192.168.1.5:32400', 'http://192.168.1.5:32400']],
    ['ｈｔｔｐ：／／ｎａｓ：３２４００', ['http://nas:32400']],
    ['١٩٢٫١٦٨٫١٫٥', meant('192.168.1.5')],
    ['\u202a۱۹۲.۱۶۸.۱.۵\u202c', meant('192.168.1.5')],
    ['http:/nas:32400', ['http://nas:32400']],
    ['http//nas:32400', ['http://nas:32400']],
    ['me:hidden@nas:32400', ['https://nas:32400', 'http://nas:32400']],
    ['[2001:db8::7]:32400', ['https://[2001:db8::7]:32400']],
    ['http://[fd00::5]', ['http://[fd00::5]:32400', 'http://[fd00::5]:80']],
    [
      'nas.local:',
      ['https://nas.local:32400', 'http://nas.local:32400', 'https://nas.local:443', 'http://nas.local:80']
    ]
  ])('%s is understood', (text, origins) => expect(meant(text)).toEqual(origins));

  it('may be IPv6 without brackets', () => {
    expect(meant('fd00::5')?.[0]).toBe('https://[fd00::5]:32400');
    expect(meant('2001:db8:0:0:0:0:0:7')).toContain('https://[2001:db8:0:0:0:0:0:7]:32400');
  });

  it('goes over http to a public host only when the viewer wrote so', () => {
    expect(meant('example.org')?.some((uri) => uri.startsWith('http:'))).toBe(false);
    expect(meant('8.8.8.8:32400')).toEqual(['https://8.8.8.8:32400']);
    expect(meant('http://example.org:32400')).toEqual(['http://example.org:32400']);
  });

  it.each([
    '',
    '   ',
    'http://',
    '192.168.1',
    '192.168.1.500',
    '192.168.1.5:99999',
    '192.168.1.5:0',
    '0.0.0.0',
    '169.254.1.1',
    'fe80::1',
    'fe80::1%eth0',
    '1:2:3',
    ':::',
    '[zz::1]',
    'ftp://nas',
    'my server!',
    '-nas-',
    'a..b',
    ':a::',
    'a.5',
    '...'
  ])('"%s" is none', (text) => expect(meant(text)).toBeNull());

  it('never throws, whatever is typed, and gives only addresses that can be written', () => {
    const typed = fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[0-9a-f:.,/[\]@ ]{0,30}$/));
    fc.assert(
      fc.property(typed, (text) => {
        (meant(text) ?? []).forEach((uri) => expect(() => new URL(uri)).not.toThrow());
      }),
      { numRuns: 500 }
    );
  });

  it('reads every IPv4 and IPv6 address', () => {
    fc.assert(fc.property(fc.ipV4(), (ip) => /^(0\.0\.0\.0|169\.254)/.test(ip) || meant(ip) !== null));
    const pure = fc.ipV6().filter((ip) => !ip.includes('.') && !/^fe[89ab]/.test(ip) && !/^[0:]+$/.test(ip));
    fc.assert(fc.property(pure, (ip) => meant(ip) !== null));
  });
});
