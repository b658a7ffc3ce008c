import type { Schema } from '../../http/route';

const TEXT = { type: 'string' };
const FLAG = { type: 'boolean' };
const NUMBER = { type: 'number' };
const MAYBE = (schema: Schema): Schema => ({ ...schema, nullable: true });

export const SERVER_ID = { type: 'string', pattern: '^[A-Za-z0-9-]{1,64}$' };

export const SERVER = { type: 'object', properties: { id: TEXT, name: TEXT, owned: FLAG, present: FLAG } };

export const ROUTE = {
  type: 'object',
  properties: {
    server: SERVER,
    uri: TEXT,
    class: TEXT,
    secure: FLAG,
    latencyMs: NUMBER,
    reasons: { type: 'array', items: TEXT }
  }
};

export const SERVERS = {
  type: 'object',
  properties: { servers: { type: 'array', items: SERVER }, rememberedId: MAYBE(TEXT) }
};

export const LIBRARIES = {
  type: 'object',
  properties: {
    libraries: {
      type: 'array',
      items: {
        type: 'object',
        properties: { id: TEXT, title: TEXT, kind: TEXT, items: MAYBE(NUMBER), tookMs: NUMBER }
      }
    }
  }
};

export const STATUS = {
  type: 'object',
  properties: {
    kind: TEXT,
    server: MAYBE(SERVER),
    class: MAYBE(TEXT),
    secure: MAYBE(FLAG),
    latencyMs: MAYBE(NUMBER),
    since: MAYBE(NUMBER),
    attempts: NUMBER,
    nextTryMs: MAYBE(NUMBER),
    reason: MAYBE({ type: 'object', properties: { code: TEXT, status: NUMBER, retryAfterMs: NUMBER } })
  }
};

export const LAN = {
  type: 'object',
  properties: {
    servers: {
      type: 'array',
      items: {
        type: 'object',
        properties: { id: TEXT, name: TEXT, address: TEXT, port: NUMBER, version: TEXT }
      }
    }
  }
};

export const TESTED = {
  type: 'object',
  properties: { machineId: TEXT, latencyMs: NUMBER, route: MAYBE(ROUTE) }
};

/** An object of exactly these fields, all of them there. */
export function exactly(properties: { readonly [name: string]: Schema }): Schema {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}
