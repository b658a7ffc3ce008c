import { asFailure, failureOf, recoveryFor } from '../../../core/model/failure';
import { isTaken, readUser, userRequest } from './account';
import { newPlexMemory } from './account-token';
import { credentialsOf, readAuthData, writeAuthData } from './auth-data';
import { askForPin, jwtOf, lookAtPin } from './code-exchange';
import { DEFAULTS, POLL_MS, RECORDS } from './constants';
import { plexHeaders } from './headers';
import { pollUntilGranted } from './poll-loop';
import { newWatch, noteLife, requestOf } from './watch';
import type { Failure } from '../../../core/model/failure';
import type { Headers } from '../../../core/ports';
import type { Watch } from './watch';
import type { Poll } from './pins';
import type {
  Identity,
  IDisposable,
  IPlexAuth,
  PlexAuthConfig,
  PlexAuthData,
  PlexAuthPorts,
  PlexAuthToken,
  PlexContext,
  PlexPinRequest
} from './interfaces';

/** Retune's contract, for whoever embeds the module. Its memory is a copy of the last record read or written. */
export class PlexAuth implements IPlexAuth {
  private readonly _context: PlexContext;
  private readonly _me: Identity;
  private readonly _key: string;
  private _copy: PlexAuthData | null = null;
  private _watches: readonly Watch[] = [];

  constructor(
    private readonly _ports: PlexAuthPorts,
    private readonly _config: PlexAuthConfig
  ) {
    const config = { ...DEFAULTS, ..._config };
    this._context = { ports: _ports, config, memory: newPlexMemory() };
    this._me = { config, clientId: _config.clientIdentifier };
    this._key = _config.storageKey === undefined ? RECORDS.signIn : _config.storageKey;
  }

  /** Asks for a new PIN. The older ones are cancelled, and whoever waits for one of them is told so. */
  public requestPin(): Promise<PlexPinRequest> {
    const cancelled = Promise.all(this._watches.map((each) => this.cancelPin(each.id)));
    return cancelled
      .then(() => askForPin(this._context, this._me))
      .then((pin) => {
        const id = Number(pin.id);
        if (!isFinite(id)) {
          throw failureOf('malformedReply');
        }
        const watch = this._watch(id);
        watch.code = pin.code;
        watch.until = this._ports.clock.now() + pin.lifeMs;
        return this._asPin(watch, null);
      });
  }

  /** One look at a PIN. When it is claimed, its token is stored and then the person that it belongs to. */
  public checkPinStatus(pinId: number): Promise<PlexPinRequest> {
    return this._look(this._watch(pinId));
  }

  /** Looks until the PIN is claimed. Asked twice for the same PIN, it waits once. */
  public pollForPin(pinId: number): Promise<PlexPinRequest> {
    const watch = this._watch(pinId);
    if (watch.waiting === null) {
      watch.waiting = this._wait(watch);
    }
    return watch.waiting;
  }

  /** Stops waiting for a PIN. Nothing is stored for it afterwards, and what had been stored for it is taken back. */
  public cancelPin(pinId: number): Promise<void> {
    const watch = this._find(pinId);
    if (watch === undefined) {
      return Promise.resolve();
    }
    this._drop(watch);
    return watch.token === null ? Promise.resolve() : this._put(watch.before);
  }

  /** True: plex.tv takes it. False: 401 or 403. Anything else rejects, and deletes nothing. */
  public validateToken(token: string): Promise<boolean> {
    return isTaken(this._ports.http, this._me, token);
  }

  /**
   * What is stored; null when nothing is. Rejects with `storage` when it cannot be read, and leaves it there.
   * In JWT mode a token in its last day is renewed first, so that asking once a day keeps the sign-in.
   */
  public getStoredCredentials(): Promise<PlexAuthData | null> {
    return this._read()
      .then(() => this._renew())
      .then(() => this._copy);
  }

  /** Stores credentials and makes them the current ones. */
  public storeCredentials(auth: PlexAuthData): Promise<void> {
    return this._put(auth).then(() => this._tell(true));
  }

  /** Signs out on this set: its own record goes and nothing else. A store that refuses is told of; signed out is signed out. */
  public clearCredentials(): Promise<void> {
    this._watches.forEach((each) => this._drop(each));
    const end = (): void => {
      this._copy = null;
      this._tell(false);
    };
    return this._put(null).then(end, (reason: unknown) => {
      end();
      throw reason;
    });
  }

  /** Whether there is a token. */
  public isAuthenticated(): boolean {
    return this._copy !== null;
  }

  /** Whose token it is. */
  public getCurrentUser(): PlexAuthToken | null {
    return this._copy === null ? null : this._copy.token;
  }

  /** All that plex.tv wants to hear with a request, the token included once there is one. */
  public getAuthHeaders(): Headers {
    const token = this._copy === null ? null : this._copy.token.token;
    return { ...plexHeaders(this._me, token), 'Content-Type': 'application/json' };
  }

  /** Tells of signing in and out. A listener that throws hurts nobody else. */
  public on(event: 'authChange', listener: (isAuthenticated: boolean) => void): IDisposable {
    const safe = (isAuthenticated: boolean): void => {
      try {
        listener(isAuthenticated);
      } catch {
        if (this._ports.log !== undefined) {
          this._ports.log.write('warn', 'plexAuth listener threw');
        }
      }
    };
    this._ports.emitter.on(event, safe);
    return { dispose: () => void this._ports.emitter.off(event, safe) };
  }

