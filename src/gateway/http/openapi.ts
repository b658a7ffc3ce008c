import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import type { Route } from './route';

/** The one shape of every error (http/problem.ts). */
export const ERROR_SCHEMA = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        failure: {
          type: 'object',
          required: ['code'],
          properties: {
            code: { type: 'string' },
            status: { type: 'integer' },
            retryAfterMs: { type: 'number' },
            place: { type: 'integer' },
            tried: {
              type: 'array',
              items: {
                type: 'object',
                properties: { uri: { type: 'string' }, result: { type: 'string' } }
              }
            }
          }
        }
      }
    }
  }
} as const;

const SECURITY: { readonly [who in Route['who']]: readonly object[] } = {
  anyone: [],
  screen: [{ screen: [] }, { accessToken: [] }],
  user: [{ screen: [] }, { accessToken: [] }],
  admin: [{ screen: [] }, { accessToken: [] }]
};

/** 3.0.3, because most generators read that. */
export function openapiOptions(version: string, base: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.0.3',
      info: {
        title: 'Couchkey gateway',
        version,
        description: 'Signs kiosks in to Plex and TMDB. No token of theirs ever leaves it.'
      },
      servers: [{ url: base || '/' }],
      components: {
        securitySchemes: {
          screen: { type: 'apiKey', in: 'cookie', name: 'couchkey_session' },
          accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }
        }
      }
    }
  };
}

function bodyOf(schema: Route['replies'][number]): object {
  return schema ?? { type: 'null', description: 'no body' };
}

/** What fastify checks requests against, writes replies by and describes: one source, so that none of the three lies. */
export function schemaOf(route: Route): FastifySchema {
  const { params, query, body, summary, who, replies } = route;
  const answers = Object.entries(replies).map(([status, schema]) => [status, bodyOf(schema)]);
  const headers =
    route.method === 'GET' || who === 'anyone'
      ? {}
      : { headers: { type: 'object', properties: { 'x-csrf-token': { type: 'string' } } } };
  return {
    summary,
    description: `For ${who}.`,
    security: [...SECURITY[who]] as FastifySchema['security'],
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    ...headers,
    response: { ...Object.fromEntries(answers), '4xx': ERROR_SCHEMA, '5xx': ERROR_SCHEMA }
  };
}
