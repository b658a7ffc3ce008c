export { TmdbProvider } from './tmdb-provider';
export { DEFAULTS, RECORD } from './constants';
export type { TmdbConfig } from './interfaces';