  private _read(): Promise<PlexAuthData | null> {
    return this._ports.vault.read(this._key).then((text) => {
      this._copy = text === null ? null : readAuthData(text);
      return this._copy;
    });
  }

  /** Whoever signs out or in anew meanwhile is not overruled by a token that comes late. */
  private _renew(): Promise<void> | void {
    const auth = this._copy;
    const jwt = jwtOf(this._context);
    if (auth !== null && jwt !== null) {
      const stale = auth.token.token;
      return jwt
        .early(this._context, this._me, stale)
        .then((token) =>
          token !== stale && this._copy === auth
            ? this._put({ ...auth, token: { ...auth.token, token } })
            : undefined
        );
    }
  }

  private _tell(isAuthenticated: boolean): void {
    this._ports.emitter.emit('authChange', isAuthenticated);
  }

  private _find(id: number): Watch | undefined {
    return this._watches.filter((each) => each.id === id)[0];
  }

  private _watch(id: number): Watch {
    const found = this._find(id);
    if (found !== undefined) {
      return found;
    }
    const fresh = newWatch(id, this._ports.clock.now());
    this._watches = this._watches.concat([fresh]);
    return fresh;
  }

  private _forget(watch: Watch): void {
    this._watches = this._watches.filter((each) => each !== watch);
  }

  private _drop(watch: Watch): void {
    this._forget(watch);
    watch.brake.pull();
  }

  private _wait(watch: Watch): Promise<PlexPinRequest> {
    const { clock } = this._ports;
    const { pollMs, pollLimitMs } = this._config;
    const limit = typeof pollLimitMs === 'number' ? clock.now() + pollLimitMs : Infinity;
    return pollUntilGranted({
      clock,
      stop: watch.brake,
      pollMs: pollMs === undefined ? POLL_MS : pollMs,
      until: () => Math.min(watch.until, limit),
      look: () => this._look(watch),
      giveUp: () => failureOf(clock.now() >= watch.until ? 'codeGone' : 'timeout')
    }).then(undefined, (reason: unknown) => this._gaveUp(watch, reason));
  }

  /** A token that is stored is a sign-in, also when plex.tv would not say whose it is. */
  private _gaveUp(watch: Watch, reason: unknown): PlexPinRequest {
    this._forget(watch);
    if (watch.token === null || recoveryFor(asFailure(reason)) !== 'retry') {
      throw reason;
    }
    this._tell(true);
    return this._asPin(watch, watch.token);
  }

  private _look(watch: Watch): Promise<PlexPinRequest> {
    return watch.token !== null
      ? this._person(watch, watch.token)
      : lookAtPin(this._context, this._me, String(watch.id), watch.brake).then((poll) =>
          this._seen(watch, this._unlessStopped(watch, poll))
        );
  }

  private _unlessStopped<T>(watch: Watch, answer: T): T {
    if (watch.brake.stopped) {
      throw failureOf('cancelled');
    }
    return answer;
  }

  private _seen(watch: Watch, poll: Poll): PlexPinRequest | Promise<PlexPinRequest> {
    if (poll.kind === 'gone') {
      this._forget(watch);
      throw failureOf('codeGone');
    }
    watch.code = poll.code === null ? watch.code : poll.code;
    if (poll.kind === 'granted') {
      return this._claim(watch, poll.token);
    }
    noteLife(watch, this._ports.clock.now(), poll.lifeMs);
    return this._asPin(watch, null);
  }

  /** The token is stored before plex.tv is asked anything else: it may not show it twice. A cancel puts back what was. */
  private _claim(watch: Watch, token: string): Promise<PlexPinRequest> {
    return this._read()
      .then(undefined, () => this._copy)
      .then((before) => {
        watch.before = this._unlessStopped(watch, before);
        watch.token = token;
        return this._put(credentialsOf(token, null, this._ports.clock.wall()), watch);
      })
      .then(() => this._person(watch, token));
  }

  private _person(watch: Watch, token: string): Promise<PlexPinRequest> {
    return this._ports.http
      .send(userRequest(this._me, token), watch.brake)
      .then((reply) => readUser(this._unlessStopped(watch, reply)))
      .then(
        (user) => this._put(credentialsOf(token, user, this._ports.clock.wall()), watch),
        (reason: unknown) => this._unclaim(watch, asFailure(reason))
      )
      .then(() => {
        this._forget(watch);
        this._tell(true);
        return this._asPin(watch, token);
      });
  }

  /** A token that plex.tv refuses as soon as it has given it is none; after an outage it is still one. */
  private _unclaim(watch: Watch, failure: Failure): Promise<never> {
    const done = failure.code === 'issuerRefused' ? this._put(watch.before) : Promise.resolve();
    return done.then(() => {
      throw failure;
    });
  }

  /** `watch` is looked at again after the wait: a cancelled PIN leaves no trace in the copy. */
  private _put(auth: PlexAuthData | null, watch?: Watch): Promise<void> {
    const { vault } = this._ports;
    const answered = auth === null ? vault.remove(this._key) : vault.write(this._key, writeAuthData(auth));
    return (answered as Promise<unknown>).then(() => {
      this._copy = watch === undefined ? auth : this._unlessStopped(watch, auth);
    });
  }

  private _asPin(watch: Watch, authToken: string | null): PlexPinRequest {
    return requestOf(watch, this._ports.clock, this._me.clientId, authToken);
  }
}
