import { asFailure, recoveryFor } from '../../../core/model/failure';
import { DEFAULTS } from '../auth';
import { plexHeaders } from '../auth/headers';
import { askerOfEmbedder } from './asker';
import { findRoute } from './find';
import { GRANT_RECORD } from './grant';
import { listServers } from './list';
import { DEFAULT_OPTIONS, newServersMemory } from './plex-servers';
import type { Server } from '../../../core/model/session-state';
import type { Identity, IDisposable, IPlexAuth, PlexAuthPorts } from '../auth';
import type { ActiveConnection, IPlexServers, PlexServersConfig, ServersContext } from './interfaces';
import type { Reached } from './reach';

/** Retune's contract, for whoever embeds the module. Its memory is the last list and the last way found. */
export class PlexServerDiscovery implements IPlexServers {
  private readonly _context: ServersContext;
  private readonly _me: Identity;
  private _servers: readonly Server[] = [];
  private _selected: Server | null = null;
  private _connection: ActiveConnection | null = null;
  /** One search after another: the last one asked for has the last word, in the vault too. */
  private _tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly _ports: PlexAuthPorts,
    config: PlexServersConfig,
    auth: Pick<IPlexAuth, 'getCurrentUser' | 'on'>
  ) {
    this._me = { config: { ...DEFAULTS, ...config }, clientId: config.clientIdentifier };
    this._context = {
      ports: _ports,
      asker: askerOfEmbedder(_ports.http, this._me, auth),
      options: { ...DEFAULT_OPTIONS, ...config },
      memory: newServersMemory(),
      brisk: false
    };
    auth.on('authChange', (isAuthenticated): void => (isAuthenticated ? undefined : this._set(null, null)));
  }

  /** Asks plex.tv which servers there are. */
  public discoverServers(): Promise<readonly Server[]> {
    return listServers(this._context).then((listed): readonly Server[] => {
      this._servers = listed.servers;
      return listed.servers;
    });
  }

  /** Reaches a server and remembers it. */
  public selectServer(serverId: string): Promise<void> {
    return this._find(serverId);
  }

  /** Reaches the remembered server again. */
  public reconnect(): Promise<void> {
    return this._find(null);
  }

  /** Forgets which server was chosen. */
  public clearSelection(): Promise<void> {
    return this._queue(() => this._ports.vault.remove(GRANT_RECORD)).then((): void => this._set(null, null));
  }

  /** The servers as last listed. */
  public getServers(): readonly Server[] {
    return this._servers;
  }

  /** The server that was chosen. */
  public getSelectedServer(): Server | null {
    return this._selected;
  }

  /** Where it is reached, and with which headers. */
  public getActiveConnection(): ActiveConnection | null {
    return this._connection;
  }

  /** Tells of another server or another way to it. A listener that throws hurts nobody else. */
  public on(event: 'serverChange', listener: (server: Server | null) => void): IDisposable;
  public on(event: 'connectionChange', listener: (connection: ActiveConnection | null) => void): IDisposable;
  public on(event: 'serverChange' | 'connectionChange', listener: (value: never) => void): IDisposable {
    const safe = (...values: any[]): void => {
      try {
        listener(values[0] as never);
      } catch {
        this._log('listener threw');
      }
    };
    this._ports.emitter.on(event, safe);
    return { dispose: (): void => void this._ports.emitter.off(event, safe) };
  }

  private _find(serverId: string | null): Promise<void> {
    return this._queue(() => this._search(serverId)).then((reached): void => this._arrive(reached));
  }

  /** A token that the server refuses may just be an old one, so plex.tv is asked once for a new one. */
  private _search(serverId: string | null): Promise<Reached> {
    return findRoute(this._context, serverId, false).then(undefined, (thrown: unknown): Promise<Reached> => {
      if (recoveryFor(asFailure(thrown)) !== 'refetch') {
        throw thrown;
      }
      return findRoute(this._context, serverId, true);
    });
  }

  private _queue<T>(act: () => Promise<T>): Promise<T> {
    const done = this._tail.then(act);
    this._tail = done.then(nothing, nothing);
    return done;
  }

  private _arrive({ route, grant }: Reached): void {
    this._set(route.server, { uri: route.uri, headers: plexHeaders(this._me, grant.accessToken) });
  }

  private _set(server: Server | null, connection: ActiveConnection | null): void {
    const isOther = idOf(server) !== idOf(this._selected);
    const isMoved = JSON.stringify(connection) !== JSON.stringify(this._connection);
    this._selected = server;
    this._connection = connection;
    if (isOther) {
      this._ports.emitter.emit('serverChange', server);
    }
    if (isMoved) {
      this._ports.emitter.emit('connectionChange', connection);
    }
  }

  private _log(event: string): void {
    if (this._ports.log !== undefined) {
      this._ports.log.write('warn', 'plexServers ' + event);
    }
  }
}

function idOf(server: Server | null): string | null {
  return server === null ? null : server.id;
}

function nothing(): void {
  return undefined;
}
