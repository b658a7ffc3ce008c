/* The core alone: what somebody embeds who draws the screens and knows the services themselves. No packages. */
export { Session } from './core/session';
export { DEFAULTS, RETUNE_PRESET } from './modules/plex/auth/constants';
export { PlexAuth } from './modules/plex/auth/PlexAuth';
