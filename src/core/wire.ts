import { failureOf } from './model/failure';
import { refusalCode } from './model/session-end';
import { readHttpDate } from './model/utc';
import { fieldsOf, textOf } from './vault/json';
import type { Failure, FailureCode } from './model/failure';
import type { Speaker } from './model/session-end';
import type { HttpReply } from './ports';
import type { Fields } from './vault/json';

export { fieldsOf, textOf } from './vault/json';
export type { Fields } from './vault/json';

const MAX_CHARS = 2000000;
const MAX_DEPTH = 64;
const MAX_WAIT_MS = 600000;
const QUOTE = 34;
const BACKSLASH = 92;

/** Brackets open at once, strings left out; stops counting as soon as it is too many. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length && depth <= MAX_DEPTH; at += 1) {
    const char = text.charCodeAt(at);
    if (inString) {
      at += char === BACKSLASH ? 1 : 0;
      inString = char !== QUOTE;
    } else {
      inString = char === QUOTE;
      depth += char === 91 || char === 123 ? 1 : char === 93 || char === 125 ? -1 : 0;
    }
  }
  return depth > MAX_DEPTH;
}

/** Parsed JSON, or undefined for whatever is not, is too long or is nested too deep for an old engine's stack. */
export function parseJson(text: string): unknown {
  if (text.length > MAX_CHARS || isTooDeep(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The objects of a list; anything else in it, or no list at all, is left out. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value)
    ? (value.filter((each: unknown) => fieldsOf(each) !== null) as readonly Fields[])
    : [];
}

/** A finite number, also when it came as text. */
export function numberOf(value: unknown): number | null {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  return isNumeric && isFinite(Number(value)) ? Number(value) : null;
}

/** A flag in any of the spellings in use: true, "true", 1, "1". */
export function flagOf(value: unknown): boolean {
  return value === true || value === 1 || value === 'true' || value === '1';
}

/** An id is a text, whichever of the two types it came as. */
export function idOf(value: unknown): string | null {
  return typeof value === 'number' && isFinite(value) ? String(value) : textOf(value);
}

/** A secret fit for a header: visible ASCII. Null when there is none; throws when there is something else. */
export function tokenOf(value: unknown, status: number): string | null {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value) || /^(null|undefined)$/.test(value)) {
    throw failureOf('malformedReply', status);
  }
  return value;
}

function waitUntil(date: string, header: HttpReply['header']): number | null {
  const until = readHttpDate(date);
  const now = readHttpDate(header('Date') || '');
  return until === null || now === null ? null : until - now;
}

/**
 * How long we were asked to wait. A date counts only beside the reply's own date: the set's clock may be years off.
 * Bounded, so that no reply can put a set to sleep for a year.
 */
export function retryAfterMs(reply: HttpReply): number | undefined {
  const text = (reply.header('Retry-After') || '').trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : waitUntil(text, reply.header);
  return wait === null ? undefined : Math.max(1000, Math.min(wait, MAX_WAIT_MS));
}

/** The code and the words of an error body: Plex's list of errors, or TMDB's flat one. */
export function errorOf(reply: HttpReply): { readonly code: number | null; readonly message: string } {
  const body = fieldsOf(parseJson(reply.text)) || {};
  const first = listOf(body['errors'])[0] || {};
  const code = numberOf(first['code']);
  const message = textOf(first['message']) || textOf(body['error']) || textOf(body['status_message']) || '';
  return { code: code === null ? numberOf(body['status_code']) : code, message };
}

/** A reply that is no success, as the failure that its speaker means by it. */
export function refusalOf(speaker: Speaker, reply: HttpReply): Failure {
  const error = errorOf(reply);
  return failureOf(
    refusalCode(speaker, reply.status, error.code, error.message),
    reply.status,
    retryAfterMs(reply)
  );
}

/** Whether the status says that it worked. */
export function isSuccess(reply: HttpReply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

/** The parsed body of a success; throws the failure of anything else, a body that is no JSON included. */
export function readJson(speaker: Speaker, reply: HttpReply): unknown {
  if (!isSuccess(reply)) {
    throw refusalOf(speaker, reply);
  }
  const body = parseJson(reply.text);
  if (body === undefined) {
    throw failureOf('malformedReply', reply.status);
  }
  return body;
}

/** The same where an object is expected. */
export function readFields(speaker: Speaker, reply: HttpReply): Fields {
  const body = fieldsOf(readJson(speaker, reply));
  if (body === null) {
    throw failureOf('malformedReply', reply.status);
  }
  return body;
}

/** A reply to a question asked without a token refuses nobody's token: such a refusal is `forbidden`. */
export function withoutToken(failure: Failure): Failure {
  const isAboutToken: FailureCode[] = ['issuerRefused', 'tokenExpired', 'profilePinWrong'];
  return isAboutToken.indexOf(failure.code) < 0
    ? failure
    : failureOf('forbidden', failure.status, failure.retryAfterMs);
}
