import fc from 'fast-check';
import { asFailure } from '../../../../../src/core/model/failure';
import { readPing, readSignOut, readUser } from '../../../../../src/modules/plex/auth/account';
import { DEFAULTS } from '../../../../../src/modules/plex/auth/constants';
import { headerValue, plexHeaders } from '../../../../../src/modules/plex/auth/headers';
import { readHome, readSwitch, switchRequest } from '../../../../../src/modules/plex/auth/home';
import {
  linkFor,
  pinRequest,
  pollRequest,
  readPin,
  readPoll
} from '../../../../../src/modules/plex/auth/pins';
import { errorBody, homeUser, pinBody, userBody } from '../../../../support/plex-facts';
import { replyOf, type Scripted } from '../../../../support/scripted-http';

const me = { config: DEFAULTS, clientId: 'test-client' };
const strongMe = {
  config: { ...DEFAULTS, mode: 'strong' as const, deviceName: 'Den & Bar' },
  clientId: 'a b'
};
const STRONG = '8lzjqnq8lye02n52jq3fqxf8e';

function failureIn(read: () => unknown): string {
  try {
    read();
  } catch (thrown) {
    return asFailure(thrown).code;
  }
  return 'none';
}

describe('a new PIN', () => {
  it('keeps id, code and life, and learns plex.tv’s time from the end minus what is left', () => {
    expect(readPin('short', replyOf({ status: 201, body: pinBody({ expiresIn: 876 }) }))).toEqual({
      id: '1234567890',
      code: '7RQZ',
      lifeMs: 876000,
      serverNow: Date.UTC(2026, 10, 20, 12, 0, 24)
    });
  });

  it.each([400, 409, 422, 498, 401, 403, 429, 500, 302])(
    'takes status %i for a failure, never for a PIN',
    (status) => {
      const code = failureIn(() => readPin('short', replyOf({ status, body: pinBody() })));
      expect(code).not.toBe('none');
      expect(['issuerRefused', 'tokenExpired']).not.toContain(code);
    }
  );

  it.each([
    ['short', STRONG],
    ['strong', '7RQZ'],
    ['jwt', STRONG],
    ['short', ''],
    ['short', '<b>x']
  ] as const)('in %s mode never shows the code %j, which its page would refuse', (mode, code) => {
    expect(failureIn(() => readPin(mode, replyOf({ body: pinBody({ code }) })))).toBe('malformedReply');
  });

  it.each([null, undefined, {}, NaN, true])('without a usable id (%p) is no PIN', (id) => {
    expect(failureIn(() => readPin('short', replyOf({ body: pinBody({ id }) })))).toBe('malformedReply');
  });

  it('takes its usual life where plex.tv does not say', () => {
    const bare = pinBody({ expiresIn: null, expiresAt: null });
    expect(readPin('short', replyOf({ body: bare }))).toMatchObject({ lifeMs: 900000, serverNow: null });
  });

  it('asks for a strong code in the body and for a short one with none', () => {
    expect(JSON.parse(pinRequest(strongMe).body ?? '')).toEqual({ strong: true });
    expect(pinRequest(me).body).toBeUndefined();
  });
});

