// promises: P8 X4
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { FAILURE_CODES } from '../../../src/core/model/failure';
import { EN } from '../../../src/ui/texts/en';
import { LANGUAGES, languageFor } from '../../../src/ui/texts/languages';
import { ENGLISH, textsOf, type Language, type TextKey } from '../../../src/ui/texts/texts';
import { PSEUDO } from '../../screens/pseudo';
import { signsIn } from '../../support/woff2';

const ROOT = resolve(__dirname, '../../..');
const KEYS = Object.keys(EN) as TextKey[];
const OTHERS = LANGUAGES.filter((language) => language !== ENGLISH);

/** How many forms a number can ask for: no rule looks further than the last two digits of a large number. */
function formsOf(language: Language): number {
  return Math.max(...Array.from({ length: 301 }, (_, n) => language.forms(n))) + 1;
}

function gapsIn(text: string): readonly string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
}

/** Every text of a language, by where it stands. */
function textsIn({ words, failures }: Language): ReadonlyMap<string, string> {
  const told = FAILURE_CODES.flatMap((code): [string, string][] => [
    [`failure ${code}`, failures[code].says],
    [`help for ${code}`, failures[code].help]
  ]);
  return new Map([...KEYS.map((key): [string, string] => [key, words[key]]), ...told]);
}

/** Signs of scripts that are written in squares take the room of two letters; marks above letters take none. */
function widthOf(text: string): number {
  const wide = /[\u3000-\u9fff\uff00-\uffef]/u;
  return [...text.replace(/[\u064b-\u0652\u200e\u200f]/g, '')].reduce(
    (sum, sign) => sum + (wide.test(sign) ? 2 : 1),
    0
  );
}

/** What is the same word in another language, or no word at all. */
const SAME: { readonly [key: string]: readonly string[] } = {
  'badge.who': ['de', 'fr', 'es', 'ja', 'ar'],
  'service.plex': ['de', 'fr', 'es', 'ja', 'ar'],
  'service.tmdb': ['de', 'fr', 'es', 'ja', 'ar'],
  'number.group': ['ja', 'ar'],
  'trouble.code': ['de', 'fr'],
  'route.ms': ['de', 'fr', 'es'],
  'profiles.pin': ['de', 'fr', 'es', 'ja'],
  'settings.gateway': ['de'],
  'about.version': ['de', 'fr']
};

describe.each([...OTHERS, PSEUDO].map((language) => [language.name, language] as const))(
  '%s',
  (_name, language) => {
    const own = textsIn(language);
    const english = textsIn(ENGLISH);

    it('leaves the same gaps to be filled as English does', () => {
      own.forEach((text, place) => {
        expect([place, gapsIn(text)]).toEqual([place, gapsIn(english.get(place) as string)]);
      });
    });

    it('leaves every gap in every form of a number that English leaves in all of them', () => {
      KEYS.filter((key) => EN[key].includes('|')).forEach((key) => {
        const inAll = EN[key]
          .split('|')
          .map(gapsIn)
          .reduce((all, form) => all.filter((gap) => form.includes(gap)));
        language.words[key].split('|').forEach((form) => {
          const missing = inAll.filter((gap) => gap !== '{n}' && !form.includes(gap));
          expect([key, form, missing]).toEqual([key, form, []]);
        });
      });
    });

    it('has as many forms of each counted text as it knows numbers, and one of every other', () => {
      KEYS.forEach((key) => {
        const wanted = EN[key].includes('|') ? formsOf(language) : 1;
        expect([key, language.words[key].split('|').length]).toEqual([key, wanted]);
      });
    });

    it('has words everywhere, without spaces at their ends', () => {
      own.forEach((text, place) => {
        expect([place, place === 'number.group' || text === text.trim()]).toEqual([place, true]);
        expect([place, text.length > 0]).toEqual([place, true]);
      });
    });
  }
);

describe.each(OTHERS.map((language) => [language.name, language] as const))('%s', (_name, language) => {
  it('leaves nothing in English', () => {
    const same = [...textsIn(ENGLISH)].filter(([place, text]) => textsIn(language).get(place) === text);
    const allowed = Object.keys(SAME).filter((key) => SAME[key]?.includes(language.code));
    expect(same.map(([place]) => place).sort()).toEqual(allowed.sort());
  });

  it('is at most a third longer than English, and a word', () => {
    textsIn(ENGLISH).forEach((text, place) => {
      const longest = (all = ''): number => Math.max(...all.split('|').map(widthOf));
      const own = longest(textsIn(language).get(place));
      expect([place, own <= longest(text) * 1.35 + 12 ? 'fits' : own]).toEqual([place, 'fits']);
    });
  });
});

