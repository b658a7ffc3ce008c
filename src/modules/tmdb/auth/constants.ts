import type { TmdbConfig } from './interfaces';

/** The addresses in use; the key comes from the settings. */
export const DEFAULTS: TmdbConfig = {
  version: 3,
  apiUrl: 'https://api.themoviedb.org',
  siteUrl: 'https://www.themoviedb.org',
  imageUrl: 'https://image.tmdb.org/t/p/w185',
  apiKey: '',
  readToken: ''
};

/** The name of our record in the vault. */
export const RECORD = 'tmdb.signIn';

/** How long an unapproved request token lives, by version of the API. */
export const LIFE_MS = { 3: 3600000, 4: 900000 } as const;
