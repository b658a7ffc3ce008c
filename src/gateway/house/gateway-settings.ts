import { isIP } from 'node:net';
import { commandFailureOf } from '../command/command-failure';
import { STORE_SETTINGS } from './environment';

type Kind = 'text' | 'count' | 'flag' | 'list' | 'address';
type Setting<K extends Kind, T> = {
  readonly kind: K;
  readonly fallback: T;
  readonly about: string;
  readonly least?: number;
  readonly most?: number;
  /** What a text, or each of a list, has to be. */
  readonly fits?: (text: string) => boolean;
  readonly wants?: string;
};

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];
const LEVELS_TOLD = LEVELS.map((level) => `\`${level}\``)
  .join(', ')
  .replace(/, (?=[^,]*$)/, ' or ');

const text = (fallback: string, about: string): Setting<'text', string> => ({
  kind: 'text',
  fallback,
  about
});
const address = (fallback: string, about: string): Setting<'address', string> => ({
  kind: 'address',
  fallback,
  about
});
const flag = (fallback: boolean, about: string): Setting<'flag', boolean> => ({
  kind: 'flag',
  fallback,
  about
});
const list = (about: string, fallback: readonly string[] = []): Setting<'list', readonly string[]> => ({
  kind: 'list',
  fallback,
  about
});
const count = (fallback: number, least: number, most: number, about: string): Setting<'count', number> => ({
  kind: 'count',
  fallback,
  least,
  most,
  about
});

/** As Fastify reads it: an address, a network, or one of the names that it has for some. */
function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  const isNumbers = isIP(address) !== 0 && /^\d+$/.test(bits) && Number(bits) <= most && more.length === 0;
  return isNumbers || /^(loopback|linklocal|uniquelocal)$/.test(text);
}

/** Everything the serving gateway reads from its environment. The table in docs/gateway.md is made from this. */
export const GATEWAY_SETTINGS = {
  COUCHKEY_HOST: text('127.0.0.1', 'the address it listens on'),
  COUCHKEY_PORT: count(8080, 0, 65535, 'the port of kiosk and API; 0 is any free one'),
  COUCHKEY_OPS_PORT: count(9180, 0, 65535, '`/metrics` and `/readyz`, on loopback only; 0 is any free one'),
  COUCHKEY_PUBLIC_URL: address(
    '',
    'how browsers reach it, with its path prefix, when a proxy stands before it'
  ),
  COUCHKEY_TRUSTED_PROXIES: {
    ...list('addresses or networks of proxies whose X-Forwarded headers are believed'),
    ...{ fits: isNetwork, wants: 'addresses or networks, such as 10.0.0.0/8' }
  },
  COUCHKEY_APP_ORIGINS: list(
    'whose pages may bring an access token from elsewhere: packaged apps say `null` or `file://`; `none` is nobody',
    ['null', 'file://']
  ),
  COUCHKEY_INSECURE_LAN: flag(
    false,
    'answer plain http from beyond this machine; anybody on the way can listen'
  ),
  COUCHKEY_LOG_LEVEL: {
    ...text('info', LEVELS_TOLD),
    ...{ fits: (level: string) => LEVELS.includes(level), wants: LEVELS_TOLD }
  },
  COUCHKEY_KIOSK: text('./build/browser', 'the folder of the kiosk app; `none` serves the API alone'),
  COUCHKEY_DEVICE_NAME: text('Couchkey', 'how the gateway is called in the list of authorised devices'),
  COUCHKEY_PLEX_URL: address('https://plex.tv', 'where plex.tv is'),
  COUCHKEY_LINK_BASE: address('https://plex.tv', 'what the QR picture leads to'),
  COUCHKEY_TMDB_API_KEY: text('', 'offers TMDB beside Plex; never reaches a browser'),
  COUCHKEY_TMDB_READ_TOKEN: text('', 'the same as a read token, which v4 needs'),
  COUCHKEY_TMDB_VERSION: count(3, 3, 4, "which of TMDB's interfaces"),
  COUCHKEY_TMDB_API_URL: address('https://api.themoviedb.org', 'where TMDB is'),
  COUCHKEY_TMDB_SITE_URL: address('https://www.themoviedb.org', 'what its QR picture leads to'),
  COUCHKEY_UPSTREAM_RATE: count(
    10,
    1,
    1000,
    'requests a second to plex.tv and TMDB for codes, of all gateways together'
  ),
  COUCHKEY_LIMIT_STRANGER: count(20, 1, 1e6, 'requests a minute of a screen nobody is signed in on'),
  COUCHKEY_LIMIT_USER: count(100, 1, 1e6, "requests a minute of a user's screen or script"),
  COUCHKEY_LIMIT_ADMIN: count(500, 1, 1e6, "requests a minute of an admin's"),
  COUCHKEY_LIMIT_ADDRESS: count(1000, 1, 1e6, 'requests a minute from one address'),
  COUCHKEY_LIMIT_NEW_SCREENS: count(60, 1, 1e6, 'new screens a minute from one address'),
  COUCHKEY_BUSY_MS: count(2000, 0, 600000, 'answers 503 while its event loop is this late; 0 is never'),
  COUCHKEY_TARGET_URL: address('', 'where a kiosk goes once somebody is signed in'),
  COUCHKEY_TARGET_MESSAGE: text('', 'what a kiosk shows once somebody is signed in'),
  COUCHKEY_IDLE_MINUTES: count(0, 0, 10080, 'a kiosk signs out after so long without a touch; 0 is never'),
  COUCHKEY_REMEMBER: flag(
    true,
    'a screen stays signed in for 90 days without use unless its viewer says no in its settings; `false`: only if they say yes. Never where a kiosk signs out by itself'
  ),
  COUCHKEY_LOOPBACK_SERVERS: flag(
    false,
    "let media servers be on the loopback of this machine, as simulators are; whoever edits a server's address list could then reach other services of this machine"
  ),
  COUCHKEY_GDM: flag(true, 'look for media servers on the local network'),
  COUCHKEY_IMPORT: text('', 'the settings file of an older set-up, taken over at start and left as it is')
} as const;

