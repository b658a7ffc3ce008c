import { failureOf } from '../../../core/model/failure';
import { pinRequest, pollRequest, readPin, readPoll } from './pins';
import type { HttpReply, HttpRequest, IStop } from '../../../core/ports';
import type { Identity, IPlexJwt, PlexContext } from './interfaces';
import type { Pin, Poll } from './pins';

function noteServerTime(context: PlexContext, serverNow: number | null): void {
  if (serverNow !== null) {
    context.memory.serverOffsetMs = serverNow - context.ports.clock.now();
  }
}

/** What JWT mode needs; null in the other modes. */
export function jwtOf({ config, ports }: PlexContext): IPlexJwt | null {
  if (config.mode !== 'jwt') {
    return null;
  }
  if (ports.jwt === undefined) {
    throw failureOf('bug');
  }
  return ports.jwt;
}

function buildPin(context: PlexContext, me: Identity): Promise<HttpRequest> {
  const jwt = jwtOf(context);
  return jwt === null ? Promise.resolve(pinRequest(me)) : jwt.newPin(context, me);
}

function buildPoll(context: PlexContext, me: Identity, pinId: string): Promise<HttpRequest> {
  const jwt = jwtOf(context);
  return jwt === null ? Promise.resolve(pollRequest(me, pinId)) : jwt.look(context, me, pinId);
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

function readLook(context: PlexContext, me: Identity, reply: HttpReply): Poll | Promise<Poll> {
  const poll = readPoll(reply);
  const jwt = jwtOf(context);
  if (poll.kind !== 'gone') {
    noteServerTime(context, poll.serverNow);
  }
  return poll.kind !== 'granted' || jwt === null
    ? poll
    : jwt.settle(context, me, poll.token).then((token) => ({ ...poll, token }));
}

/** One look at a PIN, with a freshly signed proof where the PIN was made with a key. */
export function lookAtPin(context: PlexContext, me: Identity, pinId: string, stop?: IStop): Promise<Poll> {
  return buildPoll(context, me, pinId)
    .then((request) => context.ports.http.send(request, stop))
    .then((reply) => readLook(context, me, reply));
}