describe('languages', () => {
  const latin = LANGUAGES.filter(({ code }) => code !== 'ja' && code !== 'ar');

  it.each(['400', '700'])('of Latin letters have every sign in the face that ships (%s)', (weight) => {
    const known = signsIn(readFileSync(join(ROOT, `static/fonts/atkinson-${weight}.woff2`)));
    const used = latin.flatMap((language) => [...[...textsIn(language).values()].join(''), ...language.name]);
    const needed = [...used, ...'ßœŒ¿¡«»„“”’…·×ÅØÆ'];
    expect([...new Set(needed.filter((sign) => !known.has(sign.codePointAt(0) as number)))]).toEqual([]);
  });

  it('are found by the tag of a set, whatever its region and however it is written', () => {
    const found = ['de-AT', 'AR_eg', 'ja', 'fr-CA', 'es-419'].map((tag) => languageFor(tag).code);
    expect(found).toEqual(['de', 'ar', 'ja', 'fr', 'es']);
  });

  it('that we do not speak are English', () => {
    expect(['', 'xx', 'fi-FI', 'den'].map((tag) => languageFor(tag).code)).toEqual(['en', 'en', 'en', 'en']);
  });

  it('count as their speakers do', () => {
    const forms = (code: string, ...numbers: number[]): number[] => numbers.map(languageFor(code).forms);
    expect(forms('en', 0, 1, 2, 11)).toEqual([1, 0, 1, 1]);
    expect(forms('fr', 0, 1, 2, 11)).toEqual([0, 0, 1, 1]);
    expect(forms('ja', 0, 1, 2, 11)).toEqual([0, 0, 0, 0]);
    expect(forms('ar', 0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)).toEqual([
      0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4
    ]);
  });

  it('agree with what the engine of today knows about numbers', () => {
    const names = { ar: ['zero', 'one', 'two', 'few', 'many', 'other'], fr: ['one', 'other'] };
    const rest = { de: ['one', 'other'], es: ['one', 'other'], en: ['one', 'other'], ja: ['other'] };
    Object.entries({ ...names, ...rest }).forEach(([code, forms]) => {
      const rules = new Intl.PluralRules(code);
      Array.from({ length: 1000 }, (_, n) => n).forEach((n) => {
        expect([code, n, forms[languageFor(code).forms(n)]]).toEqual([code, n, rules.select(n)]);
      });
    });
  });

  it('fill in the number and whatever else is told', () => {
    const { count, say } = textsOf(languageFor('ar'));
    expect(count('trouble.next', 7)).toContain('7');
    expect(count('trouble.next', 2)).not.toContain('2');
    expect(say('connecting.server', { server: 'Attic' })).toContain('Attic');
  });
});

describe('a seventh language', () => {
  it('that lacks a text does not compile', () => {
    const folder = join(ROOT, 'src/ui/texts');
    const file = join(folder, 'seventh.ts');
    const source = `import type { Words } from './texts';
import { EN } from './en';
const { 'exit.stay': _left, ...rest } = EN;
export const WORDS: Words = rest;`;
    expect(complaintsOf(file, source).join('\n')).toContain('exit.stay');
    expect(complaintsOf(file, source.replace('= rest', '= EN'))).toEqual([]);
  });

  it('is one more line in the list of languages, as CONTRIBUTING says', () => {
    const recipe = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
    ['src/ui/texts/en.ts', 'src/ui/texts/failures-en.ts', 'src/ui/texts/languages.ts', 'forms.ts'].forEach(
      (named) => expect(recipe).toContain(named)
    );
    expect(languageFor('qps-PLOC', [...LANGUAGES, PSEUDO])).toBe(PSEUDO);
  });
});

/** What the compiler says of a file that is not on the disk. */
function complaintsOf(file: string, source: string): readonly string[] {
  const options: ts.CompilerOptions = { strict: true, noEmit: true, lib: ['lib.es5.d.ts'], types: [] };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : read(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
