// promises: C1 X4
/** Every picture in every language, text size and contrast, measured with the widths that a browser gives the fonts. */
import { pictureFor } from '../../src/ui/page-for';
import { LANGUAGES, languageFor } from '../../src/ui/texts/languages';
import { textsOf } from '../../src/ui/texts/texts';
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
