import type { ControlRoutes } from '../kernel/control';
import { answerToken } from './request-tokens';
import type { TmdbStore } from './tmdb-store';

/** The person with the phone, and TMDB's own switches, for tests in this process. */
export type TmdbControl = {
  /** The first account unless named; throws for a token that cannot be answered any more. */
  approve(requestToken: string, as?: string): void;
  deny(requestToken: string): void;
  suspendKey(suspended: boolean): void;
  /** The person revokes the application's access on the website. */
  revoke(sessionOrAccessToken: string): boolean;
};

function accountNamed(store: TmdbStore, name: string | undefined): TmdbStore['options']['accounts'][number] {
  const { accounts } = store.options;
  const account = name === undefined ? accounts[0] : accounts.find((one) => one.username === name);
  if (account === undefined) throw new Error(`no TMDB account is called ${String(name)}`);
  return account;
}

function mustTake(isTaken: boolean): void {
  if (!isTaken) throw new Error('this request token is unknown, expired or already answered');
}

/** Acts on the store directly. */
export function tmdbControl(store: TmdbStore): TmdbControl {
  return {
    approve: (token, as) => mustTake(answerToken(store, token, accountNamed(store, as))),
    deny: (token) => mustTake(answerToken(store, token, 'denied')),
    suspendKey: (suspended) => {
      store.keySuspended = suspended;
    },
    revoke: (token) => store.sessions.delete(token) || store.accessTokens.delete(token)
  };
}

function textIn(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw new TypeError(`"${name}" is missing`);
  return value;
}

/** `/__sim/tmdb/…`: the same by HTTP, for a browser test or a person with curl. */
export function tmdbControlRoutes(control: TmdbControl): ControlRoutes {
  return {
    'POST /tmdb/approve': (body) =>
      control.approve(
        textIn(body, 'requestToken'),
        body['as'] === undefined ? undefined : textIn(body, 'as')
      ),
    'POST /tmdb/deny': (body) => control.deny(textIn(body, 'requestToken')),
    'POST /tmdb/suspend-key': (body) => control.suspendKey(body['suspended'] !== false),
    'POST /tmdb/revoke': (body) => ({ revoked: control.revoke(textIn(body, 'token')) })
  };
}