describe('a poll', () => {
  it.each([404, 410])('says gone at %i', (status) => {
    expect(readPoll(replyOf({ status, body: errorBody(1020, status) }))).toEqual({ kind: 'gone' });
  });

  it.each([null, undefined, ''])('with a token of %p is pending', (authToken) => {
    expect(readPoll(replyOf({ body: pinBody({ authToken }) })).kind).toBe('pending');
  });

  it.each(['null', 'undefined', 12345, {}, 'two words', 'line\nbreak', 'ümlaut'])(
    'with the token %p is malformed, not granted',
    (authToken) => {
      expect(failureIn(() => readPoll(replyOf({ body: pinBody({ authToken }) })))).toBe('malformedReply');
    }
  );

  it('needs nothing but the token', () => {
    expect(readPoll(replyOf({ body: { authToken: 'tok-1' } }))).toMatchObject({
      kind: 'granted',
      token: 'tok-1'
    });
  });

  it.each([400, 401, 403, 409, 422, 429, 498, 500, 503])('keeps the code at %i', (status) => {
    const code = failureIn(() => readPoll(replyOf({ status })));
    expect(code).not.toBe('none');
    expect(['codeGone', 'issuerRefused', 'tokenExpired']).not.toContain(code);
  });

  it.each([404, 410])('keeps the code when the %i is some proxy’s own page', (status) => {
    const body = '<!DOCTYPE html><html><title>Not found</title></html>';
    const code = failureIn(() => readPoll(replyOf({ status, body })));
    expect(['none', 'codeGone', 'issuerRefused', 'tokenExpired']).not.toContain(code);
  });

  it('puts nothing of an id into the address as it came', () => {
    expect(pollRequest(me, '1/../../users?x=1').url).toBe(
      'https://plex.tv/api/v2/pins/1%2F..%2F..%2Fusers%3Fx%3D1'
    );
  });
});

describe('the link', () => {
  it('of a short code is the page that it is typed on, filled in', () => {
    expect(linkFor(me, '7RQZ')).toBe('https://plex.tv/link/?pin=7RQZ');
  });

  it('of a strong code is the auth app’s, with blanks as %20 and brackets encoded', () => {
    const link = linkFor(strongMe, STRONG);
    expect(link.startsWith('https://app.plex.tv/auth#?clientID=a%20b&code=' + STRONG)).toBe(true);
    expect(link).toContain('context%5Bdevice%5D%5BdeviceName%5D=Den%20%26%20Bar');
    expect(link).toContain('context%5Bdevice%5D%5Bproduct%5D=' + encodeURIComponent(strongMe.config.product));
    expect(link).not.toContain('+');
  });
});

describe('headers', () => {
  it('carry everything that plex.tv is told, on a call without a body too', () => {
    expect(Object.keys(plexHeaders(me, 'tok')).sort()).toEqual(
      [
        'Accept',
        'X-Plex-Client-Identifier',
        'X-Plex-Device',
        'X-Plex-Device-Name',
        'X-Plex-Device-Screen-Resolution',
        'X-Plex-Language',
        'X-Plex-Platform',
        'X-Plex-Platform-Version',
        'X-Plex-Product',
        'X-Plex-Provides',
        'X-Plex-Token',
        'X-Plex-Version'
      ].sort()
    );
  });

  it('leave the token out where there is none', () => {
    expect(plexHeaders(me, null)).not.toHaveProperty('X-Plex-Token');
  });

  it('turn what Latin-1 cannot write into percent codes and leave the rest', () => {
    expect(headerValue('Büro 客厅 TV')).toBe('Büro %E5%AE%A2%E5%8E%85 TV');
  });

  it('let no value through that an engine would refuse, whatever the name of the set', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(headerValue(name)).toMatch(/^[\u0020-\u007e\u0080-\u00ff]*$/);
      })
    );
    expect(headerValue('cut \ud83d')).toBe('cut ?');
  });
});

describe('a user', () => {
  it('is known by uuid to the Home and by number to Retune', () => {
    const user = readUser(replyOf({ body: userBody() }));
    expect(user).toMatchObject({
      userId: '12345',
      username: 'ada',
      email: 'ada@example.test',
      hasHome: false
    });
    expect(user.person).toMatchObject({ id: '212acf24b07315e5', title: 'ada', guarded: false });
  });

  it('never has the name or the e-mail "null"', () => {
    const bare = userBody({ username: null, title: null, email: null, friendlyName: null, thumb: null });
    const user = readUser(replyOf({ body: bare }));
    expect(JSON.stringify(user)).not.toContain('"null"');
    expect(user).toMatchObject({ username: '', email: '' });
    expect(user.person).toMatchObject({ title: '?', thumb: null });
  });

  it.each<[Scripted, string]>([
    [{ status: 401, body: errorBody(1001, 401) }, 'issuerRefused'],
    [{ status: 422, body: errorBody(0, 422, 'Invalid token.') }, 'issuerRefused'],
    [{ status: 422, body: errorBody(0, 422, 'Something else') }, 'malformedReply'],
    [{ status: 403 }, 'forbidden'],
    [{ status: 498 }, 'tokenExpired'],
    [{ status: 429 }, 'busy'],
    [{ status: 503 }, 'serviceDown'],
    [{ body: '<!doctype html><p>hotel' }, 'malformedReply'],
    [{ body: '{"id":' }, 'malformedReply'],
    [{ body: 'null' }, 'malformedReply'],
    [{ body: '[]' }, 'malformedReply'],
    [{ body: userBody({ id: null, uuid: null }) }, 'malformedReply']
  ])('reply %j is %s', (reply, code) => {
    expect(failureIn(() => readUser(replyOf(reply)))).toBe(code);
  });
});

