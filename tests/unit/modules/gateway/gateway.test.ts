import {
  GatewayProvider,
  GatewayServers,
  gatewayVault,
  newGatewayMemory,
  type GatewayContext,
  type GatewayFacts
} from '../../../../src/modules/gateway';
import { failureIn } from '../../../support/servers-world';
import { memoryVault } from '../../../support/memory-vault';
import { realClock } from '../../../support/real-clock';
import { scriptedHttp, type Answerer, type Scripted } from '../../../support/scripted-http';
import type { Failure } from '../../../../src/core/model/failure';

const CAPABILITIES = { admin: false, setup: true, handover: false };
const session = (csrf: string, signedIn = true): Scripted => ({
  body: {
    csrf,
    signedIn,
    buildId: 'b1',
    config: { providers: ['plex'], idleMs: null },
    capabilities: CAPABILITIES
  }
});
const refusal = (status: number, code: string, failure?: Failure, headers = {}): Scripted => ({
  status,
  headers,
  body: { error: { code, message: 'no', ...(failure === undefined ? {} : { failure }) } }
});

function kiosk(answer: Answerer) {
  const facts: GatewayFacts[] = [];
  const http = scriptedHttp(answer);
  const vault = memoryVault();
  const context: GatewayContext = {
    ports: { http, vault, clock: realClock() },
    config: { url: 'http://gateway/tv', byToken: false, screenName: '' },
    memory: newGatewayMemory(),
    onFacts: (told) => void facts.push(told)
  };
  const asked = (): string[] =>
    http.asked.map(({ method, url }) => `${method} ${url.replace('http://gateway/tv/api/', '')}`);
  return { context, http, vault, facts, asked, provider: new GatewayProvider('plex', context, () => true) };
}

/** Answers each route in turn from a list; its last answer stays. */
function script(routes: { readonly [route: string]: readonly (Scripted | Failure)[] }): Answerer {
  const used: { [route: string]: number } = {};
  return ({ url }) => {
    const route = Object.keys(routes).find((each) => url.includes(each)) ?? '';
    const answers = routes[route] ?? [{ status: 404 }];
    const at = used[route] ?? 0;
    used[route] = at + 1;
    return answers[Math.min(at, answers.length - 1)] as Scripted;
  };
}

describe('the session of a screen', () => {
  it('is asked for first, tells what the screen is for, and its secret goes along with what changes anything', async () => {
    const { provider, asked, http, facts } = kiosk(
      script({ session: [session('one')], validate: [{ status: 204 }] })
    );
    await provider.confirmAccount();
    await provider.confirmAccount();
    expect(asked()).toEqual(['GET session', 'POST plex/validate', 'POST plex/validate']);
    expect(http.asked[1]?.headers['X-CSRF-Token']).toBe('one');
    expect(http.asked[0]?.headers['X-CSRF-Token']).toBeUndefined();
    expect(facts[0]).toMatchObject({ buildId: 'b1', config: { idleMs: null, capabilities: CAPABILITIES } });
  });

  it.each([
    [401, 'NO_SESSION'],
    [403, 'CSRF_REFUSED']
  ])(
    'that is refused with %i %s is asked for once more, and the question put again',
    async (status, code) => {
      const { provider, asked, http } = kiosk(
        script({
          session: [session('one'), session('two')],
          validate: [refusal(status, code), { status: 204 }]
        })
      );
      await provider.confirmAccount();
      expect(asked()).toEqual(['GET session', 'POST plex/validate', 'GET session', 'POST plex/validate']);
      expect(http.asked[3]?.headers['X-CSRF-Token']).toBe('two');
    }
  );

  it('that is refused again is a sign-in that has ended', async () => {
    const { provider, asked } = kiosk(
      script({ session: [session('one')], validate: [refusal(401, 'SIGN_IN_NEEDED')] })
    );
    expect(await failureIn(provider.confirmAccount())).toEqual({ code: 'issuerRefused', status: 401 });
    expect(asked()).toHaveLength(4);
  });

  it('that may not be had because the gateway is away is an outage, and nobody is signed out', async () => {
    const away: Failure = { code: 'unreachable' };
    const { provider } = kiosk(
      script({ session: [session('one'), away], validate: [refusal(401, 'NO_SESSION')] })
    );
    expect(await failureIn(provider.confirmAccount())).toEqual(away);
  });
});

