// promises: M8
/** What an admin reads, and what the gateway does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADMIN_WORDS } from '../../../src/gateway/words/admin-words';

const SOURCES = join(__dirname, '../../../src/gateway');

function eventsWritten(): readonly string[] {
  const texts = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(SOURCES, path), 'utf8'));
  const found = texts.flatMap((text) =>
    [...text.matchAll(/\bevent: '(\w+)'/g)].map(([, name]) => name ?? '')
  );
  return [...new Set(found)];
}

const written = eventsWritten();
const languages = Object.entries(ADMIN_WORDS);

it('finds the events in the sources', () => {
  expect(written).toEqual(expect.arrayContaining(['signIn', 'handOver', 'setupWrongCode']));
});

it.each(languages)('every event of the audit log has a name in %s', (_language, words) => {
  expect(written.filter((name) => (words[`event.${name}`] ?? '') === '')).toEqual([]);
});

it.each(languages.filter(([language]) => language !== 'en'))(
  'none of them is left in English in %s',
  (_language, words) => {
    const english = ADMIN_WORDS['en'] ?? {};
    const same = Object.keys(english).filter((name) => words[name] === english[name]);
    expect(same.filter((name) => !['admin', 'pin', 'stay'].includes(name))).toEqual([]);
  }
);

it.each(languages)('counts alike in %s', (_language, words) => {
  const gaps = (text: string): readonly string[] => text.match(/\{\w+\}/g) ?? [];
  const english = ADMIN_WORDS['en'] ?? {};
  expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
  Object.entries(words).forEach(([name, text]) => expect(gaps(text)).toEqual(gaps(english[name] ?? '')));
});
