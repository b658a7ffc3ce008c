import { asFailure, failureOf } from '../../../core/model/failure';
import { readPlexRecord, writePlexRecord } from '../../../core/vault/plex-record';
import { mintClientId, readClientId } from './client-id';
import { jwtOf } from './code-exchange';
import { RECORDS } from './constants';
import type { PlexRecord } from '../../../core/vault/plex-record';
import type { HttpReply, HttpRequest, Written } from '../../../core/ports';
import type { Identity, PlexContext, PlexMemory } from './interfaces';

/** As whom plex.tv is asked: the account, or the profile that is open (whose servers may be fewer). */
export type As = 'account' | 'profile';

export type Build = (me: Identity, token: string) => HttpRequest;

/** A store that could not be read so often in a row may never be read: whoever signs in anew gets a name without it. */
const READ_TRIES = 3;

export type Asked = { readonly reply: HttpReply; readonly record: PlexRecord };

/** An empty memory, for a program that starts. */
export function newPlexMemory(): PlexMemory {
  return { guarded: null, refresh: null, serverOffsetMs: null, unread: 0, durable: true };
}

/** Who we are to plex.tv. */
export function identify(context: PlexContext): Promise<Identity> {
  const { ports, config } = context;
  return readClientId(ports.vault, ports.clock, config.mode).then((clientId) => ({ config, clientId }));
}

/** The same for somebody who is about to sign in, and whom a store that never answers must not keep out. */
export function introduce(context: PlexContext): Promise<Identity> {
  const { ports, config, memory } = context;
  return identify(context).then(
    (me) => {
      memory.unread = 0;
      return me;
    },
    (reason: unknown): Promise<Identity> => {
      const isUnread = asFailure(reason).code === 'storage';
      memory.unread += isUnread ? 1 : 0;
      if (!isUnread || memory.unread < READ_TRIES) {
        throw reason;
      }
      return mintClientId(ports.vault, ports.clock, config.mode).then((clientId) => ({ config, clientId }));
    }
  );
}

/** The record of the sign-in; null when nobody is signed in. */
export function readRecord(context: PlexContext): Promise<PlexRecord | null> {
  return context.ports.vault
    .read(RECORDS.signIn)
    .then((text) => (text === null ? null : readPlexRecord(text)));
}

/** Stores the record. */
export function writeRecord(context: PlexContext, record: PlexRecord): Promise<Written> {
  return context.ports.vault.write(RECORDS.signIn, writePlexRecord(record)).then((written) => {
    context.memory.durable = written.durable;
    return written;
  });
}

function neededRecord(context: PlexContext): Promise<PlexRecord> {
  return readRecord(context).then((record) => {
    if (record === null) {
      throw failureOf('storage');
    }
    return record;
  });
}

/** The token of the open profile. A guarded one that is not in memory has to be opened with its PIN again. */
export function profileTokenOf(record: PlexRecord, memory: PlexMemory): string {
  const { signIn, accountToken, profileToken } = record;
  if (signIn !== null && memory.guarded !== null && memory.guarded.key === signIn.key) {
    return memory.guarded.token;
  }
  if (profileToken !== null) {
    return profileToken;
  }
  if (
    signIn !== null &&
    signIn.hasProfiles &&
    (signIn.profile.guarded || signIn.profile.id !== signIn.account.id)
  ) {
    throw failureOf('profilePinWrong');
  }
  return accountToken;
}

/** Sends with a token, renews it once when plex.tv calls it expired, and gives up on it after that. */
function sendRenewing(context: PlexContext, me: Identity, token: string, build: Build): Promise<HttpReply> {
  const send = (good: string): Promise<HttpReply> => context.ports.http.send(build(me, good));
  const jwt = jwtOf(context);
  const sent =
    jwt === null
      ? send(token)
      : jwt
          .early(context, me, token)
          .then(send)
          .then((reply) => (reply.status === 498 ? jwt.expired(context, me, token).then(send) : reply));
  return sent.then((reply) => {
    if (reply.status === 498) {
      throw failureOf('issuerRefused', 498);
    }
    return reply;
  });
}

/** Asks plex.tv with the token of the sign-in. */
export function askAs(context: PlexContext, as: As, build: Build): Promise<Asked> {
  return identify(context).then((me) =>
    neededRecord(context).then((record) => {
      const token = as === 'account' ? record.accountToken : profileTokenOf(record, context.memory);
      // Read again: the token may have been renewed meanwhile, and nobody may write the old one back.
      return sendRenewing(context, me, token, build).then((reply) =>
        neededRecord(context).then((now) => ({ reply, record: now }))
      );
    })
  );
}
