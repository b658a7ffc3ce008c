/* What runs on a television under its screens, without any: for engines that have no browser around them. */
export { Session } from '../../../src/core/session';
export { DEFAULTS } from '../../../src/modules/plex/auth/constants';
export { PlexProvider } from '../../../src/modules/plex/auth/plex-provider';
export { EffectRunner } from '../../../src/runner/effect-runner';
