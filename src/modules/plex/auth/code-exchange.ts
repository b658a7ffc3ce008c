import { asFailure, failureOf } from '../../../core/model/failure';
import { publicJwk, readDeviceKey } from './device-key';
import { deviceJwt } from './device-jwt';
import { claimsOf } from './json-web-token';
import { isRefusal } from './outage';
import { pinRequest, pollRequest, readPin, readPoll } from './pins';
import { exchangeForJwt } from './renewal';
import { jwkRequest, readJwk } from './token-exchange';
import type { HttpReply, HttpRequest, IStop } from '../../../core/ports';
import type { Identity, PlexContext } from './interfaces';
import type { Pin, Poll } from './pins';

function noteServerTime(context: PlexContext, serverNow: number | null): void {
  if (serverNow !== null) {
    context.memory.serverOffsetMs = serverNow - context.ports.clock.now();
  }
}

function buildPin(context: PlexContext, me: Identity): Promise<HttpRequest> {
  return context.config.mode === 'jwt'
    ? readDeviceKey(context.ports).then((key) => pinRequest(me, publicJwk(key)))
    : Promise.resolve(pinRequest(me));
}

function buildPoll(context: PlexContext, me: Identity, pinId: string): Promise<HttpRequest> {
  return context.config.mode === 'jwt'
    ? deviceJwt(context, me, {}).then((jwt) => pollRequest(me, pinId, jwt))
    : Promise.resolve(pollRequest(me, pinId));
}

/** Asks plex.tv for a new PIN. */
export function askForPin(context: PlexContext, me: Identity): Promise<Pin> {
  return buildPin(context, me)
    .then((request) => context.ports.http.send(request))
    .then((reply) => {
      const pin = readPin(context.config.mode, reply);
      noteServerTime(context, pin.serverNow);
      return pin;
    });
}

/**
 * A proof that plex.tv did not believe, a wrong clock's for one, earns the older kind of token and no error. That
 * token registers the key after all; only where this fails too is it said.
 */
function upgrade(context: PlexContext, me: Identity, legacy: string): Promise<string> {
  return readDeviceKey(context.ports)
    .then((key) => context.ports.http.send(jwkRequest(me, legacy, publicJwk(key))))
    .then(readJwk)
    .then(() => exchangeForJwt(context, me))
    .then(undefined, (reason: unknown) => {
      const failure = asFailure(reason);
      throw isRefusal(failure) ? failureOf('jwtDowngraded', failure.status) : failure;
    });
}

function readLook(context: PlexContext, me: Identity, reply: HttpReply): Poll | Promise<Poll> {
  const poll = readPoll(reply);
  if (poll.kind === 'gone') {
    return poll;
  }
  noteServerTime(context, poll.serverNow);
  const isDowngraded =
    poll.kind === 'granted' && context.config.mode === 'jwt' && claimsOf(poll.token) === null;
  return isDowngraded ? upgrade(context, me, poll.token).then((token) => ({ ...poll, token })) : poll;
}

/** One look at a PIN, with a freshly signed proof where the PIN was made with a key. */
export function lookAtPin(context: PlexContext, me: Identity, pinId: string, stop?: IStop): Promise<Poll> {
  return buildPoll(context, me, pinId)
    .then((request) => context.ports.http.send(request, stop))
    .then((reply) => readLook(context, me, reply));
}
