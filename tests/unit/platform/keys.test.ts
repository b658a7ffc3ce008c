import {
  codeOfName,
  keySetOf,
  keysOf,
  KEY_SETS,
  type KeySet,
  type KeyWorld
} from '../../../src/platform/keys';

function world(rest: object = {}, search = '', userAgent = 'Mozilla/5.0 Chrome/120'): KeyWorld {
  return { navigator: { userAgent }, location: { search }, ...rest };
}

/** What each set's remote sends for arrows, OK and Back: left, up, right, down, OK, Back. */
const REMOTES: readonly (readonly [KeySet, readonly number[]])[] = [
  ['tizen', [37, 38, 39, 40, 13, 10009]],
  ['webos', [37, 38, 39, 40, 13, 461]],
  ['hbbtv', [37, 38, 39, 40, 13, 461]],
  ['hbbtv', [37, 38, 39, 40, 13, 166]],
  ['rdk', [37, 38, 39, 40, 13, 8]],
  ['fire', [37, 38, 39, 40, 13, 27]],
  ['fire', [21, 19, 22, 20, 23, 4]],
  ['orsay', [4, 29460, 5, 29461, 29443, 88]],
  ['keyboard', [37, 38, 39, 40, 32, 8]],
  ['xbox', [214, 211, 213, 212, 195, 196]],
  ['xbox', [205, 203, 206, 204, 13, 27]]
];

describe('the keys of a set', () => {
  it.each(REMOTES)('are those its remote sends (%s %j)', (set, codes) => {
    expect(codes.map((code) => keysOf(set)[code])).toEqual(['Left', 'Up', 'Right', 'Down', 'Enter', 'Back']);
  });

  it.each(KEY_SETS)('take Escape for Back, and leave Exit and volume to the set (%s)', (set) => {
    expect(keysOf(set)[27]).toBe('Back');
    expect([10182, 447, 448, 449, 1001].map((code) => keysOf(set)[code])).toEqual(Array(5).fill(undefined));
  });

  it('are letters where a letter is a letter', () => {
    expect(keysOf('keyboard')[88]).toBeUndefined();
    expect(keysOf('webos')[19]).toBeUndefined();
  });
});

describe('which set this is', () => {
  it('follows from what it has', () => {
    expect(keySetOf(world({ tizen: {} }))).toBe('tizen');
    expect(keySetOf(world({ PalmSystem: {} }))).toBe('webos');
    expect(keySetOf(world({ webOSSystem: {} }))).toBe('webos');
    expect(keySetOf(world({ oipfObjectFactory: {} }))).toBe('hbbtv');
    expect(keySetOf(world({}, '', 'Mozilla/5.0 (Linux; Android 9; AFTMM) Silk/1'))).toBe('fire');
    expect(keySetOf(world({}, '', 'Mozilla/5.0 (SMART-TV; X11) Maple 2011'))).toBe('orsay');
    expect(keySetOf(world())).toBe('keyboard');
  });

  it.each(KEY_SETS)('can be said in the address (%s), and nonsense there counts for nothing', (set) => {
    expect(keySetOf(world({ tizen: {} }, `?debug&keys=${set}`))).toBe(set);
    expect(keySetOf(world({ tizen: {} }, '?keys=toaster'))).toBe('tizen');
    expect(keySetOf(world({ tizen: {} }, '?monkeys=orsay'))).toBe('tizen');
  });
});

describe('a key without a code', () => {
  it('is told by its name, and no other key is', () => {
    expect(codeOfName('GoBack', '')).toBe(461);
    expect(codeOfName('Unidentified', 'ArrowLeft')).toBe(37);
    expect(codeOfName('Unidentified', '')).toBeNull();
    expect(codeOfName(undefined, undefined)).toBeNull();
  });
});
