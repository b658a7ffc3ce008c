import type { SimReply, SimRequest, SimRoute } from '../kernel/types';
import { answer, ERRORS, refuse } from './answer';
import { isUsableJwk, type Jwk } from './jwt-format';
import { authenticated } from './guard';
import { pinBody } from './pin-body';
import type { Pin } from './pin-store';
import { qrPng } from './qr-png';
import { createRateLimit } from './rate-limit';
import { bodyFields, clientIdentifierOf, isTrue, plexValue } from './plex-values';
import { tokenForPin } from './pin-token';
import type { PlexWorld } from './world';

const NO_PRODUCT = '0';

function jwkIn(request: SimRequest): Jwk | null {
  const { jwk } = bodyFields(request);
  return isUsableJwk(jwk) ? jwk : null;
}

function isStrong(request: SimRequest): boolean {
  return isTrue(request.query['strong']) || isTrue(bodyFields(request)['strong']);
}

function pinReply(
  world: PlexWorld,
  request: SimRequest,
  status: number,
  pin: Pin,
  authToken: string | null
): SimReply {
  const view = { now: world.clock.now(), linkBase: world.linkBase(), authToken };
  return answer(request, status, 'pin', pinBody(pin, view));
}

function create(world: PlexWorld, request: SimRequest): SimReply {
  const clientIdentifier = clientIdentifierOf(request);
  if (clientIdentifier === null) return refuse(request, ERRORS.clientIdentifierMissing);
  world.devices.seen(request, clientIdentifier);
  const product = plexValue(request, 'Product') ?? NO_PRODUCT;
  const order = { strong: isStrong(request), clientIdentifier, product, jwk: jwkIn(request) };
  return pinReply(world, request, 201, world.pins.create(order), null);
}

function poll(world: PlexWorld, request: SimRequest): SimReply {
  const clientIdentifier = clientIdentifierOf(request);
  if (clientIdentifier === null) return refuse(request, ERRORS.clientIdentifierMissing);
  const pin = world.pins.live(request.params['id'] ?? '');
  if (pin === null || pin.clientIdentifier !== clientIdentifier) return refuse(request, ERRORS.pinNotFound);
  const authToken = tokenForPin(world, pin, request.query['deviceJWT']);
  const reply = pinReply(world, request, 200, pin, authToken);
  if (authToken !== null && !world.habits.claimedPinStays) world.pins.kill(pin.id);
  return reply;
}

function link(world: PlexWorld, request: SimRequest): SimReply {
  return authenticated(world, request, ({ user }) => {
    const code = String(bodyFields(request)['code'] ?? request.query['code'] ?? '');
    const pin = world.pins.liveByCode(code) ?? world.pins.liveByCode(code.toUpperCase());
    if (pin === null || pin.strong) return refuse(request, ERRORS.pinNotFound);
    world.pins.claim(pin.id, user.id);
    return { status: 204 };
  });
}

function qr(world: PlexWorld, request: SimRequest): SimReply {
  const link = `${world.linkBase()}/link/?pin=${encodeURIComponent(request.params['code'] ?? '')}`;
  return { status: 200, headers: { 'content-type': 'image/png' }, body: qrPng(link) };
}

/** `/api/v2/pins`: create, poll, link, picture. */
export function pinRoutes(world: PlexWorld): readonly SimRoute[] {
  const limit = createRateLimit(world.clock);
  const limited = (request: SimRequest): SimReply => {
    const { pinsPerMinute, sendRetryAfter } = world.habits;
    const waitSeconds = limit.take(clientIdentifierOf(request) ?? '', pinsPerMinute);
    if (waitSeconds === 0) return create(world, request);
    return refuse(request, ERRORS.rateLimited, sendRetryAfter ? { 'retry-after': String(waitSeconds) } : {});
  };
  return [
    { method: 'POST', path: '/api/v2/pins', name: 'pins.create', handle: limited },
    {
      method: 'PUT',
      path: '/api/v2/pins/link',
      name: 'pins.link',
      handle: (request) => link(world, request)
    },
    {
      method: 'GET',
      path: '/api/v2/pins/qr/:code',
      name: 'pins.qr',
      handle: (request) => qr(world, request)
    },
    { method: 'GET', path: '/api/v2/pins/:id', name: 'pins.poll', handle: (request) => poll(world, request) }
  ];
}
