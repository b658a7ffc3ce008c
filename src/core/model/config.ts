import type { Config, Settings } from './session-state';

/** Follows each code's own life (15 minutes at plex.tv) and renews it four times. */
export const DEFAULT_CONFIG: Config = {
  providers: ['plex'],
  straightToCode: false,
  kiosk: false,
  pollMs: 2000,
  pollLimitMs: null,
  renewals: 4,
  target: { url: '', message: '' },
  idleMs: null,
  healthMs: 30000
};

/** Retune's cadence: every second, five minutes at most, one code. */
export const RETUNE_PRESET: Pick<Config, 'pollMs' | 'pollLimitMs' | 'renewals'> = {
  pollMs: 1000,
  pollLimitMs: 300000,
  renewals: 0
};

/** What holds until the viewer says otherwise, and again after a reset. An empty language is the set's own. */
export const DEFAULT_SETTINGS: Settings = {
  language: '',
  contrast: false,
  calm: false,
  largeText: false,
  voice: false,
  deviceName: '',
  gateway: '',
  insecureLan: true
};
