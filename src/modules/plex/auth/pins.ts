import { failureOf } from '../../../core/model/failure';
import { readUtc } from '../../../core/model/utc';
import {
  idOf,
  isSuccess,
  numberOf,
  readFields,
  refusalOf,
  textOf,
  tokenOf,
  withoutToken
} from '../../../core/wire';
import { SHORT_LIFE_MS, STRONG_LIFE_MS } from './constants';
import { plexRequest } from './plex-request';
import type { HttpReply, HttpRequest } from '../../../core/ports';
import type { Fields } from '../../../core/wire';
import type { Identity, PlexConfig, PlexMode } from './interfaces';

const MAX_LIFE_MS = 86400000;
const SHORT_CODE = /^[A-Za-z0-9]{4}$/;
const STRONG_CODE = /^[A-Za-z0-9]{12,64}$/;

/** `serverNow` is plex.tv's own time, in milliseconds since 1970: the set's clock cannot be trusted. */
export type Pin = {
  readonly id: string;
  readonly code: string;
  readonly lifeMs: number;
  readonly serverNow: number | null;
};

type Seen = {
  readonly code: string | null;
  readonly lifeMs: number | null;
  readonly serverNow: number | null;
};

/** What one poll says. Unreachable is the fourth result: the promise rejects. */
export type Poll =
  | { readonly kind: 'gone' }
  | ({ readonly kind: 'pending' } & Seen)
  | ({ readonly kind: 'granted'; readonly token: string } & Seen);

/** A code is only asked for in the length that its page takes. */
export function pinRequest(me: Identity, jwk?: object): HttpRequest {
  const body = jwk !== undefined ? { jwk } : me.config.mode === 'strong' ? { strong: true } : undefined;
  return plexRequest(me, 'POST', '/pins', null, body);
}

function lifeOf(body: Fields): number | null {
  const seconds = numberOf(body['expiresIn']);
  return seconds === null ? null : Math.max(0, Math.min(seconds * 1000, MAX_LIFE_MS));
}

function serverNowOf(body: Fields): number | null {
  const end = readUtc(textOf(body['expiresAt']) || '');
  const life = lifeOf(body);
  return end === null || life === null ? null : end - life;
}

function readPinBody(reply: HttpReply): Fields {
  if (!isSuccess(reply)) {
    throw withoutToken(refusalOf('plex', reply));
  }
  return readFields('plex', reply);
}

/** A new PIN. One whose code does not fit its page is refused here, before anybody types it. */
export function readPin(mode: PlexMode, reply: HttpReply): Pin {
  const body = readPinBody(reply);
  const id = idOf(body['id']);
  const code = textOf(body['code']);
  const fits = mode === 'strong' ? STRONG_CODE : SHORT_CODE;
  if (id === null || code === null || !fits.test(code)) {
    throw failureOf('malformedReply', reply.status);
  }
  const life = lifeOf(body);
  const usual = mode === 'strong' ? STRONG_LIFE_MS : SHORT_LIFE_MS;
  return { id, code, lifeMs: life === null ? usual : life, serverNow: serverNowOf(body) };
}

/** One look at a PIN. A device JWT proves that the asker holds the key that the PIN was made with. */
export function pollRequest(me: Identity, pinId: string, deviceJwt?: string): HttpRequest {
  const proof = deviceJwt === undefined ? '' : '?deviceJWT=' + deviceJwt;
  return plexRequest(me, 'GET', '/pins/' + encodeURIComponent(pinId) + proof, null);
}

/** A web page with a 404 is some proxy's, and says nothing of the code. */
function isGone(reply: HttpReply): boolean {
  return (reply.status === 404 || reply.status === 410) && !/<html/i.test(reply.text);
}

/** Only 404 and 410 mean gone; nothing but the token is required of a reply. */
export function readPoll(reply: HttpReply): Poll {
  if (isGone(reply)) {
    return { kind: 'gone' };
  }
  const body = readPinBody(reply);
  const token = tokenOf(body['authToken'], reply.status);
  const seen = { code: textOf(body['code']), lifeMs: lifeOf(body), serverNow: serverNowOf(body) };
  return token === null ? { kind: 'pending', ...seen } : { kind: 'granted', token, ...seen };
}

function authAppLink(config: PlexConfig, clientId: string, code: string): string {
  const said: [string, string][] = [
    ['clientID', clientId],
    ['code', code],
    ['context[device][product]', config.product],
    ['context[device][version]', config.version],
    ['context[device][platform]', config.platform],
    ['context[device][platformVersion]', config.platformVersion],
    ['context[device][device]', config.device],
    ['context[device][deviceName]', config.deviceName],
    ['context[device][screenResolution]', config.screenResolution]
  ];
  const parts = said.map((pair) => encodeURIComponent(pair[0]) + '=' + encodeURIComponent(pair[1]));
  return config.authAppUrl + '#?' + parts.join('&');
}

/** Where the phone goes: a short code to the link page, a long one to the auth app; each refuses the other's. */
export function linkFor(me: Identity, code: string): string {
  return me.config.mode === 'strong'
    ? authAppLink(me.config, me.clientId, code)
    : me.config.linkBase + '/link/?pin=' + encodeURIComponent(code);
}
