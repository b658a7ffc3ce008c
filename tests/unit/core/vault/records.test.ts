import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { COUCHKEY, keyFor, nameIn, RETUNE } from '../../../../src/core/vault/keys';
import {
  classOf,
  legacyClassOf,
  LEGACY_SUFFIXES,
  RECORD_NAMES,
  takes
} from '../../../../src/core/vault/records';

const src = join(__dirname, '../../../../src');

/** Every text that the sources hand to a vault as a name, directly or by a constant named …RECORD or RECORDS. */
function namesInUse(): readonly string[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts')
  );
  const texts = files.map((file) => readFileSync(join(src, file), 'utf8'));
  const direct = texts.flatMap((text) => [...text.matchAll(/vault\.(?:read|write|remove)\(\s*'([^']+)'/g)]);
  const named = texts.flatMap((text) => [...text.matchAll(/const \w*RECORD\w* = '([^']+)'/g)]);
  const tables = texts
    .flatMap((text) => [...text.matchAll(/const RECORDS = \{([^}]*)\}/g)])
    .flatMap(([, body]) => [...(body ?? '').matchAll(/: '([^']+)'/g)]);
  return [...direct, ...named, ...tables].map(([, name]) => name ?? '');
}

describe('the one list of records', () => {
  it('has every name that any module uses', () => {
    const used = namesInUse();
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((name) => !RECORD_NAMES.includes(name))).toEqual([]);
  });

  it('lets a sign-out take everything but taste and name, and a reset take all', () => {
    const kept = RECORD_NAMES.filter((name) => !takes('account', classOf(name)));
    expect([...kept].sort()).toEqual(['clientId', 'plex.jwtClientId', 'settings']);
    expect(RECORD_NAMES.every((name) => takes('all', classOf(name)))).toBe(true);
  });

  it.each(['unlisted', 'toString', '__proto__', ''])(
    'takes %p, which nobody listed, for an account’s',
    (name) => {
      expect([classOf(name), legacyClassOf(name)]).toEqual(['account', 'account']);
    }
  );

  it('keeps the name of the set apart also in what older programs left', () => {
    expect(LEGACY_SUFFIXES.filter((suffix) => legacyClassOf(suffix) !== 'account')).toEqual(['client_id']);
  });
});

describe('the keys of a store', () => {
  it('lead back to the record, in every preset', () => {
    [COUCHKEY, RETUNE].forEach((preset) =>
      (['a', 'b', 'torn'] as const).forEach((slot) =>
        RECORD_NAMES.forEach((name) => expect(nameIn(preset, keyFor(preset, name, slot))).toBe(name))
      )
    );
  });

  it.each([
    '',
    'couchkey_',
    'couchkey_.a',
    'couchkey_settings',
    'couchkey_settings.c',
    'other_settings.a',
    'settings.a'
  ])('leave %p to whoever wrote it', (key) => expect(nameIn(COUCHKEY, key)).toBeNull());
});
