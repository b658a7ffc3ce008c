// promises: C1 X4
/** Every picture in every language, text size and contrast, measured with the widths that a browser gives the fonts. */
import { pictureFor } from '../../src/ui/page-for';
import { LANGUAGES, languageFor } from '../../src/ui/texts/languages';
import { textsOf } from '../../src/ui/texts/texts';
import { pixelsOf } from '../../src/ui/theme';
import { faintTexts } from './contrast';
import { faultsOn } from './faults';
import { leavesOf, type Leaf } from './leaves';
import { dressed, LOOKS, nameOf, type Look } from './looks';
import { PSEUDO } from './pseudo';
import { openRuler, type Ruler } from './ruler';
import { STATES } from './states';
import type { SessionState } from '../../src/core/model/session-state';
import type { Local } from '../../src/ui/page';
import type { Measure } from '../../src/ui/sight';

const MINUTES = 60_000;
/** Where the clock of the states stands. */
const NOW = 100000;
const UNTOUCHED: Local = { focus: '', typed: '' };

type Seen = { readonly page: string; readonly leaves: readonly Leaf[] };

let ruler: Ruler;

function seen(state: SessionState, local: Local, measure: Measure): readonly Seen[] {
  const { language, largeText: large } = state.settings.values;
  const texts = textsOf(languageFor(language, [...LANGUAGES, PSEUDO]));
  const sight = { texts, measure, now: NOW, large, version: '0.0.0', report: { facts: [], log: [] } };
  const { ground, over } = pictureFor(state, () => local, sight);
  return (over === null ? [ground] : [ground, over]).map((page) => ({
    page: page.name,
    leaves: leavesOf(page, sight)
  }));
}

/** Whatever a state calls by name: people, servers, libraries, addresses. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(namesIn) : [];
}

const LONG = 'Großmutters Heimkino im Dachgeschoss';
const OTHER_SCRIPTS = [
  'リビングルームの大きなテレビとサーバー室の古い機械',
  'خادم غرفة المعيشة الكبيرة في الطابق العلوي'
];

/** The same with every person, server and library called so. */
function renamed<T>(value: T, name: string): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: unknown) => renamed(each, name)) as T;
  const entries = Object.entries(value).map(([key, each]) =>
    /^(title|name|deviceName)$/.test(key) && each !== '' ? [key, name] : [key, renamed(each as unknown, name)]
  );
  return Object.fromEntries(entries) as T;
}

async function faultsIn(state: SessionState, look: Look, local: Local): Promise<readonly string[]> {
  const shown = dressed(state, look);
  const pages = await ruler.with((measure) => seen(shown, local, measure));
  const names = [...namesIn(shown), local.typed];
  return pages.flatMap(({ page, leaves }) =>
    [...faultsOn(leaves, names), ...faintTexts(leaves, look.contrast)].map(
      (fault) => `${page} ${nameOf(look)}: ${fault}`
    )
  );
}

async function faultsInAll(
  state: SessionState,
  local: Local,
  looks: readonly Look[]
): Promise<readonly string[]> {
  const faults = [];
  for (const look of looks) {
    faults.push(...(await faultsIn(state, look, local)));
  }
  return faults;
}

/** The words of the upper page, and how many pixels they are high. */
async function pixelsIn(state: SessionState, look: Look): Promise<ReadonlyMap<string, number>> {
  const pages = await ruler.with((measure) => seen(dressed(state, look), UNTOUCHED, measure));
  const leaves = pages.at(-1)?.leaves ?? [];
  return new Map(
    leaves.flatMap(({ text = '', size }) =>
      text === '' || size === undefined ? [] : [[text.replace(/\s/g, ''), pixelsOf(size, look.largeText)]]
    )
  );
}

describe('every screen, in every language, text size and contrast', () => {
  beforeAll(async () => {
    ruler = await openRuler();
  }, MINUTES);

  afterAll(async () => {
    await ruler?.close();
  });

  it.each(Object.entries(STATES))(
    '%s: nothing outside the safe area, cut, overlapping, too low to press or too faint to read',
    async (_name, state) => {
      expect(await faultsInAll(state, UNTOUCHED, LOOKS)).toEqual([]);
    },
    MINUTES
  );

  it.each(Object.entries(STATES))(
    '%s: what is small is by a seventh larger at least in large text, whatever room that takes',
    async (_name, state) => {
      for (const { code: language } of LANGUAGES) {
        const plain = await pixelsIn(state, { language, largeText: false, contrast: false });
        const large = await pixelsIn(state, { language, largeText: true, contrast: false });
        const still = [...plain].filter(
          ([text, pixels]) =>
            pixels < pixelsOf('title', false) && (large.get(text) ?? pixels * 2) < (pixels * 8) / 7
        );
        expect([language, still]).toEqual([language, []]);
      }
    },
    MINUTES
  );

  it('letters of the set’s own fonts are bold where the shipped ones are', async () => {
    const widths = await ruler.with((measure) =>
      ['عنوان خادمك', 'Address'].map((text) => measure(text, 63, true) / measure(text, 63, false))
    );
    expect(widths.filter((share) => share > 1.01)).toHaveLength(2);
  });

  it.each(Object.entries(STATES))(
    '%s: so wherever the focus is, and whatever was typed',
    async (_name, state) => {
      const looks = LOOKS.filter(({ language, contrast }) => /^(en|de|ar)$/.test(language) && !contrast);
      const pages = await ruler.with((measure) => seen(state, UNTOUCHED, measure));
      const ids = pages.flatMap(({ leaves }) =>
        leaves.filter(({ kind }) => kind === 'press').map(({ press }) => press?.id ?? '')
      );
      const locals = [
        ...ids.map((focus) => ({ focus, typed: '12' })),
        { focus: '', typed: '192.168.178.155:32400' }
      ];
      for (const local of locals) {
        expect(await faultsInAll(state, local, looks)).toEqual([]);
      }
    },
    MINUTES
  );

  it.each(Object.entries(STATES))(
    '%s: so whatever people, servers and libraries are called',
    async (_name, state) => {
      const looks = LOOKS.filter(({ language, contrast }) => /^(en|de|ar)$/.test(language) && !contrast);
      for (const name of [LONG, ...OTHER_SCRIPTS]) {
        expect(await faultsInAll(renamed(state, name), UNTOUCHED, looks)).toEqual([]);
      }
    },
    MINUTES
  );
});
