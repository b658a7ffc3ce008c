import { failureOf } from '../../../core/model/failure';
import { askAs } from '../auth';
import { identify, readRecord } from '../auth/account-token';
import type { PlexRecord } from '../../../core/vault/plex-record';
import type { HttpReply } from '../../../core/ports';
import type { Build, Identity, PlexContext } from '../auth';
import type { Asker, Owner } from './interfaces';

/** Asks as the profile that is open on this television. */
export function askerOfSignIn(context: PlexContext): Asker {
  return {
    me: (): Promise<Identity> => identify(context),
    owner: (): Promise<Owner> => readRecord(context).then(ownerOf),
    ask: (build: Build): Promise<HttpReply> =>
      askAs(context, 'profile', build).then((asked): HttpReply => asked.reply)
  };
}

function ownerOf(record: PlexRecord | null): Owner {
  if (record === null || record.signIn === null) {
    throw failureOf('storage');
  }
  return { key: record.signIn.key, guarded: record.signIn.profile.guarded };
}
