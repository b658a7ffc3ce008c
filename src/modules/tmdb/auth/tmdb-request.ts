import type { Headers, HttpRequest } from '../../../core/ports';
import type { TmdbConfig } from './interfaces';

const TIMEOUT_MS = 10000;

export type Query = { readonly [name: string]: string };

function queryOf(config: TmdbConfig, version: 3 | 4, query: Query): string {
  const needsKey = version === 3 && config.readToken === '';
  const all: Query = needsKey ? { ...query, api_key: config.apiKey } : query;
  const parts = Object.keys(all).map((name) => name + '=' + encodeURIComponent(all[name] as string));
  return parts.length === 0 ? '' : '?' + parts.join('&');
}

/** A call to TMDB. The operator's read token goes into a header; only a bare v3 key has to go into the address. */
export function tmdbRequest(
  config: TmdbConfig,
  version: 3 | 4,
  method: string,
  path: string,
  said: { readonly query?: Query; readonly body?: object } = {}
): HttpRequest {
  const url = config.apiUrl + '/' + version + path + queryOf(config, version, said.query || {});
  const key: Headers = config.readToken === '' ? {} : { Authorization: 'Bearer ' + config.readToken };
  const headers = { Accept: 'application/json', ...key };
  return said.body === undefined
    ? { method, url, headers, timeoutMs: TIMEOUT_MS }
    : {
        method,
        url,
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(said.body),
        timeoutMs: TIMEOUT_MS
      };
}
