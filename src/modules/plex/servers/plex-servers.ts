import { askerOfSignIn } from './asker';
import { giveConsent } from './consent';
import { findRoute, lookAt } from './find';
import { listLibraries } from './libraries';
import { listServers } from './list';
import { reachTyped } from './typed-route';
import { probeRoute } from './probe';
import type { Library, Route } from '../../../core/model/session-state';
import type { IServers, ReachHow, Written } from '../../../core/ports';
import type { PlexContext } from '../auth';
import type { ServersContext, ServersMemory, ServersOptions } from './interfaces';
import type { Listed } from './list';

/** A packaged app, where plain http in the house needs the viewer's yes. */
export const DEFAULT_OPTIONS: ServersOptions = { securePage: false, insecureLan: 'ask' };

/** An empty memory, for a program that starts. */
export function newServersMemory(): ServersMemory {
  return { grant: null, fetchedAt: null, listed: null, far: null, written: null };
}

/** The media servers of whoever is signed in with Plex. What it knows is in the vault; a guarded grant is in the memory. */
export class PlexServers implements IServers {
  private readonly _context: ServersContext;

  constructor(
    plex: PlexContext,
    options: ServersOptions = DEFAULT_OPTIONS,
    memory: ServersMemory = newServersMemory()
  ) {
    this._context = { ports: plex.ports, asker: askerOfSignIn(plex), options, memory, brisk: false };
  }

  /** Which servers there are, and which was chosen. */
  public list(): Promise<Listed> {
    return listServers(this._context);
  }

  /** The best way to a server that is verified now. `refetch` asks plex.tv for addresses and token first. */
  public reach(serverId: string | null, how: ReachHow): Promise<Route> {
    const context = { ...this._context, brisk: how.brisk };
    return findRoute(context, serverId, how.refetch).then((reached): Route => reached.route);
  }

  /** The way to a server at an address that the viewer typed; a token typed for it stands in for plex.tv's. */
  public reachAddress(address: string, serverToken?: string): Promise<Route> {
    return reachTyped(this._context, address, serverToken).then((reached): Route => reached.route);
  }

  /** The best way to a server of the last list. What is remembered stays as it is. */
  public look(serverId: string): Promise<Route> {
    return lookAt(this._context, serverId).then((reached): Route => reached.route);
  }

  /** What the server has. */
  public libraries(route: Route): Promise<readonly Library[]> {
    return listLibraries(this._context, route);
  }

  /** Milliseconds that the server took to say who it is. */
  public probe(route: Route): Promise<number> {
    return probeRoute(this._context, route);
  }

  /** The viewer agrees to plain http in the house, for this server. */
  public allowInsecure(serverId: string): Promise<Written> {
    return giveConsent(this._context.ports.vault, serverId);
  }
}