describe('what the gateway says no to', () => {
  it('hands on the very failure that a service caused', async () => {
    const failure: Failure = { code: 'noRoute', tried: [{ uri: 'http://den', result: 'timeout' }] };
    const { context } = kiosk(
      script({ session: [session('one')], 'select-server': [refusal(503, 'CONNECTION_ERROR', failure)] })
    );
    const reach = new GatewayServers(context).reach('den', { refetch: false, brisk: false });
    expect(await failureIn(reach)).toEqual(failure);
  });

  it('does not take a service’s refusal for its own', async () => {
    const refused: Failure = { code: 'issuerRefused', status: 401 };
    const { provider, asked } = kiosk(
      script({ session: [session('one')], validate: [refusal(401, 'INVALID_TOKEN', refused)] })
    );
    expect(await failureIn(provider.confirmAccount())).toEqual(refused);
    expect(asked()).toHaveLength(2);
  });

  it.each([
    [429, 'TOO_MANY_REQUESTS'],
    [503, 'STORE_UNAVAILABLE']
  ])('waits as long as a %i asks for', async (status, code) => {
    const { provider } = kiosk(
      script({
        session: [session('one')],
        validate: [refusal(status, code, undefined, { 'retry-after': '7' })]
      })
    );
    expect(await failureIn(provider.confirmAccount())).toEqual({ code: 'busy', status, retryAfterMs: 7000 });
  });

  it('takes a failure that nobody knows, and a page of somebody else’s, for no answer', async () => {
    const made = { code: 'madeUp' } as unknown as Failure;
    const first = kiosk(script({ session: [session('one')], validate: [refusal(500, 'X', made)] }));
    expect(await failureIn(first.provider.confirmAccount())).toMatchObject({ code: 'serviceDown' });
    const second = kiosk(script({ session: [{ body: '<html>hotel</html>' }] }));
    expect(await failureIn(second.provider.restore())).toMatchObject({ code: 'malformedReply' });
  });
});

describe('a code', () => {
  it('that waits in the queue says how many are before it', async () => {
    const queued = { status: 202, body: { queued: { id: 'p', place: 12 } } };
    const { provider } = kiosk(script({ session: [session('one')], 'oauth/pin': [queued] }));
    expect(await failureIn(provider.requestCode())).toMatchObject({ code: 'busy', place: 12 });
  });

  it('lives by this screen’s own clock', async () => {
    const code = { id: 'p', text: 'ABCD', link: 'http://link', lifeMs: 60000 };
    const { provider, context } = kiosk(
      script({ session: [session('one')], 'oauth/pin': [{ body: { code } }] })
    );
    const { expiresAt } = await provider.requestCode();
    expect(Math.abs(expiresAt - context.ports.clock.now() - 60000)).toBeLessThan(5000);
  });

  it('alone is waited for, and two in turn are looked at briefly', async () => {
    const { provider, asked } = kiosk(
      script({ session: [session('one')], check: [{ body: { kind: 'pending', lifeMs: 5 } }] })
    );
    for (const id of ['a', 'a', 'b', 'a']) await provider.checkCode(id);
    expect(
      asked()
        .slice(1)
        .map((each) => each.replace(/.*pin./, ''))
    ).toEqual(['a/check?waitMs=2000', 'a/check?waitMs=20000', 'b/check?waitMs=2000', 'a/check?waitMs=2000']);
  });
});

describe('leaving', () => {
  const gone: Failure = { code: 'unreachable' };

  it('is done once however many ask', async () => {
    const { provider, context, asked } = kiosk(
      script({ session: [session('one')], logout: [{ status: 204 }] })
    );
    await Promise.all([provider.revoke(), new GatewayProvider('tmdb', context, () => true).revoke()]);
    expect(asked()).toEqual(['GET session', 'POST plex/logout']);
  });

  it('fails while the gateway is away, so that nobody believes it', async () => {
    const { context, vault } = kiosk(script({ session: [session('one')], logout: [gone] }));
    const kept = gatewayVault(vault, () => context);
    expect(await failureIn(kept.wipe('account'))).toEqual(gone);
  });

  it('fails for whoever has just signed in too, though the gateway was not heard since', async () => {
    const account = { signIn: { key: 'ada' }, csrf: 'two', remembered: true };
    const answer = script({
      session: [session('one', false), gone],
      account: [{ body: account }],
      logout: [gone]
    });
    const { provider, context, vault } = kiosk(answer);
    await provider.loadAccount();
    expect(await failureIn(gatewayVault(vault, () => context).wipe('account'))).toEqual(gone);
  });

  it('that failed is made up for after a power cut, before anybody is let in', async () => {
    const answer = script({
      session: [session('one')],
      logout: [gone, { status: 204 }],
      restore: [{ body: { kind: 'nothing' } }]
    });
    const { context, vault, asked } = kiosk(answer);
    await failureIn(gatewayVault(vault, () => context).wipe('account'));
    const woken = { ...context, memory: newGatewayMemory() };
    await new GatewayProvider('plex', woken, () => true).restore();
    expect(asked().slice(2)).toEqual(['GET session', 'POST plex/logout', 'GET session', 'GET plex/restore']);
    expect(vault.disk.size).toBe(0);
  });

  it('that the gateway has confirmed empties the vault', async () => {
    const { provider, context, vault, asked } = kiosk(
      script({ session: [session('one')], logout: [{ status: 204 }] })
    );
    vault.disk.set('pendingCode', 'x');
    await provider.revoke();
    await gatewayVault(vault, () => context).wipe('account');
    expect(asked()).toHaveLength(2);
    expect(vault.disk.size).toBe(0);
  });
});
