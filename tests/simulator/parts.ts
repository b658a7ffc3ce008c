import { gdmFactsOf } from './gdm/gdm-facts';
import { startGdmResponder, type GdmOptions, type GdmResponder } from './gdm/gdm-responder';
import type { ControlRoutes } from './kernel/control';
import { createRandom, seedOf } from './kernel/random';
import type { SimContext, SimListener, SimService } from './kernel/types';
import { DEMO_SERVERS } from './media/demo-servers';
import { mediaControlRoutes } from './media/media-control';
import { createMediaPark, type MediaPark } from './media/media-park';
import type { MediaServerOptions } from './media/media-types';
import { createTmdb, type Tmdb } from './tmdb/tmdb';
import type { TmdbOptions } from './tmdb/tmdb-store';

/** Options of the services beside plex.tv; they become options of `startSimulator`. */
export type PartsOptions = {
  /** The media servers to begin with: the demo's two unless given. */
  readonly media?: readonly MediaServerOptions[];
  readonly tmdb?: TmdbOptions;
  /** Off unless given: there is only one port 32414. */
  readonly gdm?: GdmOptions;
};

export type PartsTools = {
  readonly context: SimContext;
  readonly seed: number;
  readonly ports: { readonly tmdb?: number; readonly tmdbTls?: number };
  /** The user name that a media server shows as its owner's. */
  nameOf(userId: number): string;
  /** The same services on a plain port and, when the simulator was asked for TLS, on a TLS port. */
  listenTwice(
    services: readonly SimService[],
    ports: { readonly plain?: number | undefined; readonly tls?: number | undefined }
  ): Promise<{ readonly plain: SimListener; readonly tls: SimListener | null }>;
};

/** What each service adds to the `Simulator` object: addresses, controls, and its own `/__sim/…` table. */
export type Parts = {
  readonly urls: { readonly tmdb: string; readonly tmdbTls: string | null };
  readonly controls: {
    readonly media: MediaPark;
    readonly tmdb: Pick<Tmdb, 'apiKey' | 'readToken' | 'accounts'> & Tmdb['control'];
    readonly gdm: GdmResponder | null;
  };
  readonly phone: {
    approveTmdb(requestToken: string, as?: string): void;
    denyTmdb(requestToken: string): void;
  };
  readonly routes: ControlRoutes;
};

function seeded({ context, seed }: PartsTools, part: string): SimContext {
  return { ...context, random: createRandom(seedOf(seed, part)) };
}

async function startMedia(tools: PartsTools, { media = DEMO_SERVERS }: PartsOptions): Promise<MediaPark> {
  const park = createMediaPark(seeded(tools, 'media'), tools.nameOf);
  for (const options of media) await park.add(options);
  return park;
}

async function startGdm(tools: PartsTools, options: PartsOptions, park: MediaPark) {
  if (options.gdm === undefined) return null;
  const gdm = await startGdmResponder(() => park.all().flatMap(gdmFactsOf), options.gdm);
  tools.context.onStop(gdm.stop);
  return gdm;
}

/** Starts every service beside plex.tv: one line for each. */
export async function startParts(tools: PartsTools, options: PartsOptions): Promise<Parts> {
  const media = await startMedia(tools, options);
  const gdm = await startGdm(tools, options, media);
  const tmdb = createTmdb(seeded(tools, 'tmdb'), options.tmdb);
  const { plain, tls } = await tools.listenTwice([tmdb.service], {
    plain: tools.ports.tmdb,
    tls: tools.ports.tmdbTls
  });
  const { apiKey, readToken, accounts, control } = tmdb;
  return {
    urls: { tmdb: plain.url, tmdbTls: tls === null ? null : tls.url },
    controls: { media, gdm, tmdb: { apiKey, readToken, accounts, ...control } },
    phone: { approveTmdb: control.approve, denyTmdb: control.deny },
    routes: { ...mediaControlRoutes(media), ...tmdb.controlRoutes }
  };
}
