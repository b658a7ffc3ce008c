import { asFailure, failureOf } from '../../../core/model/failure';
import { PENDING_RECORD } from '../../../core/vault/pending-code';
import { pingRequest, readPing, readSignOut, readUser, signOutRequest, userRequest } from './account';
import { askAs, identify, introduce, newPlexMemory, readRecord, writeRecord } from './account-token';
import { askForPin, lookAtPin } from './code-exchange';
import { homeRequest, readHome, readSwitch, switchRequest } from './home';
import { keepProfiles, readKeptProfiles } from './kept-profiles';
import { isOutage } from './outage';
import { dropPending, keepPending, readPending } from './pending-code';
import { linkFor } from './pins';
import { signInOfUser, signInWithProfile } from './sign-in';
import type { Failure } from '../../../core/model/failure';
import type { Code, Person, SignIn } from '../../../core/model/session-state';
import type { CodeAnswer, IProvider, Known, Restored, Written } from '../../../core/ports';
import type { PlexRecord } from '../../../core/vault/plex-record';
import type { Asked } from './account-token';
import type { PlexConfig, PlexContext, PlexMemory, PlexPorts } from './interfaces';

/** Plex behind the provider interface. What it knows is in the vault; a guarded profile's token is in the memory. */
export class PlexProvider implements IProvider {
  public readonly hasServers = true;
  private readonly _context: PlexContext;

  constructor(ports: PlexPorts, config: PlexConfig, memory: PlexMemory = newPlexMemory()) {
    this._context = { ports, config, memory };
  }

  /** Who is signed in, else which code is still on its way. Needs no network. */
  public restore(): Promise<Restored> {
    return readRecord(this._context).then((record): Restored | Promise<Restored> => {
      if (record === null) {
        return this._restorePending();
      }
      const remembered = this._context.memory.durable;
      return record.signIn === null
        ? { kind: 'claimed', remembered }
        : { kind: 'signedIn', signIn: record.signIn, remembered };
    });
  }

  /** A new code. Its life begins when plex.tv's reply arrives. */
  public requestCode(): Promise<Code> {
    const { ports } = this._context;
    return introduce(this._context).then((me) =>
      askForPin(this._context, me).then((pin) => {
        const expiresAt = ports.clock.now() + pin.lifeMs;
        return keepPending(ports, { id: pin.id, text: pin.code, link: linkFor(me, pin.code), expiresAt });
      })
    );
  }

  /** One look at a code. A token is stored at first sight, before anything else is asked. */
  public checkCode(codeId: string): Promise<CodeAnswer> {
    return identify(this._context)
      .then((me) => lookAtPin(this._context, me, codeId))
      .then((poll): CodeAnswer | Promise<CodeAnswer> => {
        switch (poll.kind) {
          case 'gone':
            return dropPending(this._context.ports, codeId).then(() => ({ kind: 'gone' }));
          case 'pending':
            return { kind: 'pending', lifeMs: poll.lifeMs };
          case 'granted':
            return this._claim(poll.token).then((w) => ({ kind: 'granted', remembered: w.durable }));
        }
      });
  }

  /** Stores a token only after plex.tv has answered for it. */
  public acceptToken(token: string): Promise<Written> {
    const { ports } = this._context;
    const trimmed = token.trim();
    if (!/^[\x21-\x7e]+$/.test(trimmed)) {
      return Promise.reject(failureOf('tokenNotAccepted'));
    }
    return introduce(this._context)
      .then((me) => ports.http.send(userRequest(me, trimmed)))
      .then(readUser)
      .then(() => this._claim(trimmed), throwNotAccepted);
  }

  /** Asks who the token belongs to, and keeps the answer. */
  public loadAccount(): Promise<Known> {
    return askAs(this._context, 'account', userRequest).then((asked) => {
      const signIn = signInOfUser(readUser(asked.reply), asked.record.signIn);
      return this._keep(asked.record, signIn, asked.record.profileToken).then((known) =>
        this._context.config.mode === 'jwt' ? this._openSelf(known) : known
      );
    });
  }

  /** The daily sign of life, without which plex.tv lets an unused token die. */
  public confirmAccount(): Promise<void> {
    return askAs(this._context, 'account', pingRequest).then((asked) => readPing(asked.reply));
  }

