import type { Route, Schema } from '../http/route';
import { openApp } from './tokens/app-screen';
import { exchange, handOver } from './tokens/hand-over';
import { issueToken, refreshToken, revokeToken } from './tokens/tokens';

const TEXT = { type: 'string' };
const SECRET = { type: 'string', minLength: 20, maxLength: 200 };

const PAIR_PROPERTIES = {
  accessToken: TEXT,
  refreshToken: TEXT,
  expiresInSeconds: { type: 'integer' }
};
const PAIR = { type: 'object', properties: PAIR_PROPERTIES };
const USER = { type: 'object', properties: { id: TEXT, title: TEXT } };

const only = (properties: { readonly [name: string]: Schema }): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  additionalProperties: false,
  properties
});

export const TOKENS_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/auth/screen',
    who: 'anyone',
    apps: true,
    summary: 'The tokens of a packaged app: of the screen its refresh token remembers, else of a new one',
    body: { type: 'object', additionalProperties: false, properties: { refreshToken: SECRET } },
    replies: {
      200: {
        type: 'object',
        properties: { ...PAIR_PROPERTIES, refreshToken: { type: 'string', nullable: true } }
      }
    },
    handle: openApp
  },
  {
    method: 'POST',
    path: '/api/auth/token',
    who: 'user',
    summary: 'An access token and a refresh token for a script of whoever is signed in on this screen',
    body: only({ clientName: { type: 'string', minLength: 1, maxLength: 60 } }),
    replies: { 200: PAIR },
    handle: issueToken
  },
  {
    method: 'POST',
    path: '/api/auth/refresh',
    who: 'anyone',
    apps: true,
    summary: 'The next pair; a refresh token counts once',
    body: only({ refreshToken: SECRET }),
    replies: { 200: PAIR },
    handle: refreshToken
  },
  {
    method: 'POST',
    path: '/api/auth/revoke',
    who: 'anyone',
    apps: true,
    summary: 'Ends a refresh token and everything that came from it',
    body: only({ refreshToken: SECRET }),
    replies: { 204: null },
    handle: revokeToken
  },
  {
    method: 'POST',
    path: '/api/hand-over',
    who: 'user',
    summary: 'A code of one minute for the server of the site that this kiosk goes on to',
    replies: { 200: { type: 'object', properties: { code: TEXT, url: TEXT } } },
    handle: handOver
  },
  {
    method: 'POST',
    path: '/api/hand-over/exchange',
    who: 'anyone',
    summary: 'Who was handed over, and tokens for their sake; a code counts once',
    body: only({ code: SECRET }),
    replies: { 200: { type: 'object', properties: { ...PAIR_PROPERTIES, user: USER } } },
    handle: exchange
  }
];