/** Both halves, for the table in the docs. */
export const ALL_SETTINGS = { ...STORE_SETTINGS, ...GATEWAY_SETTINGS };

type Table = typeof GATEWAY_SETTINGS;
type ValueOf<S> = S extends Setting<Kind, infer T> ? T : never;

/** What the gateway is told, checked. */
export type GatewaySettings = { readonly [name in keyof Table]: ValueOf<Table[name]> };

type Environment = { readonly [name: string]: string | undefined };

function refuse(name: string, wants: string): never {
  throw commandFailureOf('badSetting', `${name} wants ${wants}`);
}

function countIn(name: string, given: string, { least = 0, most = 0 }: Setting<Kind, unknown>): number {
  const value = Number(given);
  return /^\d+$/.test(given) && value >= least && value <= most
    ? value
    : refuse(name, `a whole number from ${least} to ${most}`);
}

function flagIn(name: string, given: string): boolean {
  return /^(true|1|yes|on)$/i.test(given)
    ? true
    : /^(false|0|no|off)$/i.test(given)
      ? false
      : refuse(name, '`true` or `false`');
}

function addressIn(name: string, given: string): string {
  const isFine =
    URL.canParse(given) && /^https?:$/.test(new URL(given).protocol) && new URL(given).username === '';
  return isFine ? given.replace(/\/+$/, '') : refuse(name, 'an address that begins with http:// or https://');
}

function fitting(name: string, given: string, { fits, wants = '' }: Setting<Kind, unknown>): string {
  return fits === undefined || fits(given) ? given : refuse(name, wants);
}

function valueIn(name: string, given: string, setting: Setting<Kind, unknown>): unknown {
  switch (setting.kind) {
    case 'count':
      return countIn(name, given, setting);
    case 'flag':
      return flagIn(name, given);
    case 'address':
      return addressIn(name, given);
    case 'list':
      return given.split(',').map((each) => fitting(name, each.trim(), setting));
    case 'text':
      return fitting(name, given, setting);
  }
}

/** The settings as they are given, with their fallbacks. The first that makes no sense is refused by name, without its value. */
export function gatewaySettingsIn(environment: Environment): GatewaySettings {
  const entries = Object.entries(GATEWAY_SETTINGS).map(([name, setting]) => {
    const given = environment[name]?.trim() ?? '';
    return [name, given === '' ? setting.fallback : valueIn(name, given, setting)];
  });
  return Object.fromEntries(entries) as GatewaySettings;
}
