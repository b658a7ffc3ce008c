import type { SimReply, SimRequest } from '../kernel/types';
import { jsonDocument, xmlDocument, type XmlFields } from '../plex/xml';

const PROTOCOL = { 'x-plex-protocol': '1.0', 'cache-control': 'no-cache' };

/** JSON only for a client that names `application/json`; a wildcard gets XML. */
export function wantsJson(request: SimRequest): boolean {
  const types = (request.headers['accept'] ?? '').split(',').map((range) => range.split(';')[0]?.trim());
  return types.includes('application/json');
}

/** `<MediaContainer>`: every good answer of a media server. The JSON content type has no charset. */
export function container(request: SimRequest, fields: XmlFields): SimReply {
  if (wantsJson(request)) {
    const headers = { ...PROTOCOL, 'content-type': 'application/json' };
    return { status: 200, headers, body: jsonDocument({ MediaContainer: fields }) };
  }
  const headers = { ...PROTOCOL, 'content-type': 'text/xml;charset=utf-8' };
  return { status: 200, headers, body: xmlDocument('MediaContainer', fields) };
}

function htmlError(status: number, title: string): SimReply {
  return {
    status,
    headers: { ...PROTOCOL, 'content-type': 'text/html' },
    body: `<html><head><title>${title}</title></head><body><h1>${status} ${title}</h1></body></html>`
  };
}

/** Errors of a media server are HTML, whatever was asked for. */
export const unauthorized = (): SimReply => htmlError(401, 'Unauthorized');
export const forbidden = (): SimReply => htmlError(403, 'Forbidden');
export const notFound = (): SimReply => htmlError(404, 'Not Found');
