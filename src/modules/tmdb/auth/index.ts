export { TmdbProvider } from './tmdb-provider';
export { DEFAULTS } from './constants';
export type { TmdbConfig } from './interfaces';
