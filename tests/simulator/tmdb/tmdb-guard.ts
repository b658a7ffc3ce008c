import type { SimReply, SimRequest } from '../kernel/types';
import { statusReply } from './tmdb-status';
import type { TmdbStore } from './tmdb-store';

const SECOND_MS = 1000;

/** The token of `Authorization: Bearer …`, or an empty string. */
export function bearerOf(request: SimRequest): string {
  const found = /^Bearer\s+(\S+)$/i.exec(request.headers['authorization'] ?? '');
  return found?.[1] ?? '';
}

function keyOf(store: TmdbStore, request: SimRequest): string | null {
  const { apiKey, readToken } = store.options;
  if (bearerOf(request) === readToken) return readToken;
  const isV3 = request.path.startsWith('/3/');
  return isV3 && request.query['api_key'] === apiKey ? apiKey : null;
}

function isOverLimit(store: TmdbStore, key: string): boolean {
  const now = store.clock.now();
  const lately = (store.recent.get(key) ?? []).filter((at) => at > now - SECOND_MS && at <= now);
  store.recent.set(key, [...lately, now]);
  return lately.length >= store.options.requestsPerSecond;
}

function overLimit(store: TmdbStore): SimReply {
  const { retryAfterSeconds } = store.options;
  const reply = statusReply(25);
  if (retryAfterSeconds === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } };
}

/** What TMDB refuses before it looks at the question: no key (7), a suspended one (10), too many requests (25). */
export function guard(store: TmdbStore, request: SimRequest): SimReply | null {
  const key = keyOf(store, request);
  if (key === null) return statusReply(7);
  if (store.keySuspended) return statusReply(10);
  return isOverLimit(store, key) ? overLimit(store) : null;
}

/** The request's fields: a JSON body, else a form, else the query; null for a body that is not JSON. */
export function fieldsOf(request: SimRequest): Readonly<Record<string, unknown>> | null {
  if (request.body === '') return request.query;
  if ((request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(request.body));
  }
  try {
    const parsed: unknown = JSON.parse(request.body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Hands one text field to `use`; a body that is not JSON is 47, a missing field 5. */
export function withField(request: SimRequest, name: string, use: (value: string) => SimReply): SimReply {
  const fields = fieldsOf(request);
  if (fields === null) return statusReply(47);
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? use(value) : statusReply(5);
}
