import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { transformSync } from '@swc/core';
import { LANGUAGES } from '../../../src/ui/texts/languages';

const load = createRequire(__filename);
const { UNWANTED, innerNames, pruned, unusedMembers } = load('../../../webpack/prune.js') as {
  UNWANTED: readonly string[];
  innerNames: (sources: readonly string[], around: readonly string[]) => string[];
  pruned: (text: string, unused: readonly string[]) => string;
  unusedMembers: (sources: readonly string[], around: readonly string[], unwanted?: string[]) => string[];
};
const prune = load('../../../webpack/prune-loader.js') as {
  (this: { getOptions: () => { unused: readonly string[] } }, text: string): string;
  readonly READ: string;
};
const { pack } = load('../../../webpack/texts-loader.js') as {
  pack: (text: string, english: { file: string; text: string }) => string;
};

const ROOT = resolve(__dirname, '../../..');

const ELEMENT = `
class Element {
  constructor() { this.draw(); }
  draw() { return this.inner(); }
  inner() { return 1; }
  /** lonely() is only spoken of. */
  lonely() { return this.helper(); }
  helper() { return 2; }
  get size() { return 3; }
  set size(v) {}
}`;

describe('members of Lightning that nobody names', () => {
  it('are left out, and what only they named with them', () => {
    expect(unusedMembers([ELEMENT], [], [])).toEqual(['helper', 'lonely', 'size']);
  });

  it('come back as soon as a source of ours names them, in a string too', () => {
    expect(unusedMembers([ELEMENT], ["node.patch({ ['size']: 1 }); node.lonely();"], [])).toEqual([]);
  });

  it('are cut out whole', () => {
    expect(pruned(ELEMENT, ['helper', 'lonely', 'size'])).toMatch(
      /inner\(\) \{ return 1; \}\s+\/\*\*.*\*\/\s+\}$/
    );
  });

  it('may be named by Lightning where we know better, as long as Lightning has them', () => {
    const files = ['tree/Element', 'tree/Texture', 'application/Application', 'application/Component'];
    const more = ['platforms/browser/WebPlatform', 'renderer/webgl/WebGLRenderer'];
    const texts = 'textures/TextTextureRenderer.js';
    const all = [...[...files, ...more].map((file) => `${file}.mjs`), texts]
      .map((file) => readFileSync(join(ROOT, `node_modules/@lightningjs/core/dist/src/${file}`), 'utf8'))
      .join('\n');
    expect(UNWANTED.filter((name) => !new RegExp(`^ +(static )?${name}\\(`, 'm').test(all))).toEqual([]);
  });
});

describe('a read of Lightning that is there for what its getter does', () => {
  it('is a call in what ships, for the minifier takes reads for nothing', () => {
    const file = join(ROOT, 'node_modules/@lightningjs/core/dist/src/tree/Texture.mjs');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(prune.READ);
    const shipped = prune.call({ getOptions: () => ({ unused: [] }) }, text);
    expect(shipped).not.toContain(prune.READ);
    expect(shipped).toMatch(/decActiveCount\(\) \{\s+if \(this\.stage\.hasUpdateSourceTexture\(this\)\)/);
  });
});

describe('members of Lightning that only Lightning names', () => {
  const QUIET =
    'class Quiet { constructor() { this.depth = 0; } sink() { this.depth += 1; } get level() { return 1; } }';

  it('get shorter names', () => {
    expect(innerNames([QUIET], [])).toEqual(['depth', 'sink']);
  });

  it('keep theirs when a source around it says them, or Lightning itself in a string', () => {
    expect(innerNames([QUIET], ['quiet.sink()'])).toEqual(['depth']);
    expect(innerNames([QUIET, "call('sink'); call(`depth ${1}`)"], [])).toEqual([]);
  });

  it('keep theirs when they are read through a getter, which is a string once it is ES5', () => {
    expect(innerNames([QUIET], [])).not.toContain('level');
  });
});

/** The tables of a file of texts, as they are once it was packed. */
function tableOf(name: string, english: string): unknown {
  const read = (file: string): string => readFileSync(join(ROOT, `src/ui/texts/${file}.ts`), 'utf8');
  const code = pack(read(name), { file: english, text: read(english) });
  const [, call = ''] = /unpack\(MODEL, ("(?:[^"\\]|\\.)*")\)/.exec(code) ?? [];
  const unpack = transformSync(readFileSync(join(ROOT, 'webpack/texts/unpack.js'), 'utf8'), {
    swcrc: false,
    module: { type: 'commonjs' }
  }).code;
  const [ENGLISH] = LANGUAGES;
  const model = english === 'en' ? ENGLISH?.words : ENGLISH?.failures;
  return runInNewContext(`var exports = {}; ${unpack}; unpack(model, ${call})`, { model });
}

describe('the texts of a language, packed', () => {
  it.each(LANGUAGES.filter(({ code }) => code !== 'en'))(
    'say the same ($code)',
    ({ code, words, failures }) => {
      const english = LANGUAGES[0]?.words as object;
      expect({ ...words, ...english, ...(tableOf(code, 'en') as object) }).toEqual(words);
      expect(tableOf(`failures-${code}`, 'failures-en')).toEqual(failures);
    }
  );

  it('refuse a text of two lines, which would be taken for two', () => {
    const english = { file: 'en', text: "export const EN = { a: 'one' };" };
    expect(() => pack("export const DE = { a: 'one\\ntwo' };", english)).toThrow(/more than one line/);
  });
});
