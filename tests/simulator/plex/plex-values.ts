import type { SimRequest } from '../kernel/types';

/** The fields of a request body, whether it is JSON or a form; none when it is neither. */
export function bodyFields(request: SimRequest): Readonly<Record<string, unknown>> {
  const text = request.body.trim();
  if (text === '') return {};
  if (text.startsWith('{')) return jsonFields(text);
  return Object.fromEntries(new URLSearchParams(text));
}

function jsonFields(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** An `X-Plex-*` value: the header, or the query parameter of that name in any case. */
export function plexValue(request: SimRequest, name: string): string | null {
  const wanted = `x-plex-${name.toLowerCase()}`;
  const header = request.headers[wanted];
  if (header !== undefined && header !== '') return header;
  const found = Object.entries(request.query).find(([key]) => key.toLowerCase() === wanted);
  return found === undefined || found[1] === '' ? null : found[1];
}

export function clientIdentifierOf(request: SimRequest): string | null {
  return plexValue(request, 'Client-Identifier');
}

/** The token as header or query, or as a bearer as some clients send it. */
export function tokenOf(request: SimRequest): string | null {
  const bearer = /^Bearer (.+)$/i.exec(request.headers['authorization'] ?? '');
  return plexValue(request, 'Token') ?? bearer?.[1] ?? null;
}

/** `true`, `True` and `1` mean yes. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(true|1)$/i.test(value));
}
