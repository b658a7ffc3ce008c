import type { SimReply, SimRequest, SimRoute } from '../kernel/types';
import { answer, ERRORS, refuse, type PlexError } from './answer';
import { checkDeviceJwt, type DeviceJwtCheck } from './device-jwt';
import { thumbprintOf } from './devices';
import { authenticated } from './guard';
import { isUsableJwk, parseJwt, type Jwk } from './jwt-format';
import { bodyFields, clientIdentifierOf } from './plex-values';
import { createRateLimit } from './rate-limit';
import { jwtUserFields } from './user-body';
import type { PlexWorld } from './world';

const NONCE_MS = 5 * 60_000;
const UUID_SHAPE = [8, 4, 4, 4, 12];
const HEX = '0123456789abcdef';

const PROBLEMS: Readonly<Record<Exclude<DeviceJwtCheck['kind'], 'good'>, PlexError>> = {
  malformed: ERRORS.jwtMalformed,
  badSignature: ERRORS.signatureFailed,
  wrongIssuer: ERRORS.issuerMismatch,
  expired: ERRORS.tokenExpired
};

function giveNonce(world: PlexWorld, request: SimRequest): SimReply {
  const clientIdentifier = clientIdentifierOf(request);
  if (clientIdentifier === null) return refuse(request, ERRORS.clientIdentifierUnprocessable);
  const nonce = UUID_SHAPE.map((length) => world.random.chars(HEX, length)).join('-');
  world.nonces.set(nonce, { clientIdentifier, expiresAt: world.clock.now() + NONCE_MS });
  return answer(request, 200, 'nonce', { nonce });
}

/** Good once, for the device that asked. */
function spendNonce(world: PlexWorld, nonce: string | null, clientIdentifier: string): boolean {
  const found = nonce === null ? undefined : world.nonces.get(nonce);
  if (nonce === null || found === undefined || found.clientIdentifier !== clientIdentifier) return false;
  world.nonces.delete(nonce);
  return found.expiresAt > world.clock.now();
}

/** The key goes to the device that the token belongs to, whatever the headers say. */
function registerKey(world: PlexWorld, request: SimRequest): SimReply {
  return authenticated(world, request, ({ token }) => {
    const { jwk } = bodyFields(request);
    if (!isUsableJwk(jwk)) return refuse(request, ERRORS.badRequest);
    const taken = !world.devices.register(token.clientIdentifier, jwk);
    if (taken) return refuse(request, ERRORS.thumbprintTaken);
    world.accountsOfDevices.set(token.clientIdentifier, token.userId);
    return answer(request, 201, 'jwk', {});
  });
}

type Applicant = { readonly clientIdentifier: string; readonly jwk: Jwk; readonly userId: number };

/** Who a device JWT claims to come from, if that device has a key and somebody's account. */
function applicantOf(world: PlexWorld, clientIdentifier: string | null): Applicant | null {
  if (clientIdentifier === null) return null;
  const jwk = world.devices.get(clientIdentifier)?.jwk ?? null;
  const userId = world.accountsOfDevices.get(clientIdentifier);
  return jwk === null || userId === undefined ? null : { clientIdentifier, jwk, userId };
}

function mint(
  world: PlexWorld,
  { clientIdentifier, jwk, userId }: Applicant,
  scope: readonly string[]
): string {
  const user = jwtUserFields(world.users.byId(userId), scope);
  return world.tokens.mintJwt({ userId, clientIdentifier, thumbprint: jwk.kid ?? thumbprintOf(jwk), user });
}

/** The issuer decides which device is meant when no header says so; if one does, the two must agree. */
function exchange(world: PlexWorld, request: SimRequest): SimReply {
  const text = bodyFields(request)['jwt'];
  const issuer = parseJwt(text)?.claims['iss'];
  if (typeof issuer !== 'string') return refuse(request, ERRORS.jwtMalformed);
  const applicant = applicantOf(world, clientIdentifierOf(request) ?? issuer);
  if (applicant === null) return refuse(request, ERRORS.signatureFailed);
  const { clientIdentifier, jwk } = applicant;
  const checked = checkDeviceJwt({ text, jwk, clientIdentifier, now: world.clock.now() });
  if (checked.kind !== 'good') return refuse(request, PROBLEMS[checked.kind]);
  if (!spendNonce(world, checked.nonce, clientIdentifier)) return refuse(request, ERRORS.nonceInvalid);
  return answer(request, 200, 'token', { auth_token: mint(world, applicant, checked.scope) });
}

function discovery(world: PlexWorld): SimReply {
  const issuer = 'https://plex.tv';
  const document = {
    issuer,
    jwks_uri: `${world.linkBase()}/api/v2/auth/keys`,
    id_token_signing_alg_values_supported: ['EdDSA'],
    response_types_supported: ['token'],
    subject_types_supported: ['public']
  };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(document) };
}

function keys(world: PlexWorld): SimReply {
  const body = JSON.stringify({ keys: [world.signer.jwk] });
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function limitedNonce(world: PlexWorld): (request: SimRequest) => SimReply {
  const limit = createRateLimit(world.clock);
  return (request) => {
    const wait = limit.take(clientIdentifierOf(request) ?? '', world.habits.noncesPerMinute);
    return wait === 0 ? giveNonce(world, request) : refuse(request, ERRORS.rateLimited);
  };
}

/** Device keys, nonces, and the exchange of a device's JWT for one of plex.tv's. */
export function jwtRoutes(world: PlexWorld): readonly SimRoute[] {
  return [
    { method: 'GET', path: '/api/v2/auth/nonce', name: 'jwt.nonce', handle: limitedNonce(world) },
    {
      method: 'POST',
      path: '/api/v2/auth/jwk',
      name: 'jwt.register',
      handle: (request) => registerKey(world, request)
    },
    {
      method: 'POST',
      path: '/api/v2/auth/token',
      name: 'jwt.exchange',
      handle: (request) => exchange(world, request)
    },
    { method: 'GET', path: '/api/v2/auth/keys', name: 'jwt.keys', handle: () => keys(world) },
    {
      method: 'GET',
      path: '/.well-known/openid-configuration',
      name: 'jwt.discovery',
      handle: () => discovery(world)
    }
  ];
}
