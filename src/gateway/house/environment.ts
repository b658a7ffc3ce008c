/** What the lower half reads from the environment. The table in docs/gateway.md is made from this. */
export const STORE_SETTINGS = {
  COUCHKEY_DATA: {
    fallback: './couchkey-data',
    about: 'the folder of the embedded store, the key file and the set-up code; nobody else may read it'
  },
  COUCHKEY_KEY: {
    fallback: '',
    about:
      '32 bytes as base64 or hex, several with commas between: the first seals, all open. Empty: the key file'
  },
  COUCHKEY_KEY_FILE: { fallback: '', about: 'the key file; empty: `couchkey.key` in the data folder' },
  REDIS_URL: { fallback: '', about: 'a Redis that several gateways share; empty: the embedded store' }
} as const;

export type StoreSettings = {
  readonly folder: string;
  readonly databaseFile: string;
  readonly keyFile: string;
  readonly key: string;
  readonly redisUrl: string;
};

type Environment = { readonly [name: string]: string | undefined };

/** The settings as they are given, with their fallbacks. */
export function storeSettingsIn(environment: Environment): StoreSettings {
  const read = (name: keyof typeof STORE_SETTINGS): string =>
    environment[name]?.trim() || STORE_SETTINGS[name].fallback;
  const folder = read('COUCHKEY_DATA');
  return {
    folder,
    databaseFile: `${folder}/couchkey.db`,
    keyFile: read('COUCHKEY_KEY_FILE') || `${folder}/couchkey.key`,
    key: read('COUCHKEY_KEY'),
    redisUrl: read('REDIS_URL')
  };
}
