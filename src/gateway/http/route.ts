import type { Readable } from 'node:stream';
import type { Role, Session, Whereabouts } from '../stores/rows';
import type { World } from '../world';

/**
 * Who may knock. `anyone` needs nothing, `screen` a session with or without somebody signed in, `user` somebody signed in
 * on a screen or by access token, `admin` that somebody in the admin role, with the admin PIN given on a screen.
 */
export type Who = 'anyone' | 'screen' | 'user' | 'admin';

/** A screen, be it a browser with its cookie or a packaged app (`app` is its handle) with its token; or a script. */
export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'screen'; readonly session: Session; readonly app?: string }
  | {
      readonly kind: 'client';
      readonly userId: string;
      readonly role: Role;
      readonly familyId: string;
    };

/** A request, already read and let in. `gone` aborts when the caller has left or the gateway is about to: what waits may answer. */
export type Asked<Body = unknown> = {
  readonly caller: Caller;
  readonly where: Whereabouts;
  readonly params: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly body: Body;
  readonly headers: { readonly [name: string]: string | undefined };
  readonly cookies: Cookies;
  readonly gone: AbortSignal;
  /** Whether only the headers of the answer are wanted. */
  readonly isHead: boolean;
};

/** The values that came in with the request; `undefined` is "none came". */
export type Cookies = { readonly session: string | undefined; readonly device: string | undefined };

/** A new value, or null to take the cookie away; what is not named stays. */
export type CookieChange = { readonly session?: string | null; readonly device?: string | null };

export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly cookies?: CookieChange;
  readonly headers?: { readonly [name: string]: string };
  /** Instead of a body: bytes handed on, or server-sent events. */
  readonly stream?: Readable;
};

export type Schema = { readonly [keyword: string]: unknown };

/**
 * One row of the one route table. Every method but GET needs the session's CSRF token from a screen.
 * `limits` names what counts besides the caller's usual budget; `free` counts nowhere (a long poll that goes on).
 */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly who: Who;
  readonly summary: string;
  readonly free?: boolean;
  /** Packaged apps have business here, whose pages come from elsewhere. */
  readonly apps?: boolean;
  /** Answers HEAD too. */
  readonly heads?: boolean;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly replies: { readonly [status: number]: Schema | null };
  readonly handle: (asked: Asked<never>, world: World) => Promise<Answer>;
};

/** An answer with a body. */
export function ok(body: unknown, cookies: CookieChange = {}): Answer {
  return { status: 200, body, cookies };
}

/** An answer without one. */
export function done(cookies: CookieChange = {}): Answer {
  return { status: 204, cookies };
}
