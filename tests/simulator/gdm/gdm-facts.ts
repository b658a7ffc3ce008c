import { PLEX_DIRECT_HASH } from '../kernel/plex-direct';
import type { MediaServer } from '../media/media-types';
import type { GdmFacts } from './gdm-message';

/** What a media server answers a search with: its local address, or nothing when it is off or has none. */
export function gdmFactsOf(server: MediaServer): readonly GdmFacts[] {
  const local = server.addresses.find(({ plan }) => plan.kind === 'local' && plan.protocol === 'http');
  if (!server.isRunning || local === undefined) return [];
  return [
    {
      name: server.name,
      port: local.listener.port,
      machineIdentifier: server.machineIdentifier,
      version: server.settings.version,
      host: `${PLEX_DIRECT_HASH}.plex.direct`,
      updatedAtMs: server.createdAt
    }
  ];
}