  /** The people of the Home: as they are now, or as they were when plex.tv last answered. */
  public listProfiles(): Promise<readonly Person[]> {
    const { vault } = this._context.ports;
    return askAs(this._context, 'account', homeRequest)
      .then((asked) => keepProfiles(vault, readHome(asked.reply)))
      .then(undefined, (reason: unknown) =>
        readKeptProfiles(vault).then((kept) => {
          if (kept === null || !isOutage(asFailure(reason))) {
            throw reason;
          }
          return kept;
        })
      );
  }

  /** Becomes a person of the Home. The PIN is passed on and forgotten. */
  public openProfile(profileId: string, pin: string | null): Promise<Known> {
    return this._switch(profileId, pin, true).then(undefined, (reason: unknown) =>
      this._alreadyOpen(profileId, asFailure(reason))
    );
  }

  /** Tells plex.tv that this set is signed out. */
  public revoke(): Promise<void> {
    this._context.memory.guarded = null;
    return readRecord(this._context).then((record): void | Promise<void> =>
      record === null
        ? undefined
        : askAs(this._context, 'account', signOutRequest).then((asked) => readSignOut(asked.reply))
    );
  }

  /** Servers refuse JWTs, and switching to oneself earns a token of the kind that they take. A PIN is asked for later. */
  private _openSelf(known: Known): Promise<Known> {
    const { account, profile, hasProfiles } = known.signIn;
    return profile.id !== account.id
      ? Promise.resolve(known)
      : this._switch(account.id, null, hasProfiles).then(undefined, (reason: unknown) => {
          if (asFailure(reason).code !== 'profilePinWrong') {
            throw reason;
          }
          return known;
        });
  }

  private _switch(profileId: string, pin: string | null, hasProfiles: boolean): Promise<Known> {
    return askAs(this._context, 'account', (me, token) => switchRequest(me, token, profileId, pin)).then(
      (asked) => this._opened(asked, profileId, pin !== null, hasProfiles)
    );
  }

  private _restorePending(): Promise<Restored> {
    const { ports, config } = this._context;
    return readPending(ports, config.mode).then((code) =>
      code === null ? { kind: 'nothing' } : { kind: 'code', code }
    );
  }

  private _claim(token: string): Promise<Written> {
    const { ports, memory } = this._context;
    memory.guarded = null;
    const record: PlexRecord = {
      version: 1,
      accountToken: token,
      issuedAt: ports.clock.wall(),
      signIn: null,
      profileToken: null
    };
    return writeRecord(this._context, record).then((written) => {
      const done = (): Written => written;
      return ports.vault.remove(PENDING_RECORD).then(done, done);
    });
  }

  private _keep(record: PlexRecord, signIn: SignIn, profileToken: string | null): Promise<Known> {
    return writeRecord(this._context, { ...record, signIn, profileToken }).then((written) => ({
      signIn,
      remembered: written.durable
    }));
  }

  private _opened(asked: Asked, profileId: string, tookPin: boolean, hasProfiles: boolean): Promise<Known> {
    const { record, reply } = asked;
    const { profile, token } = readSwitch(reply, profileId);
    if (record.signIn === null) {
      throw failureOf('storage');
    }
    const guarded = profile.guarded || tookPin;
    const signIn = signInWithProfile(record.signIn.account, { ...profile, guarded }, hasProfiles);
    this._context.memory.guarded = guarded ? { key: signIn.key, token } : null;
    return this._keep(record, signIn, guarded ? null : token);
  }

  /** While plex.tv is down the way back leads to the profile that is open anyway, if it has no PIN. */
  private _alreadyOpen(profileId: string, reason: Failure): Promise<Known> {
    return readRecord(this._context).then((record) => {
      const signIn = record === null ? null : record.signIn;
      if (!isOutage(reason) || signIn === null || signIn.profile.id !== profileId || signIn.profile.guarded) {
        throw reason;
      }
      return { signIn, remembered: this._context.memory.durable };
    });
  }
}

/** A pasted token that plex.tv refuses never was ours: nobody is signed out by it. */
function throwNotAccepted(reason: unknown): never {
  const failure = asFailure(reason);
  throw failure.code === 'issuerRefused' || failure.code === 'tokenExpired'
    ? failureOf('tokenNotAccepted', failure.status)
    : failure;
}
