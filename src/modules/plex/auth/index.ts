export { PlexAuth } from './PlexAuth';
export { createPlexJwt } from './plex-jwt';
export { PlexProvider } from './plex-provider';
export { askAs, newPlexMemory } from './account-token';
export { DEFAULTS, RETUNE_PRESET } from './constants';
export type { Build } from './account-token';
export type {
  Identity,
  IDisposable,
  IPlexAuth,
  IPlexJwt,
  PlexAuthConfig,
  PlexAuthData,
  PlexAuthPorts,
  PlexAuthToken,
  PlexConfig,
  PlexContext,
  PlexMemory,
  PlexMode,
  PlexPinRequest
} from './interfaces';
