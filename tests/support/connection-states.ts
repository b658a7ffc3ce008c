import type { ConnectionState, Route, Server, Track } from '../../src/core/model/session-state';

type Kind<K extends ConnectionState['kind']> = Extract<ConnectionState, { kind: K }>;

export const DEN: Server = { id: 'den', name: 'Den', owned: true, present: true };
export const DEN_ROUTE: Route = { server: DEN, uri: 'https://den', class: 'local', secure: true };

const owner = 'plex/ann';
const TRACK: Track = { server: DEN, answeredAt: null, since: 0 };
const lost = { owner, serverId: 'den', attempt: 0, nth: 1, track: TRACK, quiet: null, libraries: null };

/** A state of looking for a server, as far as a test does not say otherwise. */
export function searching(change: Partial<Kind<'searching'>> = {}): Kind<'searching'> {
  return { kind: 'searching', ...lost, refetch: false, brisk: false, allow: false, ...change };
}

/** The rest between two attempts. */
export function waiting(change: Partial<Kind<'waiting'>> = {}): Kind<'waiting'> {
  return {
    kind: 'waiting',
    ...lost,
    attempt: 1,
    ms: 500,
    retryAt: 500,
    reason: { code: 'noRoute' },
    ...change
  };
}

/** Nothing that trying again mends. */
export function stuck(change: Partial<Kind<'stuck'>> = {}): Kind<'stuck'> {
  const reason = { code: 'serverRefused' as const };
  return { kind: 'stuck', owner, serverId: 'den', nth: 1, retryAt: 300000, track: TRACK, reason, ...change };
}

/** A server that answers. */
export function online(change: Partial<Kind<'online'>> = {}): Kind<'online'> {
  const well = { misses: 0, missedAt: null, answeredAt: 0, since: 0, latencies: [12], improving: false };
  const rest = { libraries: null, librariesAsk: null, brisk: false, ask: { nth: 1, afterMs: 30000 } };
  return { kind: 'online', owner, route: DEN_ROUTE, ...well, ...rest, ...change };
}

/** The list of servers. */
export function choosingServer(change: Partial<Kind<'choosingServer'>> = {}): Kind<'choosingServer'> {
  return { kind: 'choosingServer', owner, servers: [DEN], back: false, looks: {}, ...change };
}

/** The keyboard over it. */
export function typingAddress(change: Partial<Kind<'typingAddress'>> = {}): Kind<'typingAddress'> {
  return { kind: 'typingAddress', owner, servers: [], back: false, looks: {}, ...change };
}

/** What was typed is being tried. */
export function tryingAddress(change: Partial<Kind<'tryingAddress'>> = {}): Kind<'tryingAddress'> {
  return { kind: 'tryingAddress', owner, servers: [], back: false, looks: {}, address: 'x', ...change };
}
