import { failureOf } from '../../../core/model/failure';
import { askAs } from '../auth';
import { identify, readRecord } from '../auth/account-token';
import type { PlexRecord } from '../../../core/vault/plex-record';
import type { HttpReply } from '../../../core/ports';
import type { Build, Identity, IPlexAuth, PlexAuthToken, PlexContext } from '../auth';
import type { IHttp } from '../../../core/ports';
import type { Asker, Owner } from './interfaces';

/** Asks as the profile that is open on this television. */
export function askerOfSignIn(context: PlexContext): Asker {
  return {
    me: (): Promise<Identity> => identify(context),
    owner: (): Promise<Owner> => readRecord(context).then(ownerOf),
    ask: (build: Build): Promise<HttpReply> =>
      askAs(context, 'profile', build).then((asked): HttpReply => asked.reply),
    owns: (token: string): Promise<boolean> =>
      readRecord(context).then((record): boolean => tokensOf(context, record).indexOf(token) >= 0)
  };
}

function tokensOf({ memory }: PlexContext, record: PlexRecord | null): readonly (string | null)[] {
  const kept = record === null ? [] : [record.accountToken, record.profileToken];
  return memory.guarded === null ? kept : kept.concat([memory.guarded.token]);
}

function ownerOf(record: PlexRecord | null): Owner {
  if (record === null || record.signIn === null) {
    throw failureOf('storage');
  }
  return { key: record.signIn.key, guarded: record.signIn.profile.guarded };
}

/** Asks with the token that an embedder's PlexAuth has in its hands. */
export function askerOfEmbedder(http: IHttp, me: Identity, auth: Pick<IPlexAuth, 'getCurrentUser'>): Asker {
  const user = (): Promise<PlexAuthToken> => Promise.resolve().then((): PlexAuthToken => neededUser(auth));
  return {
    me: (): Promise<Identity> => Promise.resolve(me),
    owner: (): Promise<Owner> =>
      user().then((each): Owner => ({ key: 'plex/' + each.userId, guarded: false })),
    ask: (build: Build): Promise<HttpReply> => user().then((each) => http.send(build(me, each.token))),
    owns: (token: string): Promise<boolean> => user().then((each): boolean => each.token === token)
  };
}

function neededUser(auth: Pick<IPlexAuth, 'getCurrentUser'>): PlexAuthToken {
  const user = auth.getCurrentUser();
  if (user === null) {
    throw failureOf('storage');
  }
  return user;
}
