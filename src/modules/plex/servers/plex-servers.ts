import { failureOf } from '../../../core/model/failure';
import { askerOfSignIn } from './asker';
import { giveConsent } from './consent';
import { findRoute } from './find';
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
  return { grant: null, fetchedAt: null };
}

/** The media servers of whoever is signed in with Plex. What it knows is in the vault; a guarded grant is in the memory. */
export class PlexServers implements IServers {
  private readonly _context: ServersContext;

  constructor(
    plex: PlexContext,
    options: ServersOptions = DEFAULT_OPTIONS,
    memory: ServersMemory = newServersMemory()
  ) {
    this._context = { ports: plex.ports, asker: askerOfSignIn(plex), options, memory };
  }

  /** Which servers there are, and which was chosen. */
  public list(): Promise<Listed> {
    return listServers(this._context);
  }

  /** The best way to a server that is verified now. `refetch` asks plex.tv for addresses and token first. */
  public reach(serverId: string | null, how: ReachHow): Promise<Route> {
    return findRoute(this._context, serverId, how.refetch).then((reached): Route => reached.route);
  }

  /** The way to a server at an address that the viewer typed; a token typed for it stands in for plex.tv's. */
  public reachAddress(address: string, serverToken?: string): Promise<Route> {
    return reachTyped(this._context, address, serverToken).then((reached): Route => reached.route);
  }

  /** The way to a server, found without a trace. */
  public look(serverId: string): Promise<Route> {
    return findRoute(forgetful(this._context), serverId, false).then((reached): Route => reached.route);
  }

  /** Not read yet. */
  public libraries(): Promise<readonly Library[]> {
    return Promise.reject(failureOf('bug'));
  }

  /** Milliseconds that the server took to say who it is. */
  public probe(route: Route): Promise<number> {
    return probeRoute(this._context.ports, route);
  }

  /** The viewer agrees to plain http in the house, for this server. */
  public allowInsecure(serverId: string): Promise<Written> {
    return giveConsent(this._context.ports.vault, serverId);
  }
}

/** Reads what is kept, keeps nothing. */
function forgetful(context: ServersContext): ServersContext {
  const { ports, memory } = context;
  const vault = { ...ports.vault, read: (name: string): Promise<string | null> => ports.vault.read(name) };
  const write = (): Promise<Written> => Promise.resolve({ durable: false });
  return { ...context, ports: { ...ports, vault: { ...vault, write } }, memory: { ...memory } };
}
