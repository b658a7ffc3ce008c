import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LIFETIMES } from '../stores/lifetimes';
import type { CookieChange, Cookies } from './route';

type Kind = 'session' | 'device';

const LIFE_MS: { readonly [kind in Kind]: number } = {
  session: LIFETIMES.sessionMs,
  device: LIFETIMES.deviceMs
};

/** `__Host-` makes a browser refuse the cookie unless it came over TLS, from this very host, for all of it. */
function nameOf(kind: Kind, isSecure: boolean): string {
  return `${isSecure ? '__Host-' : ''}couchkey_${kind}`;
}

function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}

/** A kiosk that loses its power has to come back signed in, so both cookies outlive the browser. */
function flagsOf(kind: Kind, secure: boolean): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: Math.floor(LIFE_MS[kind] / 1000) };
}

function read(request: FastifyRequest, kind: Kind): string | undefined {
  return request.cookies[nameOf(kind, isSecure(request))];
}

/** The browser's session, which every request is asked for. */
export function sessionCookieIn(request: FastifyRequest): string | undefined {
  return read(request, 'session');
}

/** What the browser sent of ours. */
export function cookiesIn(request: FastifyRequest): Cookies {
  return { session: sessionCookieIn(request), device: read(request, 'device') };
}

/** Sets, changes or takes away what the answer names. */
export function changeCookies(request: FastifyRequest, reply: FastifyReply, change: CookieChange): void {
  const secure = isSecure(request);
  Object.entries(change).forEach(([kind, value]: [string, string | null | undefined]) => {
    if (value !== undefined) {
      const flags = flagsOf(kind as Kind, secure);
      const [text, life] = value === null ? ['', { ...flags, maxAge: 0 }] : [value, flags];
      reply.setCookie(nameOf(kind as Kind, secure), text, life);
    }
  });
}
