import { failureOf } from '../../../core/model/failure';
import { readDeviceKey, publicJwk } from './device-key';
import { deviceJwt } from './device-jwt';
import { claimsOf } from './json-web-token';
import { pinRequest, pollRequest, readPin, readPoll } from './pins';
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

function readLook(context: PlexContext, reply: HttpReply): Poll {
  const poll = readPoll(reply);
  if (poll.kind !== 'gone') {
    noteServerTime(context, poll.serverNow);
  }
  // A device JWT that plex.tv does not believe, a wrong clock's for one, earns the old kind of token and no error.
  if (poll.kind === 'granted' && context.config.mode === 'jwt' && claimsOf(poll.token) === null) {
    throw failureOf('jwtDowngraded', reply.status);
  }
  return poll;
}

/** One look at a PIN, with a freshly signed proof where the PIN was made with a key. */
export function lookAtPin(context: PlexContext, me: Identity, pinId: string, stop?: IStop): Promise<Poll> {
  return buildPoll(context, me, pinId)
    .then((request) => context.ports.http.send(request, stop))
    .then((reply) => readLook(context, reply));
}
