/* What the package couchkey-core offers: Plex sign-in and servers for somebody else's page. */
export { createPlexAuth, createPlexServers } from './embed';
export { recoveryFor, shortCodeFor } from './core/model/failure';
export { COUCHKEY, RETUNE } from './core/vault/keys';
export { createPlexJwt, DEFAULTS, PlexAuth, RETUNE_PRESET } from './modules/plex/auth';
export { PlexServerDiscovery } from './modules/plex/servers';
export type { Embedded } from './embed';
export type { Failure, FailureCode, Recovery } from './core/model/failure';
export type { Server } from './core/model/session-state';
export type {
  Cancel,
  Headers,
  HttpReply,
  HttpRequest,
  IClock,
  IEmitter,
  IHttp,
  ILog,
  ISigner,
  IStop,
  IVault
} from './core/ports';
export type {
  IDisposable,
  IPlexAuth,
  IPlexJwt,
  PlexAuthConfig,
  PlexAuthData,
  PlexAuthPorts,
  PlexAuthToken,
  PlexMode,
  PlexPinRequest
} from './modules/plex/auth';
export type { ActiveConnection, IPlexServers, PlexServersConfig } from './modules/plex/servers';
