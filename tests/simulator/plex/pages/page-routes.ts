import type { SimReply, SimRequest, SimRoute } from '../../kernel/types';
import type { Pin } from '../pin-store';
import { bodyFields } from '../plex-values';
import type { SimUser } from '../users';
import type { PlexWorld } from '../world';
import { seeOther } from './html';
import {
  codePage,
  consentPage,
  deniedPage,
  fragmentPage,
  linkedPage,
  SLOW_MS,
  unableToAuthorizePage
} from './link-page';
import { signInPage, twoFactorPage } from './sign-in-page';
import { createVisitors, type Visitors } from './visitors';

type Site = {
  readonly world: PlexWorld;
  readonly visitors: Visitors;
  readonly later: (ms: number) => Promise<void>;
};

const WRONG_CODE = 'That code is not known, or it has run out. Look at your television and type it again.';
const LONG_CODE = 'Only codes of four characters can be typed here.';
const SHORT_CODE_LENGTH = 4;

function field(request: SimRequest, name: string): string {
  const value = bodyFields(request)[name];
  return typeof value === 'string' ? value : '';
}

/** Only ever on to a page of this site. */
function nextOf(request: SimRequest): string {
  const next = field(request, 'next');
  return next.startsWith('/') && !next.startsWith('//') ? next : '/link';
}

/** Signs strangers in first, asks half visitors for their digits, and lets the others see the page. */
function signedIn(
  site: Site,
  request: SimRequest,
  next: string,
  show: (user: SimUser) => SimReply
): SimReply {
  const visitor = site.visitors.of(request);
  if (visitor.kind === 'stranger') return signInPage(site.world.users.all(), next, null);
  return visitor.kind === 'half' ? twoFactorPage(visitor.user, next, null) : show(visitor.user);
}

async function claim(site: Site, request: SimRequest, pin: Pin, user: SimUser): Promise<void> {
  if (field(request, 'slow') !== '') await site.later(SLOW_MS);
  site.world.pins.claim(pin.id, user.id);
}

function signIn({ world, visitors }: Site, request: SimRequest): SimReply {
  const user = world.users.byLogin(field(request, 'login'));
  const next = nextOf(request);
  if (user === null || user.password === null || user.password !== field(request, 'password')) {
    return signInPage(world.users.all(), next, 'The user name or the password is wrong.');
  }
  return seeOther(next, visitors.enter(user));
}

function twoFactor({ visitors }: Site, request: SimRequest): SimReply {
  const visitor = visitors.of(request);
  const next = nextOf(request);
  if (visitor.kind !== 'half') return seeOther(next);
  if (field(request, 'digits').trim() !== visitor.user.twoFactorCode) {
    return twoFactorPage(visitor.user, next, 'Those digits are wrong.');
  }
  visitors.confirm(request);
  return seeOther(next);
}

function signOut({ visitors }: Site, request: SimRequest): SimReply {
  visitors.leave(request);
  return seeOther(nextOf(request));
}

function showLink(site: Site, request: SimRequest): SimReply {
  const pin = request.query['pin'] ?? '';
  const here = pin === '' ? '/link' : `/link/?pin=${encodeURIComponent(pin)}`;
  return signedIn(site, request, here, (user) => codePage(user, pin, null));
}

async function link(site: Site, request: SimRequest): Promise<SimReply> {
  const visitor = site.visitors.of(request);
  if (visitor.kind !== 'in') return seeOther('/link');
  const code = field(request, 'code').trim().toUpperCase();
  if (code.length !== SHORT_CODE_LENGTH) return codePage(visitor.user, '', LONG_CODE);
  const pin = site.world.pins.liveByCode(code);
  if (pin === null || pin.strong) return codePage(visitor.user, code, WRONG_CODE);
  await claim(site, request, pin, visitor.user);
  return linkedPage(visitor.user);
}

function authAddress(request: SimRequest): string {
  return `/auth/continue?${new URLSearchParams(request.query).toString()}`;
}

/** A short code, a dead one, and one that another client made all end the same way, and only after sign-in. */
function askedPin(site: Site, request: SimRequest): Pin | null {
  const pin = site.world.pins.liveByCode(request.query['code'] ?? '');
  return pin !== null && pin.strong && pin.clientIdentifier === request.query['clientID'] ? pin : null;
}

function showConsent(site: Site, request: SimRequest): SimReply {
  return signedIn(site, request, authAddress(request), (user) => {
    const pin = askedPin(site, request);
    if (pin === null) return unableToAuthorizePage();
    const product = request.query['context[device][product]'] ?? pin.product;
    return consentPage(user, product, authAddress(request));
  });
}

async function consent(site: Site, request: SimRequest): Promise<SimReply> {
  const visitor = site.visitors.of(request);
  if (visitor.kind !== 'in') return seeOther(authAddress(request));
  const pin = askedPin(site, request);
  if (pin === null) return unableToAuthorizePage();
  await claim(site, request, pin, visitor.user);
  const forward = request.query['forwardUrl'];
  return forward !== undefined && /^https?:\/\//.test(forward) ? seeOther(forward) : linkedPage(visitor.user);
}

/** What a person with a phone sees: `/link`, the auth app, and the way through sign-in. */
export function pageRoutes(world: PlexWorld, later: (ms: number) => Promise<void>): readonly SimRoute[] {
  const site: Site = { world, visitors: createVisitors(world.users), later };
  const route = (
    method: string,
    path: string,
    show: (site: Site, request: SimRequest) => SimReply | Promise<SimReply>
  ): SimRoute => {
    return { method, path, name: `page ${method} ${path}`, handle: (request) => show(site, request) };
  };
  return [
    route('GET', '/link', showLink),
    route('POST', '/link', link),
    route('POST', '/link/deny', () => deniedPage()),
    route('GET', '/auth', () => fragmentPage()),
    route('GET', '/auth/continue', showConsent),
    route('POST', '/auth/continue', consent),
    route('POST', '/sign-in', signIn),
    route('POST', '/two-factor', twoFactor),
    route('POST', '/sign-out', signOut)
  ];
}
