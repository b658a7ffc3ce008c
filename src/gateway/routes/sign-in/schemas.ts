import type { Schema } from '../../http/route';

const TEXT = { type: 'string' };
const FLAG = { type: 'boolean' };
const COUNT = { type: 'integer' };
const ID = { type: 'string', minLength: 1, maxLength: 100 };

function object(properties: Schema, required: readonly string[] = Object.keys(properties)): Schema {
  return { type: 'object', required, properties };
}

function closed(properties: Schema): Schema {
  return { ...object(properties), additionalProperties: false };
}

const PERSON = object({ id: TEXT, title: TEXT, thumb: { type: 'string', nullable: true }, guarded: FLAG });
const SIGN_IN = object({
  key: TEXT,
  provider: TEXT,
  account: PERSON,
  profile: PERSON,
  hasServers: FLAG,
  hasProfiles: FLAG
});
const CODE = object({ id: TEXT, text: TEXT, link: TEXT, lifeMs: { type: 'number' } });
const STATES = { type: 'string', enum: ['nothing', 'claimed', 'code', 'signedIn'] };

export const RESTORED = object({ kind: STATES, remembered: FLAG, code: CODE, signIn: SIGN_IN }, ['kind']);
export const SHOWN = object({ code: CODE });
export const QUEUED = object({ queued: object({ id: TEXT, place: COUNT }) });
export const CHECKED = object(
  {
    kind: { type: 'string', enum: ['pending', 'granted', 'gone'] },
    lifeMs: { type: 'number', nullable: true },
    place: COUNT,
    remembered: FLAG
  },
  ['kind']
);
export const REMEMBERED = object({ remembered: FLAG });
export const KNOWN = object({ signIn: SIGN_IN, remembered: FLAG });
/**
 * `csrf`: the new secret of a session that was just signed in; null when it is the old one. `refreshToken`: what
 * remembers a packaged app from now on.
 */
export const ENTERED = object(
  { signIn: SIGN_IN, remembered: FLAG, csrf: { type: 'string', nullable: true }, refreshToken: TEXT },
  ['signIn', 'remembered', 'csrf']
);
export const PROFILES = object({ profiles: { type: 'array', items: PERSON } });
export const PAGE: Schema = { type: 'string' };

export const PIN_ID = closed({ id: ID });
export const WAIT: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: { waitMs: { type: 'string', pattern: '^(\\d{1,4}|1\\d{4}|2[0-4]\\d{3}|25000)$' } }
};
export const TOKEN = closed({ token: { type: 'string', minLength: 1, maxLength: 4096 } });
export const REMEMBER = closed({ remember: FLAG });
export const OPENING = closed({
  profileId: ID,
  pin: { type: 'string', nullable: true, pattern: '^\\d{4,8}$' }
});
