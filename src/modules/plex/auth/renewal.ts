import { asFailure, failureOf } from '../../../core/model/failure';
import { readPlexRecord, writePlexRecord } from '../../../core/vault/plex-record';
import { RECORDS } from './constants';
import { deviceJwt, serverNow } from './device-jwt';
import { claimsOf } from './json-web-token';
import { isRefusal } from './outage';
import { pinRequest, readPin } from './pins';
import { nonceRequest, readNonce, readToken, tokenRequest } from './token-exchange';
import type { HttpReply, HttpRequest, ISigner } from '../../../core/ports';
import type { Identity, PlexContext } from './interfaces';

const EARLY_MS = 86400000;
const PATIENCE_MS = 60000;
const SCOPE = 'username,email,friendly_name,restricted,anonymous,joinedAt';

/** Whether this token is a JWT in its last day. */
export function isDue(context: PlexContext, token: string): boolean {
  const claims = claimsOf(token);
  return claims !== null && claims.endsAt !== null && claims.endsAt - serverNow(context) < EARLY_MS;
}

/**
 * plex.tv tells its time in a PIN reply and nowhere else that a page may read; the PIN itself is left to lapse.
 * Asked anew each time: the monotonic clock may have stood still in standby.
 */
function learnServerTime(context: PlexContext, me: Identity): Promise<void> {
  return context.ports.http.send(pinRequest(me)).then((reply) => {
    const told = readPin('short', reply).serverNow;
    context.memory.serverOffsetMs = told === null ? null : told - context.ports.clock.now();
  });
}

/** A new Plex JWT for the device key that plex.tv knows us by. */
export function exchangeForJwt(context: PlexContext, signer: ISigner, me: Identity): Promise<string> {
  const send = (request: HttpRequest): Promise<HttpReply> => context.ports.http.send(request);
  return learnServerTime(context, me)
    .then(() => send(nonceRequest(me)))
    .then((reply) => deviceJwt(context, signer, me, { nonce: readNonce(reply), scope: SCOPE }))
    .then((jwt) => send(tokenRequest(me, jwt)))
    .then(readToken);
}

/** Puts the new token where the old one was; a record that holds another by now is left alone. */
function keepFresh(context: PlexContext, stale: string, fresh: string): Promise<string> {
  const claims = claimsOf(fresh);
  if (claims === null) {
    throw failureOf('jwtDowngraded');
  }
  if (claims.issuedAt !== null) {
    context.memory.serverOffsetMs = claims.issuedAt - context.ports.clock.now();
  }
  const { vault } = context.ports;
  return vault.read(RECORDS.signIn).then((text): string | Promise<string> => {
    const record = text === null ? null : readPlexRecord(text);
    return record === null || record.accountToken !== stale
      ? fresh
      : vault.write(RECORDS.signIn, writePlexRecord({ ...record, accountToken: fresh })).then(() => fresh);
  });
}

/** A new token for an old one; whoever asks meanwhile shares the answer. */
export function renewToken(
  context: PlexContext,
  signer: ISigner,
  me: Identity,
  stale: string
): Promise<string> {
  const { memory, ports } = context;
  const running = memory.refresh;
  // The effect that began it may have been cancelled, and then it never ends.
  if (running !== null && running.stale === stale && ports.clock.now() - running.since < PATIENCE_MS) {
    return running.fresh;
  }
  const fresh = exchangeForJwt(context, signer, me).then((token) => keepFresh(context, stale, token));
  const mine = { stale, fresh, since: ports.clock.now() };
  const over = (): void => {
    memory.refresh = memory.refresh === mine ? null : memory.refresh;
  };
  memory.refresh = mine;
  fresh.then(over, over);
  return fresh;
}

/** In its last day a token is renewed; where that fails it is still good. */
export function renewEarly(
  context: PlexContext,
  signer: ISigner,
  me: Identity,
  token: string
): Promise<string> {
  return !isDue(context, token)
    ? Promise.resolve(token)
    : renewToken(context, signer, me, token).then(undefined, () => token);
}

/** After "expired": one renewal. An outage is none of the token's fault; any other no is the end. */
export function renewExpired(
  context: PlexContext,
  signer: ISigner,
  me: Identity,
  token: string
): Promise<string> {
  if (claimsOf(token) === null) {
    return Promise.reject(failureOf('issuerRefused', 498));
  }
  return renewToken(context, signer, me, token).then(undefined, (reason: unknown) => {
    const failure = asFailure(reason);
    throw isRefusal(failure) ? failureOf('issuerRefused', failure.status) : failure;
  });
}
