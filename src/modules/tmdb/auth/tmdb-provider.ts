import { asFailure, failureOf } from '../../../core/model/failure';
import { PENDING_RECORD, readPendingCode, writePendingCode } from '../../../core/vault/pending-code';
import {
  accountRequest,
  convertRequest,
  endAccessRequest,
  endSessionRequest,
  readAccount,
  readConverted,
  readEnded
} from './account';
import { codeRequest, exchangeRequest, linkFor, readCode, readExchange } from './approval';
import { LIFE_MS, RECORD } from './constants';
import { readTmdbRecord, signInOf } from './tmdb-record';
import type { Code, Person } from '../../../core/model/session-state';
import type {
  CodeAnswer,
  HttpReply,
  HttpRequest,
  IProvider,
  Known,
  Ports,
  Restored,
  Written
} from '../../../core/ports';
import type { Grant } from './approval';
import type { TmdbConfig } from './interfaces';
import type { TmdbRecord } from './tmdb-record';

/** TMDB, v3 or v4, behind the provider interface: nothing to type, no profiles, no servers. */
export class TmdbProvider implements IProvider {
  public readonly hasServers = false;

  constructor(
    private readonly _ports: Ports,
    private readonly _config: TmdbConfig
  ) {}

  /** Who is signed in, else which code is still on its way. Needs no network. */
  public restore(): Promise<Restored> {
    return this._ports.vault.read(RECORD).then((text): Restored | Promise<Restored> => {
      if (text === null) {
        return this._restorePending();
      }
      const { signIn } = readTmdbRecord(text);
      return signIn === null
        ? { kind: 'claimed', remembered: true }
        : { kind: 'signedIn', signIn, remembered: true };
    });
  }

  /** A token to approve: there is a picture to scan, and no text. */
  public requestCode(): Promise<Code> {
    const { clock, vault } = this._ports;
    return this._send(codeRequest(this._config)).then((reply) => {
      const { id, lifeMs } = readCode(this._config, reply, clock.wall());
      const code = { id, text: '', link: linkFor(this._config, id), expiresAt: clock.now() + lifeMs };
      return vault.write(PENDING_RECORD, writePendingCode('tmdb', code)).then(() => code);
    });
  }

  /** Tries the exchange. It works once, so what it gives is stored at first sight. */
  public checkCode(codeId: string): Promise<CodeAnswer> {
    return this._send(exchangeRequest(this._config, codeId))
      .then(readExchange)
      .then((approval): CodeAnswer | Promise<CodeAnswer> => {
        switch (approval.kind) {
          case 'pending':
            return { kind: 'pending', lifeMs: null };
          case 'gone':
            return this._dropPending(codeId).then(() => ({ kind: 'gone' }));
          case 'granted':
            return this._claim(approval.grant).then((w) => ({ kind: 'granted', remembered: w.durable }));
        }
      });
  }

  /** A v3 session id or a v4 access token, stored only after TMDB has answered for it. */
  public acceptToken(token: string): Promise<Written> {
    const text = token.trim();
    if (!/^[\x21-\x7e]+$/.test(text)) {
      return Promise.reject(failureOf('tokenNotAccepted'));
    }
    const isSession = this._config.version === 3;
    const grant = { sessionId: isSession ? text : null, accessToken: isSession ? null : text };
    return this._person({ version: 1, ...grant, signIn: null }).then(
      () => this._claim(grant),
      (reason: unknown) => {
        const failure = asFailure(reason);
        throw failure.code === 'issuerRefused' ? failureOf('tokenNotAccepted', failure.status) : failure;
      }
    );
  }

  /** Asks who the session belongs to, and keeps the answer. */
  public loadAccount(): Promise<Known> {
    return this._needed()
      .then((record) => this._person(record))
      .then(({ record, person }) => {
        const signIn = signInOf(person);
        return this._write({ ...record, signIn }).then((w) => ({ signIn, remembered: w.durable }));
      });
  }

  /** Whether the session still counts. */
  public confirmAccount(): Promise<void> {
    return this._needed()
      .then((record) => this._person(record))
      .then(() => undefined);
  }

  /** TMDB has no profiles. */
  public listProfiles(): Promise<readonly Person[]> {
    return Promise.resolve([]);
  }

  /** The only profile there is. */
  public openProfile(): Promise<Known> {
    return this.loadAccount();
  }

  /** Ends the session and takes the access token back, whichever there are. */
  public revoke(): Promise<void> {
    return this._ports.vault.read(RECORD).then((text): Promise<void> => {
      const { sessionId, accessToken } = text === null ? NOBODY : readTmdbRecord(text);
      const requests = [
        sessionId === null ? null : endSessionRequest(this._config, sessionId),
        accessToken === null ? null : endAccessRequest(this._config, accessToken)
      ];
      const ended = requests.map((each) => (each === null ? undefined : this._send(each).then(readEnded)));
      return Promise.all(ended).then(() => undefined);
    });
  }

  private _send(request: HttpRequest): Promise<HttpReply> {
    return this._ports.http.send(request);
  }

  private _needed(): Promise<TmdbRecord> {
    return this._ports.vault.read(RECORD).then((text) => {
      if (text === null) {
        throw failureOf('storage');
      }
      return readTmdbRecord(text);
    });
  }

  private _write(record: TmdbRecord): Promise<Written> {
    return this._ports.vault.write(RECORD, JSON.stringify(record));
  }

  private _claim(grant: Grant): Promise<Written> {
    return this._write({ version: 1, ...grant, signIn: null }).then((written) => {
      const done = (): Written => written;
      return this._ports.vault.remove(PENDING_RECORD).then(done, done);
    });
  }

  /** The record comes back with the session that a v4 token had to be turned into. */
  private _person(record: TmdbRecord): Promise<{ record: TmdbRecord; person: Person }> {
    const { sessionId, accessToken } = record;
    if (sessionId === null) {
      return this._send(convertRequest(this._config, accessToken || ''))
        .then(readConverted)
        .then((fresh) => this._person({ ...record, sessionId: fresh }));
    }
    return this._send(accountRequest(this._config, sessionId)).then((reply) => ({
      record,
      person: readAccount(this._config, reply)
    }));
  }

  private _restorePending(): Promise<Restored> {
    const { vault, clock } = this._ports;
    return vault.read(PENDING_RECORD).then((text) => {
      const code = readPendingCode('tmdb', text);
      const expiresAt = clock.now() + LIFE_MS[this._config.version];
      return code === null ? { kind: 'nothing' } : { kind: 'code', code: { ...code, expiresAt } };
    });
  }

  private _dropPending(codeId: string): Promise<void> {
    const { vault } = this._ports;
    return vault.read(PENDING_RECORD).then((text): void | Promise<void> => {
      const code = readPendingCode('tmdb', text);
      return code !== null && code.id === codeId ? vault.remove(PENDING_RECORD) : undefined;
    });
  }
}

const NOBODY = { sessionId: null, accessToken: null };
