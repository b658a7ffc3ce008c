import type { PlexConfig } from './interfaces';

/** What is sent and used where the embedder says nothing else. */
export const DEFAULTS: PlexConfig = {
  product: 'Couchkey',
  version: '0.1.0',
  platform: 'Web',
  platformVersion: '1.0',
  device: 'Browser',
  deviceName: 'Television',
  model: '',
  vendor: '',
  provides: 'player',
  screenResolution: '1920x1080',
  language: 'en',
  plexUrl: 'https://plex.tv',
  linkBase: 'https://plex.tv',
  authAppUrl: 'https://app.plex.tv/auth',
  mode: 'short'
};

/** Names of the vault's records that are ours. */
export const RECORDS = {
  signIn: 'plex.signIn',
  profiles: 'plex.profiles',
  clientId: 'clientId',
  jwtClientId: 'plex.jwtClientId',
  jwtKey: 'plex.jwtKey'
} as const;

/** Two seconds is plex.tv's own patience halved; its documents allow one. */
export const POLL_MS = 2000;

/** How long a code lives where plex.tv does not say. */
export const SHORT_LIFE_MS = 900000;
export const STRONG_LIFE_MS = 1800000;

/** Retune's record, cadence and patience: with these, Retune can exchange its module for ours. */
export const RETUNE_PRESET = {
  storageKey: 'retune_plex_auth',
  pollMs: 1000,
  pollLimitMs: 300000
} as const;
