import { restWhenStuck } from '../../core/model/backoff';
import { statusOf } from '../../core/model/connection-status';
import { serverOf } from '../header-for';
import type { Failure, Tried } from '../../core/model/failure';
import type { ProviderId } from '../../core/model/config';
import type { ConnectionState, Server, SessionState } from '../../core/model/session-state';

/** One reading of all that can be wrong, whichever machine it comes from. */
export type Trouble = {
  readonly at: 'restoring' | 'accepting' | 'listing' | 'server';
  readonly reason: Failure;
  readonly service: ProviderId;
  readonly server: Server | null;
  readonly answeredAt: number | null;
  readonly since: number | null;
  readonly tries: number;
  /** Null where it is not known, 0 while it is being tried. */
  readonly nextMs: number | null;
  /** Of how much that is the rest. */
  readonly restMs: number;
};

const UNKNOWN: Failure = { code: 'unreachable' };

/** What is wrong in a state that the screen of trouble shows. */
export function troubleOf(state: SessionState, now: number): Trouble {
  const { auth, connection } = state;
  const service = 'provider' in auth ? auth.provider : 'plex';
  const nobody = { server: null, answeredAt: null, since: null, restMs: 1 };
  if (auth.kind === 'restoring' || auth.kind === 'accepting') {
    const reason = auth.reason || UNKNOWN;
    const nextMs = auth.ask.afterMs > 0 ? null : 0;
    return { ...nobody, at: auth.kind, reason, service, tries: auth.ask.nth - 1, nextMs };
  }
  return troubleOnWay(connection, now);
}

function troubleOnWay(connection: ConnectionState, now: number): Trouble {
  const status = statusOf(connection, now);
  const track = 'track' in connection ? connection.track : undefined;
  return {
    at: connection.kind === 'listing' ? 'listing' : 'server',
    reason: status.reason || UNKNOWN,
    service: 'plex',
    server: serverOf(connection),
    answeredAt: track === undefined ? null : track.answeredAt,
    since: track === undefined ? null : track.since,
    tries: status.attempts,
    nextMs: status.nextTryMs,
    restMs: restOf(connection)
  };
}

/** How long the rest is that is now being waited through. */
function restOf(connection: ConnectionState): number {
  switch (connection.kind) {
    case 'waiting':
      return connection.ms;
    case 'listing':
      return Math.max(1, connection.ask.afterMs);
    case 'stuck':
      return restWhenStuck(connection.reason);
    default:
      return 1;
  }
}

/** Whether there is a way left that only needs the viewer's word. */
export function mayAllow({ settings }: SessionState, { reason, server }: Trouble): boolean {
  const tried = reason.tried || [];
  const isAsked = tried.some((each: Tried): boolean => each.result === 'needsConsent');
  return isAsked && server !== null && settings.values.insecureLan;
}
