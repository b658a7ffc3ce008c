import { ADMIN_PIN } from '../first-run/admin-pin';
import { ok, type Route, type Schema } from '../http/route';
import { ADMIN_WORDS } from '../words/admin-words';
import { listSessions, revokeOthers, revokeSession } from './admin/sessions';
import { changePin, setUp, unlock } from './admin/set-up';
import { changeUser, listAudit, listUsers, removeUser } from './admin/users';

const TEXT = { type: 'string' };
const MAYBE_TEXT = { type: 'string', nullable: true };
const MOMENT = { type: 'integer' };
const FLAG = { type: 'boolean' };
const PIN = { type: 'string', pattern: ADMIN_PIN };
const ROLE = { type: 'string', enum: ['user', 'admin'] };
const ID = { type: 'object', required: ['id'], properties: { id: { type: 'string', maxLength: 64 } } };
const AFTER = { type: 'string', maxLength: 100 };

const WHERE = { address: TEXT, agent: TEXT, screenName: TEXT };

const asking = (properties: { readonly [name: string]: Schema }): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties
});
const wanting = (properties: { readonly [name: string]: Schema }): Schema => ({
  ...asking(properties),
  required: Object.keys(properties)
});
const pageOf = (name: string, properties: { readonly [name: string]: Schema }): Schema => ({
  type: 'object',
  properties: { [name]: { type: 'array', items: { type: 'object', properties } }, next: MAYBE_TEXT }
});

const SESSIONS = pageOf('sessions', {
  ...{ id: TEXT, userId: MAYBE_TEXT, userTitle: TEXT, role: MAYBE_TEXT, isRemembered: FLAG, isThis: FLAG },
  ...{ ...WHERE, createdAt: MOMENT, lastSeenAt: MOMENT, expiresAt: MOMENT }
});
const USERS = pageOf('users', {
  ...{ id: TEXT, title: TEXT, role: ROLE, disabled: FLAG, createdAt: MOMENT },
  issuers: { type: 'array', items: TEXT }
});
const AUDIT = pageOf('entries', {
  ...{ ...WHERE, at: MOMENT, event: TEXT, outcome: TEXT, unusual: FLAG, detail: TEXT },
  ...{ userId: MAYBE_TEXT, sessionId: MAYBE_TEXT }
});

const WORDS = { type: 'object', additionalProperties: { type: 'object', additionalProperties: TEXT } };

const SET_UP: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/admin/words',
    who: 'user',
    summary: 'What the admin screens say, by language',
    replies: { 200: WORDS },
    handle: () => Promise.resolve(ok(ADMIN_WORDS))
  },
  {
    method: 'POST',
    path: '/api/setup',
    who: 'user',
    summary: "Makes whoever knows the set-up code this gateway's admin, and sets the admin PIN",
    body: wanting({ code: { type: 'string', minLength: 1, maxLength: 60 }, adminPin: PIN }),
    replies: { 204: null },
    handle: setUp
  },
  {
    method: 'POST',
    path: '/api/admin/unlock',
    who: 'user',
    summary: 'The admin PIN; opens the admin screens for ten minutes',
    body: wanting({ pin: PIN }),
    replies: { 204: null },
    handle: unlock
  },
  {
    method: 'POST',
    path: '/api/admin/pin',
    who: 'admin',
    summary: 'Another admin PIN',
    body: wanting({ pin: PIN, next: PIN }),
    replies: { 204: null },
    handle: changePin
  }
];

const SCREENS: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/sessions',
    who: 'user',
    summary: "One's own screens; with `all=true` everybody's, for admins",
    query: asking({ all: { type: 'string', enum: ['true', 'false'] }, after: AFTER }),
    replies: { 200: SESSIONS },
    handle: listSessions
  },
  {
    method: 'DELETE',
    path: '/api/sessions/:id',
    who: 'user',
    summary: "Signs a screen out: one's own, or for admins anybody's",
    params: ID,
    replies: { 204: null },
    handle: revokeSession
  },
  {
    method: 'DELETE',
    path: '/api/sessions',
    who: 'user',
    summary: "Signs out all of one's own screens and scripts but this screen",
    replies: { 200: { type: 'object', properties: { revoked: { type: 'integer' } } } },
    handle: revokeOthers
  }
];

const PEOPLE: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/users',
    who: 'admin',
    summary: 'Everybody who ever signed in here',
    query: asking({ after: AFTER }),
    replies: { 200: USERS },
    handle: listUsers
  },
  {
    method: 'PATCH',
    path: '/api/users/:id',
    who: 'admin',
    summary: 'Another role, or keeps somebody out; one of the two',
    params: ID,
    body: asking({ role: ROLE, disabled: FLAG }),
    replies: { 204: null },
    handle: changeUser
  },
  {
    method: 'DELETE',
    path: '/api/users/:id',
    who: 'admin',
    summary: 'Deletes somebody and everything of theirs but the audit log',
    params: ID,
    replies: { 204: null },
    handle: removeUser
  },
  {
    method: 'GET',
    path: '/api/audit',
    who: 'admin',
    summary: 'What happened, newest first; of one user with `user`',
    query: asking({ after: AFTER, user: { type: 'string', maxLength: 64 } }),
    replies: { 200: AUDIT },
    handle: listAudit
  }
];

export const ADMIN_ROUTES: readonly Route[] = [...SET_UP, ...SCREENS, ...PEOPLE];
