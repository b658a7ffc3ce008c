import type { Answer, Asked, Route } from '../../http/route';
import type { ProviderId } from '../../stores/rows';
import type { World } from '../../world';
import { acceptToken, account, restore } from './account';
import { cancelCode, checkCode, codeEvents, requestCode } from './codes';
import { callback, toKiosk } from './pages';
import * as schemas from './schemas';
import { logout, openProfile, profiles, validate } from './signed-in';

type Handle<Body> = (provider: ProviderId, asked: Asked<Body>, world: World) => Promise<Answer>;

const NAMES: { readonly [provider in ProviderId]: string } = { plex: 'Plex', tmdb: 'TMDB' };

function codeRoutes(provider: ProviderId): readonly Route[] {
  const by = handlesOf(provider);
  const pin = `/api/${provider}/oauth/pin`;
  return [
    {
      ...{ method: 'POST', path: pin, who: 'screen', summary: `Shows a code of ${NAMES[provider]}` },
      replies: { 200: schemas.SHOWN, 202: schemas.QUEUED },
      handle: by(requestCode)
    },
    {
      ...{
        method: 'GET',
        path: `${pin}/:id/check`,
        who: 'screen',
        summary: 'What became of a code',
        free: true
      },
      ...{ params: schemas.PIN_ID, query: schemas.WAIT, replies: { 200: schemas.CHECKED } },
      handle: by(checkCode)
    },
    {
      ...{
        method: 'GET',
        path: `${pin}/:id/events`,
        who: 'screen',
        summary: 'The same as it happens',
        free: true
      },
      ...{ params: schemas.PIN_ID, replies: { 200: schemas.PAGE } },
      handle: by(codeEvents)
    },
    {
      ...{
        method: 'DELETE',
        path: `${pin}/:id`,
        who: 'screen',
        summary: 'Nobody waits for this code any more'
      },
      ...{ params: schemas.PIN_ID, replies: { 204: null } },
      handle: cancelCode
    }
  ];
}

function accountRoutes(provider: ProviderId): readonly Route[] {
  const by = handlesOf(provider);
  const at = (path: string): string => `/api/${provider}/${path}`;
  return [
    {
      ...{ method: 'GET', path: at('restore'), who: 'screen', summary: 'What this screen finds on waking' },
      ...{ replies: { 200: schemas.RESTORED }, handle: by(restore) }
    },
    {
      ...{ method: 'POST', path: at('oauth/token'), who: 'screen', summary: 'A token that somebody typed' },
      ...{ body: schemas.TOKEN, replies: { 200: schemas.REMEMBERED }, handle: by(acceptToken) }
    },
    {
      ...{ method: 'POST', path: at('account'), who: 'screen', summary: 'Signs in whoever was granted' },
      ...{ body: schemas.REMEMBER, replies: { 200: schemas.ENTERED }, handle: by(account) }
    },
    {
      ...{ method: 'POST', path: at('logout'), who: 'screen', summary: 'Signs this screen out' },
      ...{ replies: { 204: null }, handle: logout }
    }
  ];
}

function userRoutes(provider: ProviderId): readonly Route[] {
  const by = handlesOf(provider);
  const at = (path: string): string => `/api/${provider}/${path}`;
  return [
    {
      ...{ method: 'POST', path: at('validate'), who: 'user', summary: 'Whether the sign-in still counts' },
      ...{ replies: { 204: null }, handle: by(validate) }
    },
    {
      ...{ method: 'GET', path: at('profiles'), who: 'user', summary: 'The people of the Home' },
      ...{ replies: { 200: schemas.PROFILES }, handle: by(profiles) }
    },
    {
      ...{
        method: 'POST',
        path: at('profiles/open'),
        who: 'user',
        summary: 'Opens the profile of one of them'
      },
      ...{ body: schemas.OPENING, replies: { 200: schemas.KNOWN }, handle: by(openProfile) }
    }
  ];
}

function handlesOf(provider: ProviderId) {
  return <Body>(handle: Handle<Body>): Route['handle'] =>
    (asked, world) =>
      handle(provider, asked, world);
}

const PAGES: readonly Route[] = [
  {
    ...{
      method: 'GET',
      path: '/auth/callback',
      who: 'anyone',
      summary: 'Where TMDB sends the phone afterwards'
    },
    ...{ replies: { 200: schemas.PAGE }, handle: (_asked, world) => callback(world) }
  },
  {
    ...{ method: 'GET', path: '/auth/login', who: 'anyone', summary: 'Leads to the kiosk' },
    ...{ replies: { 302: null }, handle: (_asked, world) => toKiosk(world) }
  },
  {
    ...{ method: 'GET', path: '/auth/logout', who: 'anyone', summary: 'Leads to the kiosk, which asks' },
    ...{ replies: { 302: null }, handle: (_asked, world) => toKiosk(world) }
  },
  {
    ...{ method: 'POST', path: '/auth/logout', who: 'screen', summary: 'Signs this screen out' },
    ...{ replies: { 204: null }, handle: logout }
  }
];

const forApps = (route: Route): Route => ({ ...route, apps: true });

/** Signing in and out, the same for both services. */
export const SIGN_IN_ROUTES: readonly Route[] = [
  ...(['plex', 'tmdb'] as const).flatMap((provider) => [
    ...accountRoutes(provider).map(forApps),
    ...codeRoutes(provider).map(forApps),
    ...userRoutes(provider).map(forApps)
  ]),
  ...PAGES
];
