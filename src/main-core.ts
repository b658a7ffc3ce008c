/* The core alone: what somebody embeds who draws the screens themselves. One classic script, no packages. */
export { Session } from './core/session';
export { EffectRunner } from './runner/effect-runner';
export { PlexAuth } from './modules/plex/auth/PlexAuth';
export { PlexProvider } from './modules/plex/auth/plex-provider';
export { DEFAULTS, RETUNE_PRESET } from './modules/plex/auth/constants';