describe('a Home', () => {
  it('is empty where plex.tv knows of none', () => {
    expect(readHome(replyOf({ status: 404 }))).toEqual([]);
  });

  it.each([{ users: null }, { users: {} }, { users: [{ uuid: 42, title: 42 }, {}] }])(
    'does not offer a list of nobody: %j is no reply of plex.tv',
    (body) => {
      expect(failureIn(() => readHome(replyOf({ body })))).toBe('malformedReply');
    }
  );

  it('lists managed people who have neither name nor e-mail', () => {
    const users = [
      homeUser(),
      homeUser({ uuid: 'm', title: 'Mara', protected: true }),
      null,
      7,
      { title: 'no id', uuid: null, id: null }
    ];
    expect(readHome(replyOf({ body: { users } }))).toEqual([
      { id: 'f1220a11cebeef02', title: 'Finn', thumb: null, guarded: false },
      { id: 'm', title: 'Mara', thumb: null, guarded: true }
    ]);
  });

  it.each<[Scripted, string]>([
    [{ status: 403, body: errorBody(1041, 403) }, 'profilePinWrong'],
    [{ status: 401, body: errorBody(1041, 401) }, 'profilePinWrong'],
    [{ status: 403 }, 'profilePinWrong'],
    [{ status: 401, body: errorBody(1001, 401) }, 'issuerRefused'],
    [{ status: 401 }, 'issuerRefused'],
    [{ status: 403, body: errorBody(1008, 403) }, 'forbidden'],
    [{ status: 429 }, 'busy'],
    [{ status: 201, body: userBody({ authToken: null }) }, 'malformedReply']
  ])('switch that answers %j is %s', (reply, code) => {
    expect(failureIn(() => readSwitch(replyOf(reply), 'x'))).toBe(code);
  });

  it('passes the PIN in the query of the switch and nowhere else', () => {
    const request = switchRequest(me, 'tok', 'uuid-1', '12&4');
    expect(request.url).toBe('https://plex.tv/api/v2/home/users/uuid-1/switch?pin=12%264');
    expect(JSON.stringify(request.headers) + String(request.body)).not.toContain('12&4');
  });
});

describe('signs of life and of leaving', () => {
  it('takes any plain success of a ping, and no hotel’s sign-in page', () => {
    expect(failureIn(() => readPing(replyOf({ status: 200, body: '<pong/>' })))).toBe('none');
    expect(failureIn(() => readPing(replyOf({ status: 204 })))).toBe('none');
    expect(failureIn(() => readPing(replyOf({ body: '<!DOCTYPE html><p>' })))).toBe('malformedReply');
    expect(failureIn(() => readPing(replyOf({ status: 401 })))).toBe('issuerRefused');
  });

  it('takes a token that is refused for one that is signed out', () => {
    expect(failureIn(() => readSignOut(replyOf({ status: 204 })))).toBe('none');
    expect(failureIn(() => readSignOut(replyOf({ status: 401 })))).toBe('none');
    expect(failureIn(() => readSignOut(replyOf({ status: 500 })))).toBe('serviceDown');
  });
});
