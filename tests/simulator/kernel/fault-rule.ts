/** Which requests a fault meets. What is left out fits everything; a preflight is met only by `method: 'OPTIONS'`. */
export type FaultTarget = {
  readonly service?: string;
  readonly route?: string;
  readonly method?: string;
  /** A path, or the beginning of one when it ends in `*`. */
  readonly path?: string;
  readonly port?: number;
};

/** How often: the first `times` fitting requests (else until cleared), each with `probability` drawn from the seed. */
export type FaultDose = { readonly times?: number; readonly probability?: number };

export type BodyFault =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'html' }
  | { readonly kind: 'deep'; readonly depth?: number }
  | { readonly kind: 'huge'; readonly megabytes: number }
  /** Every value of these names becomes null wherever it stands; all scalar values without `fields`. */
  | { readonly kind: 'nulls'; readonly fields?: readonly string[] }
  /** Numbers become strings, strings numbers, booleans strings, lists objects and objects lists. */
  | { readonly kind: 'wrongTypes'; readonly fields?: readonly string[] };

export type Fault =
  | { readonly kind: 'latency'; readonly ms: number; readonly jitterMs?: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'resetBeforeHeaders' }
  | { readonly kind: 'resetMidBody'; readonly afterBytes?: number }
  | { readonly kind: 'drip'; readonly bytes?: number; readonly everyMs: number }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: number | string;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | BodyFault
  | { readonly kind: 'dateSkew'; readonly ms: number }
  /** `to` is an origin (the path and query are kept) or, with a path of its own, the whole address. */
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** Closes the listeners of `service` or `port` until cleared: connection refused. Takes no dose. */
  | { readonly kind: 'refuse' }
  /** The clock jumps when a fitting request arrives. */
  | { readonly kind: 'clockJump'; readonly ms: number }
  /** The PIN that a fitting poll asks for dies just before it is answered. */
  | { readonly kind: 'pinDies' }
  /** The token that a fitting request carries is revoked just before it is answered. */
  | { readonly kind: 'tokenRevoked' };

export type FaultKind = Fault['kind'];

/** A host name that never resolves is no matter of the simulator's: point the client at `UNRESOLVABLE_URL` (RFC 6761). */
export type FaultRule = Fault & FaultTarget & FaultDose;

/** The name does not resolve, on any network. */
export const UNRESOLVABLE_URL = 'http://plex.invalid';

const KINDS: Readonly<Record<FaultKind, true>> = {
  latency: true,
  hang: true,
  resetBeforeHeaders: true,
  resetMidBody: true,
  drip: true,
  status: true,
  malformed: true,
  empty: true,
  html: true,
  deep: true,
  huge: true,
  nulls: true,
  wrongTypes: true,
  dateSkew: true,
  redirect: true,
  refuse: true,
  clockJump: true,
  pinDies: true,
  tokenRevoked: true
};

/** For what comes over the wire: a rule of a kind that does not exist would be kept and never strike. */
export function readFaultRule(value: Readonly<Record<string, unknown>>): FaultRule {
  const kind = String(value['kind']);
  if (!Object.hasOwn(KINDS, kind)) {
    throw new TypeError(`no fault is called "${kind}"; there are ${Object.keys(KINDS).join(', ')}`);
  }
  return value as unknown as FaultRule;
}
