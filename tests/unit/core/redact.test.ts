import fc from 'fast-check';
import { FAILURE_CODES } from '../../../src/core/model/failure';
import { redact, redactFacts } from '../../../src/core/redact';

const SECRETS = {
  opaque: 'xX9dQ2kLmN4pR7sT1vWz',
  strong: '8lzjqnq8lye02n52jq3fqxf8e',
  jwt: 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJwbGV4LnR2In0.c2ln',
  mail: 'ada.lovelace+tv@example.co.uk',
  pinId: '1234567890',
  hex: '6f4b2a9d8c7e5f3a1b0c9d8e7f6a5b4c3d2e1f00'
};

describe('a text', () => {
  it.each(Object.entries(SECRETS))('loses the %s secret wherever it stands', (_name, secret) => {
    const places = [
      secret,
      `before ${secret} after`,
      `https://plex.tv/api/v2/user?X-Plex-Token=${secret}`,
      `https://plex.tv/api/v2/pins/${secret}`,
      `{"authToken":"${secret}"}`,
      `X-Plex-Token: ${secret}`,
      `Authorization: Bearer ${secret}`,
      `"${secret}"`,
      `(${secret})`
    ];
    places.forEach((place) => expect(redact(place)).not.toContain(secret));
  });

  it.each([
    ['https://plex.tv/link/?pin=7RQZ', '7RQZ'],
    ['https://plex.tv/api/v2/home/users/abc/switch?pin=2468', '2468'],
    ['/api/v2/home/users/abc/switch?pin=2468 failed', '2468'],
    ['https://app.plex.tv/auth#?clientID=a&code=8lzj', '8lzj'],
    ['{"code":"7RQZ","id":1}', '7RQZ'],
    ['code=7RQZ&x=1', '7RQZ'],
    ['pin: 2468', '2468'],
    ['https://www.themoviedb.org/authenticate/abc123', 'abc123'],
    ['set-cookie: sid=abc; Path=/', 'abc'],
    ['request_token=short1', 'short1']
  ])('%j does not show %s', (text, secret) => expect(redact(text)).not.toContain(secret));

  it('keeps what tells a fault: method, host, path, status', () => {
    expect(redact('GET https://plex.tv/api/v2/user 503 after 812 ms')).toBe(
      'GET https://plex.tv/api/v2/user 503 after 812 ms'
    );
  });

  it('has an end', () => expect(redact('so much '.repeat(1000)).length).toBeLessThan(600));

  it('reads no further than it shows, so that no text can hold a television up', () => {
    [':" ', 'token ', '@. ', 'eyJ. ', '/? '].forEach((each) =>
      expect(redact(each.repeat(100000))).toBe(redact(each.repeat(1000)))
    );
  });

  it('shows no half of a secret at the end of what it reads', () => {
    const filler = 'so much '.repeat(248);
    const cut = redact(
      `{"token":"${'x'.repeat(1000)} ${filler.slice(0, 976)}${SECRETS.opaque}${SECRETS.opaque}`
    );
    expect(cut).not.toContain(SECRETS.opaque.slice(0, 6));
    expect(redact('x'.repeat(5000))).toBe('…');
  });
});

describe('facts', () => {
  it('lose every value whose name says that it is a secret', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'token',
          'authToken',
          'X-Plex-Token',
          'pin',
          'code',
          'email',
          'username',
          'sessionId',
          'title',
          'password',
          'cookie',
          'profileToken'
        ),
        fc.string({ minLength: 1 }),
        (name, value) => {
          fc.pre(!FAILURE_CODES.includes(value as never) && !'***'.includes(value) && !name.includes(value));
          expect(redactFacts({ [name]: value })).toEqual({ [name]: '***' });
        }
      )
    );
  });

  it('lose it in the depth too', () => {
    const facts = { effect: { token: 'abc', deeper: { pin: '1' } }, list: [{ email: 'x' }] };
    expect(JSON.stringify(redactFacts(facts))).not.toMatch(/abc|"1"|"x"/);
  });

  it('keep the names of failures, small numbers and flags', () => {
    expect(redactFacts({ code: 'offline', status: 503, ms: 12, durable: true, nothing: null })).toEqual({
      code: 'offline',
      status: 503,
      ms: 12,
      durable: true,
      nothing: null
    });
  });

  it('hide numbers long enough to be an id, and say of an error only what is safe', () => {
    expect(redactFacts({ at: 1234567890, error: new Error(`bad ${SECRETS.opaque}`), f: () => 1 })).toEqual({
      at: '***',
      error: 'Error: bad ***',
      f: undefined
    });
  });

  it('end where they circle', () => {
    const circle: Record<string, unknown> = {};
    circle['again'] = circle;
    expect(JSON.stringify(redactFacts(circle))).toContain('***');
  });
});
