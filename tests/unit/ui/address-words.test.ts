import { addressOf, isAtHome, isSecure, placeIn } from '../../../src/ui/screens/address-words';

describe('the words for an address', () => {
  it.each([
    ['https://192-168-1-5.0123456789abcdef.plex.direct:32400', '192.168.1.5:32400'],
    ['http://10.0.0.7:32400/', '10.0.0.7:32400'],
    ['https://media.example.org', 'media.example.org'],
    ['https://[2001:db8::5]:32400', '[2001:db8::5]:32400']
  ])('read %s as %s', (uri, place) => {
    expect(placeIn(uri)).toBe(place);
  });

  it.each([
    ['https://192-168-1-5.0123456789abcdef.plex.direct:32400', true],
    ['http://172.16.0.1', true],
    ['http://172.32.0.1', false],
    ['http://[fd00::1]:32400', true],
    ['https://[2001:db8::5]', false],
    ['https://203-0-113-9.0123456789abcdef.plex.direct:32400', false],
    ['https://10000.example.org', false]
  ])('know whether %s is at home: %s', (uri, is) => {
    expect(isAtHome(uri)).toBe(is);
  });

  it('know what is encrypted', () => {
    expect([isSecure('https://a'), isSecure('http://a')]).toEqual([true, false]);
  });

  it('leave out of a link what nobody has to type', () => {
    expect(addressOf('https://plex.tv/link/?pin=ABCD')).toBe('plex.tv/link');
    expect(addressOf('https://www.themoviedb.org/authenticate/1')).toBe('themoviedb.org/authenticate/1');
  });
});
