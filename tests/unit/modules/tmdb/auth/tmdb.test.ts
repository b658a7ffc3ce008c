import { asFailure, failureOf } from '../../../../../src/core/model/failure';
import { readAccount, readEnded } from '../../../../../src/modules/tmdb/auth/account';
import { linkFor, readCode, readExchange } from '../../../../../src/modules/tmdb/auth/approval';
import { DEFAULTS, LIFE_MS } from '../../../../../src/modules/tmdb/auth/constants';
import { tmdbRequest } from '../../../../../src/modules/tmdb/auth/tmdb-request';
import { TmdbProvider } from '../../../../../src/modules/tmdb/auth/tmdb-provider';
import { memoryVault } from '../../../../support/memory-vault';
import { replyOf, scriptedHttp, type Answerer } from '../../../../support/scripted-http';
import { VirtualClock } from '../../../../support/virtual-clock';

const V3 = { ...DEFAULTS, apiKey: 'operator-key' };
const V4 = { ...DEFAULTS, version: 4 as const, readToken: 'read-token' };
const WALL = Date.UTC(2026, 10, 20, 12);

function failureIn(read: () => unknown): string {
  try {
    read();
  } catch (thrown) {
    return asFailure(thrown).code;
  }
  return 'none';
}

const refusal = (status: number, status_code: number) =>
  replyOf({ status, body: { success: false, status_code, status_message: '' } });

describe('a request', () => {
  it('has the bare key in the address, the read token in a header and never in the address', () => {
    expect(tmdbRequest(V3, 3, 'GET', '/account', { query: { session_id: 'a&b' } }).url).toBe(
      'https://api.themoviedb.org/3/account?session_id=a%26b&api_key=operator-key'
    );
    const withToken = tmdbRequest({ ...V3, readToken: 'read-token' }, 3, 'GET', '/account');
    expect(withToken.url).toBe('https://api.themoviedb.org/3/account');
    expect(withToken.headers).toMatchObject({ Authorization: 'Bearer read-token' });
  });
});

describe('a token to approve', () => {
  const told = (body: object, wall = WALL, config = V3) =>
    readCode(config, replyOf({ body: { success: true, request_token: 'req-1', ...body } }), wall).lifeMs;

  it('lives until the date that TMDB writes in its own way', () => {
    expect(told({ expires_at: '2026-11-20 12:40:00 UTC' })).toBe(2400000);
  });

  it.each([
    ['no date', {}, WALL],
    ['a date that cannot be read', { expires_at: 'soon' }, WALL],
    ['a set whose clock is years behind', { expires_at: '2026-11-20 13:00:00 UTC' }, Date.UTC(2019, 11, 31)],
    ['a set whose clock is years ahead', { expires_at: '2026-11-20 13:00:00 UTC' }, Date.UTC(2040, 0, 1)]
  ])('lives as long as they usually do with %s', (_why, body, wall) => {
    expect(told(body, wall)).toBe(LIFE_MS[3]);
    expect(told({}, wall, V4 as never)).toBe(LIFE_MS[4]);
  });

  it('is approved on a page of its version, and there is nothing to type', () => {
    expect(linkFor(V3, 'a/b')).toBe('https://www.themoviedb.org/authenticate/a%2Fb');
    expect(linkFor(V4, 'a.b')).toBe('https://www.themoviedb.org/auth/access?request_token=a.b');
  });

  it.each([null, undefined, '', 5])('is none when it is %p', (request_token) => {
    expect(failureIn(() => readCode(V3, replyOf({ body: { success: true, request_token } }), WALL))).toBe(
      'malformedReply'
    );
  });
});

describe('the exchange', () => {
  it.each([
    [401, 17, 'pending'],
    [422, 41, 'pending'],
    [401, 33, 'gone'],
    [401, 16, 'gone']
  ])('at %i, code %i, is %s', (status, code, kind) =>
    expect(readExchange(refusal(status, code))).toEqual({ kind })
  );

  it.each([
    [401, 7, 'operatorKeyRefused'],
    [401, 10, 'operatorKeyRefused'],
    [401, 3, 'forbidden'],
    [401, 35, 'forbidden'],
    [429, 25, 'busy'],
    [503, 9, 'serviceDown'],
    [404, 34, 'malformedReply'],
    [401, 99, 'forbidden']
  ])('at %i, code %i, is %s: the code stays and nobody is signed out', (status, code, failure) => {
    expect(failureIn(() => readExchange(refusal(status, code)))).toBe(failure);
  });

  it.each([
    {},
    { success: true },
    { success: false, session_id: 'x' },
    { success: true, session_id: null },
    { success: true, session_id: 5 }
  ])('that says %j has granted nothing', (body) =>
    expect(failureIn(() => readExchange(replyOf({ body })))).toBe('malformedReply')
  );

  it('grants a session in v3 and an access token in v4', () => {
    expect(readExchange(replyOf({ body: { success: true, session_id: 's' } }))).toEqual({
      kind: 'granted',
      grant: { sessionId: 's', accessToken: null }
    });
    expect(
      readExchange(replyOf({ body: { success: true, status_code: 1, access_token: 'a', account_id: 'x' } }))
    ).toEqual({
      kind: 'granted',
      grant: { sessionId: null, accessToken: 'a' }
    });
  });
});

