import { FAILURE_CODES } from './model/failure';
import type { FailureCode } from './model/failure';

const STARS = '***';
const MAX_READ = 2000;
const MAX_LENGTH = 500;
const MAX_DEPTH = 3;

/** Names whose values are nobody's business, in any spelling. */
const SECRET_NAMES =
  /token|secret|passw|pin|code|jwt|jwk|nonce|authori[sz]ation|cookie|session|email|user|title|name|person|account|profile|text|link|body|key|record/i;

/** Names that match the above and hold nothing of the kind. */
const OPEN_NAMES = /^(event|provider|providerName|screenName|effect|kind|type)$/;

const RULES: readonly (readonly [RegExp, string])[] = [
  // JSON Web Tokens, and TMDB's tokens, which look like them
  [/\beyJ[\w-]*(\.[\w-]*)+/g, STARS],
  // header lines and bearers
  [/\b(authorization|x-plex-token|cookie|set-cookie)\b(["']?\s*[:=]\s*)[^\r\n"']+/gi, '$1$2' + STARS],
  [/\bBearer\s+\S+/gi, 'Bearer ' + STARS],
  // JSON and form fields
  [
    /(["']?\b\w*(?:token|secret|password|pin|code|jwt|nonce|session_id|email|text|link|title|user\w*)\w*["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|[^\s,;&}"]+)/gi,
    '$1' + STARS
  ],
  // everything after ? or # of an address
  [/([a-z][a-z0-9+.-]*:\/\/[^\s"'?#]*)[?#][^\s"']*/gi, '$1?' + STARS],
  [/(\/[^\s"'?#]*)\?[^\s"']+/g, '$1?' + STARS],
  // what stands behind these words in a path redeems a token
  [/(\/(?:pins|authenticate|qr|users|session|account)\/)[^\s/?#"']+/gi, '$1' + STARS],
  // e-mail addresses
  [/[^\s@"'<>:/]+@[^\s@"'<>]+\.[^\s@"'<>]+/g, STARS],
  // long runs of letters and digits: opaque tokens, strong codes, identifiers
  [/\b[A-Za-z0-9_-]{16,}\b/g, STARS],
  // ids of PINs and of people
  [/\b\d{7,}\b/g, STARS]
];

/** The rules may look at a text many times over, so a long one is cut first, between words: half a secret has no looks. */
function startOf(text: string): string {
  const start = text.slice(0, MAX_READ);
  return text.length <= MAX_READ ? text : start.slice(0, start.lastIndexOf(' ') + 1) + '…';
}

/** A text with everything taken out that could sign somebody in or tell who they are. */
export function redact(text: string): string {
  const clean = RULES.reduce((rest, rule) => rest.replace(rule[0], rule[1]), startOf(text));
  return clean.length > MAX_LENGTH ? clean.slice(0, MAX_LENGTH) + '…' : clean;
}

function isOpen(name: string, value: unknown): boolean {
  const isFailureName = FAILURE_CODES.indexOf(value as FailureCode) >= 0;
  return isFailureName || OPEN_NAMES.test(name) || !SECRET_NAMES.test(name);
}

function redactFields(value: object, depth: number): { readonly [name: string]: unknown } {
  return Object.keys(value).reduce((clean: { [name: string]: unknown }, name) => {
    const field = (value as { [name: string]: unknown })[name];
    clean[redact(name)] = isOpen(name, field) ? redactValue(field, depth + 1) : STARS;
    return clean;
  }, {});
}

function redactNumber(value: number): number | string {
  return Math.abs(value) < 1e7 ? value : STARS;
}

function redactValue(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return redact(value);
    case 'number':
      return redactNumber(value);
    case 'boolean':
      return value;
    case 'object':
      break;
    default:
      return undefined;
  }
  if (value === null || depth > MAX_DEPTH) {
    return value === null ? null : STARS;
  }
  if (value instanceof Error) {
    return redact(value.name + ': ' + value.message);
  }
  return Array.isArray(value)
    ? value.slice(0, 20).map((each) => redactValue(each, depth + 1))
    : redactFields(value, depth);
}

/** Facts for a log: secrets by their names as stars, everything else by its looks. */
export function redactFacts(facts: object): { readonly [name: string]: unknown } {
  return redactFields(facts, 0);
}
