import { writePlexRecord } from '../../src/core/vault/plex-record';
import { DEFAULTS, newPlexMemory } from '../../src/modules/plex/auth';
import { DEFAULT_OPTIONS, newServersMemory, PlexServers } from '../../src/modules/plex/servers';
import { FakeHttp, type FakeReply } from './fake-http';
import { memoryVault } from './memory-vault';
import { VirtualClock } from './virtual-clock';
import type { Person } from '../../src/core/model/session-state';
import type { HttpRequest } from '../../src/core/ports';
import type { ServersOptions } from '../../src/modules/plex/servers';

/** Who answers at an origin, and which token is taken there. */
export type Machine = { readonly machine: string; readonly token: string };

function personOf(id: string, guarded = false): Person {
  return { id, title: id, thumb: null, guarded };
}

/** A sign-in as the vault keeps it. */
export function signInRecord(profileId = 'ada', guarded = false): string {
  return writePlexRecord({
    version: 1,
    accountToken: 'account-token',
    signIn: {
      key: `plex/ada/${profileId}`,
      provider: 'plex',
      account: personOf('ada'),
      profile: personOf(profileId, guarded),
      hasServers: true,
      hasProfiles: profileId !== 'ada' || guarded
    },
    profileToken: profileId === 'ada' ? null : `token-of-${profileId}`
  });
}

/** plex.tv and a few machines in virtual time: what each answers is the test's to change. */
export class SmallHouse {
  public readonly clock = new VirtualClock();
  public readonly vault = memoryVault(new Map([['plex.signIn', signInRecord()]]));
  public readonly http = new FakeHttp(this.clock, (request) => this._answer(request));
  public readonly requests: HttpRequest[] = [];
  public resources: unknown = [];
  public machines: { [origin: string]: Machine } = {};
  private readonly _plex = newPlexMemory();
  private readonly _kept = newServersMemory();

  public servers(options: Partial<ServersOptions> = {}): PlexServers {
    const { http, vault, clock } = this;
    const plex = { ports: { http, vault, clock }, config: DEFAULTS, memory: this._plex };
    return new PlexServers(plex, { ...DEFAULT_OPTIONS, ...options }, this._kept);
  }

  /** Somebody opens a profile; a guarded one's token is in the memory alone. */
  public open(profileId: string, guarded = false): void {
    this.vault.disk.set('plex.signIn', signInRecord(profileId, guarded));
    this._plex.guarded = guarded ? { key: `plex/ada/${profileId}`, token: `token-of-${profileId}` } : null;
  }

  /** Lets time pass until the promise has come to its end. */
  public async settle<T>(promise: Promise<T>): Promise<T> {
    let isOver = false;
    const end = (): void => void (isOver = true);
    promise.then(end, end);
    await this.clock.run(() => isOver, 120_000);
    return promise;
  }

  /** How often plex.tv was asked for the list. */
  public get listings(): number {
    return this.http.count('GET', '/api/v2/resources');
  }

  private _answer(request: HttpRequest): FakeReply {
    this.requests.push(request);
    const { origin, pathname } = new URL(request.url);
    if (origin === DEFAULTS.plexUrl) return { status: 200, body: this.resources };
    const found = this.machines[origin];
    if (found === undefined) return { status: 502 };
    if (pathname === '/identity') {
      return { status: 200, body: { MediaContainer: { machineIdentifier: found.machine } } };
    }
    return { status: request.headers['X-Plex-Token'] === found.token ? 200 : 401, body: {} };
  }
}