describe('an account', () => {
  it('is not read out of a reply that names nobody', () => {
    expect(() => readAccount(V3, replyOf({ body: { username: 'mara' } }))).toThrow(
      expect.objectContaining({ code: 'malformedReply' })
    );
  });

  it('has a name, or else a user name, and a picture from either place', () => {
    const avatar = { gravatar: { hash: 'h' }, tmdb: { avatar_path: '/p.png' } };
    expect(readAccount(V3, replyOf({ body: { id: 548, username: 'mara', name: '', avatar } }))).toEqual({
      id: '548',
      title: 'mara',
      thumb: 'https://image.tmdb.org/t/p/w185/p.png',
      guarded: false
    });
    const person = readAccount(
      V3,
      replyOf({ body: { id: 1, username: null, name: 'Mara', avatar: { gravatar: { hash: 'h' } } } })
    );
    expect(person).toMatchObject({ title: 'Mara', thumb: 'https://www.gravatar.com/avatar/h' });
    expect(readAccount(V3, replyOf({ body: { id: 1, avatar: null } }))).toMatchObject({
      title: '?',
      thumb: null
    });
  });

  it.each([3, 35, 37])('that TMDB knows no more (%i) is left', (code) => {
    expect(failureIn(() => readEnded(refusal(401, code)))).toBe('none');
  });

  it('is not left while TMDB is down', () =>
    expect(failureIn(() => readEnded(replyOf({ status: 503 })))).toBe('serviceDown'));
});

describe('the provider', () => {
  const open = (answer: Answerer, config = V3) => {
    const vault = memoryVault();
    const http = scriptedHttp(answer);
    return { vault, http, provider: new TmdbProvider({ http, vault, clock: new VirtualClock() }, config) };
  };

  it('keeps everything when the operator’s key is refused, and says whose fault it is', async () => {
    const { vault, provider } = open(() => ({ status: 401, body: { status_code: 7 } }));
    vault.disk.set(
      'tmdb.signIn',
      JSON.stringify({ version: 1, sessionId: 's', accessToken: null, signIn: null })
    );
    for (const ask of [
      () => provider.confirmAccount(),
      () => provider.loadAccount(),
      () => provider.requestCode()
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'operatorKeyRefused' });
    }
    expect(vault.disk.has('tmdb.signIn')).toBe(true);
  });

  it('has no profiles to choose from, and its account is the one to open', async () => {
    const { vault, provider } = open(() => ({ body: { id: 1, username: 'mara' } }));
    vault.disk.set(
      'tmdb.signIn',
      JSON.stringify({ version: 1, sessionId: 's', accessToken: null, signIn: null })
    );
    expect(await provider.listProfiles()).toEqual([]);
    expect(await provider.openProfile()).toMatchObject({
      signIn: { key: 'tmdb/1/1', provider: 'tmdb', hasServers: false, hasProfiles: false }
    });
  });

  it('says nothing is here where a record is missing', async () => {
    const { provider } = open(() => failureOf('bug'));
    await expect(provider.confirmAccount()).rejects.toEqual({ code: 'storage' });
  });

  it('leaves a Plex code that is on its way alone', async () => {
    const { vault, provider } = open(() => ({ status: 401, body: { status_code: 33 } }));
    vault.disk.set(
      'pendingCode',
      JSON.stringify({ version: 1, provider: 'plex', id: 'x', text: 'ABCD', link: 'l' })
    );
    expect(await provider.restore()).toEqual({ kind: 'nothing' });
    expect(await provider.checkCode('x')).toEqual({ kind: 'gone' });
    expect(vault.disk.has('pendingCode')).toBe(true);
  });

  it('takes both the session and the access token back on leaving', async () => {
    const { vault, http, provider } = open(() => ({ body: { success: true } }), V4 as never);
    vault.disk.set(
      'tmdb.signIn',
      JSON.stringify({ version: 1, sessionId: 's', accessToken: 'a', signIn: null })
    );
    await provider.revoke();
    expect(http.asked.map((each) => [each.method, each.body])).toEqual([
      ['DELETE', '{"session_id":"s"}'],
      ['DELETE', '{"access_token":"a"}']
    ]);
  });

  it.each(['', ' ', 'a b', 'ä'])('refuses to ask about the token %j', async (token) => {
    const { http, provider } = open(() => failureOf('bug'));
    await expect(provider.acceptToken(token)).rejects.toEqual({ code: 'tokenNotAccepted' });
    expect(http.asked).toEqual([]);
  });
});
