export type KeyTable = { readonly [keyCode: number]: string };

/** Arrows, OK and the Back keys that mean nothing else on any set. */
const EVERYWHERE: KeyTable = {
  13: 'Enter',
  37: 'Left',
  38: 'Up',
  39: 'Right',
  40: 'Down',
  8: 'Back',
  27: 'Back',
  166: 'Back',
  461: 'Back',
  10009: 'Back'
};

/** What a set's remote sends besides; elsewhere the same codes may be letters or media keys. */
const SETS = {
  tizen: {},
  webos: {},
  hbbtv: {},
  rdk: {},
  fire: { 4: 'Back', 19: 'Up', 20: 'Down', 21: 'Left', 22: 'Right', 23: 'Enter' },
  orsay: { 4: 'Left', 5: 'Right', 88: 'Back', 29443: 'Enter', 29460: 'Up', 29461: 'Down' },
  keyboard: { 32: 'Enter' },
  xbox: {
    ...{ 195: 'Enter', 196: 'Back', 203: 'Up', 204: 'Down', 205: 'Left', 206: 'Right' },
    ...{ 211: 'Up', 212: 'Down', 213: 'Right', 214: 'Left' }
  }
};

export type KeySet = keyof typeof SETS;
export const KEY_SETS = Object.keys(SETS) as readonly KeySet[];

/** What only one kind of set has. Those that have nothing of their own are told by what they call themselves. */
const SIGNS_OF: readonly (readonly [set: KeySet, global: string, agent: RegExp])[] = [
  ['tizen', 'tizen', /^$/],
  ['webos', 'PalmSystem', /^$/],
  ['webos', 'webOSSystem', /^$/],
  ['xbox', 'Windows', /Xbox/],
  ['fire', 'AmazonWebAppPlatform', /\bAFT\w|Silk/],
  ['orsay', 'curWidget', /Maple/],
  ['hbbtv', 'oipfObjectFactory', /HbbTV/],
  ['rdk', 'wpe', /\bWPE\b/]
];

export type KeyWorld = {
  readonly navigator: { readonly userAgent: string };
  readonly location: { readonly search: string };
};

/** Which set this is, as far as its keys are concerned; `?keys=orsay` says so. */
export function keySetOf(world: KeyWorld): KeySet {
  const [, asked = ''] = /[?&]keys=(\w+)/.exec(world.location.search) || [];
  if (asked in SETS) {
    return asked as KeySet;
  }
  const { userAgent } = world.navigator;
  const found = SIGNS_OF.filter(([, name, agent]): boolean => name in world || agent.test(userAgent))[0];
  return found === undefined ? 'keyboard' : found[0];
}

/** Key codes of a set, as Lightning's names: `_handle<Name>` on the focused component. */
export function keysOf(set: KeySet): KeyTable {
  return { ...EVERYWHERE, ...SETS[set] };
}

/** Where a code says nothing, its name may. */
const NAMES: { readonly [name: string]: number } = {
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Enter: 13,
  NumpadEnter: 13,
  Select: 13,
  GoBack: 461,
  BrowserBack: 461,
  Escape: 27,
  Backspace: 8
};

/** The code that a name stands for, or null. */
export function codeOfName(key: string | undefined, code: string | undefined): number | null {
  const found = NAMES[String(key)] || NAMES[String(code)];
  return found === undefined ? null : found;
}
