import type { ControlRoutes } from './kernel/control';
import type { SimContext, SimListener, SimService } from './kernel/types';

/** Options of the services beside plex.tv; they become options of `startSimulator`. */
export type PartsOptions = Readonly<Record<never, never>>;

export type PartsTools = {
  readonly context: SimContext;
  readonly seed: number;
  readonly ports: { readonly tmdb?: number; readonly tmdbTls?: number };
  /** The same services on a plain port and, when the simulator was asked for TLS, on a TLS port. */
  listenTwice(
    services: readonly SimService[],
    ports: { readonly plain?: number | undefined; readonly tls?: number | undefined }
  ): Promise<{ readonly plain: SimListener; readonly tls: SimListener | null }>;
};

/** What each service adds to the `Simulator` object: addresses, controls, and its own `/__sim/…` table. */
export type Parts = {
  readonly urls: { readonly tmdb: string; readonly tmdbTls: string | null };
  readonly controls: Readonly<Record<string, never>>;
  readonly routes: ControlRoutes;
};

/** Starts every service beside plex.tv: one line for each. */
export async function startParts(_tools: PartsTools, _options: PartsOptions): Promise<Parts> {
  return { urls: { tmdb: 'http://tmdb.invalid', tmdbTls: null }, controls: {}, routes: {} };
}
