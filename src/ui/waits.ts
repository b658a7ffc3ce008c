import type { SessionState } from '../core/model/session-state';

/** Whether the session rests before it tries again, so that a key may hurry it. */
export function waits({ auth, connection }: SessionState): boolean {
  const { kind } = connection;
  return auth.kind === 'signedIn' && (kind === 'waiting' || kind === 'stuck' || kind === 'listing');
}
