import type { SimReply, SimRequest, SimRoute } from '../kernel/types';
import type { Pin } from './pin-store';
import { tokenForPin } from './pin-token';
import { clientIdentifierOf, plexValue } from './plex-values';
import { dateOf, escapeXml } from './xml';
import type { PlexWorld } from './world';

const LIFE_MS = 10 * 60_000;

export function xmlReply(status: number, text: string): SimReply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
  return { status, headers: { 'content-type': 'application/xml; charset=utf-8' }, body };
}

function pinXml(pin: Pin, token: string | null): string {
  const both =
    token === null
      ? '<auth-token type="NilClass" nil="true"/><auth_token nil="true"></auth_token>'
      : `<auth-token>${token}</auth-token><auth_token>${token}</auth_token>`;
  return [
    '<pin>',
    `<client-identifier>${escapeXml(pin.clientIdentifier)}</client-identifier>`,
    `<code>${pin.code}</code>`,
    `<expires-at type="datetime">${dateOf(pin.expiresAt).isoDate}</expires-at>`,
    `<id type="integer">${pin.id}</id>`,
    `<user-id type="integer"${pin.userId === null ? ' nil="true"/>' : `>${pin.userId}</user-id>`}`,
    both,
    '</pin>'
  ].join('\n');
}

function create(world: PlexWorld, request: SimRequest): SimReply {
  const clientIdentifier = clientIdentifierOf(request);
  if (clientIdentifier === null) {
    return xmlReply(400, '<errors><error>X-Plex-Client-Identifier is missing</error></errors>');
  }
  world.devices.seen(request, clientIdentifier);
  const product = plexValue(request, 'Product') ?? '0';
  const pin = world.pins.create({ strong: false, clientIdentifier, product, jwk: null, lifeMs: LIFE_MS });
  return xmlReply(201, pinXml(pin, null));
}

function poll(world: PlexWorld, request: SimRequest): SimReply {
  const pin = world.pins.live(request.params['id'] ?? '');
  if (pin === null || pin.clientIdentifier !== clientIdentifierOf(request)) {
    return xmlReply(404, '<errors><error>Code not found or expired</error></errors>');
  }
  return xmlReply(200, pinXml(pin, tokenForPin(world, pin, undefined)));
}

/** `/pins.xml` and `/pins/:id.xml`, the PINs of the first version. */
export function legacyPinRoutes(world: PlexWorld): readonly SimRoute[] {
  return [
    {
      method: 'POST',
      path: '/pins.xml',
      name: 'legacy.pins.create',
      handle: (request) => create(world, request)
    },
    {
      method: 'GET',
      path: '/pins/:id.xml',
      name: 'legacy.pins.poll',
      handle: (request) => poll(world, request)
    }
  ];
}
