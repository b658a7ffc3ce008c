export { PlexAuth } from './PlexAuth';
export { createPlexJwt } from './plex-jwt';
export { PlexProvider } from './plex-provider';
export { askAs, newPlexMemory } from './account-token';
export { DEFAULTS, RECORDS, RETUNE_PRESET } from './constants';
export type { As, Asked, Build } from './account-token';
export type {
  Identity,
  IDisposable,
  IPlexAuth,
  IPlexJwt,
  PlexApp,
  PlexAuthConfig,
  PlexAuthData,
  PlexAuthPorts,
  PlexAuthToken,
  PlexConfig,
  PlexContext,
  PlexMemory,
  PlexMode,
  PlexPinRequest,
  PlexPorts
} from './interfaces';
