// promises: X1 C2
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { es5Fault } from '../../../scripts/es5';
import { build, built } from '../../support/built';
import { AFTER_CHROME_38, es5Of, oldWorld } from '../../support/old-library';

jest.setTimeout(120000);

const ROOT = resolve(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

type Rule = { readonly use?: { readonly options: { readonly env: object } } };
type Config = { readonly entry: string; readonly module: { readonly rules: readonly Rule[] } };

const { PRIVATE } = createRequire(__filename)('../../../webpack.config.js') as { PRIVATE: RegExp };

function config(): Config {
  return (createRequire(__filename)('../../../webpack.config.js') as () => Config)();
}

let script: string;

beforeAll(async () => {
  script = readFileSync(join(await built('browser'), 'couchkey.js'), 'utf8');
});

describe('the built script', () => {
  it('is ES5', () => {
    expect(es5Fault(script)).toBeNull();
  });

  it("is not made of Lightning's published ES5 file, which is none", () => {
    const folder = dirname(createRequire(__filename).resolve('@lightningjs/core'));
    expect(es5Fault(readFileSync(join(folder, 'lightning.es5.js'), 'utf8'))).not.toBeNull();
    expect(es5Fault(script)).toBeNull();
  });

  it('calls nothing that Chrome 38 lacks and src/polyfills.ts does not bring', () => {
    const run = oldWorld(es5Of(read('src/polyfills.ts')));
    const lacking = AFTER_CHROME_38.filter(
      ([call, owner, name]) => script.includes(call) && !run<boolean>(`'${name}' in ${owner}`)
    );
    expect(lacking).toEqual([]);
  });

  it('has polyfills picked by hand: letting the compiler pick them costs 42 kB', () => {
    expect(config().module.rules[0]?.use?.options.env).not.toHaveProperty('mode');
    expect(script).not.toContain('__core-js');
  });
});

describe('shorter names for what is private', () => {
  it('are given to nothing that is called by a string, as getters are', () => {
    const getters = [...script.matchAll(/key:"(_\w+)"/g)].map(([, name]) => name as string);
    expect(getters).toContain('_children');
    expect(getters.filter((name) => PRIVATE.test(name))).toEqual([]);
  });

  it('are not given to what Lightning puts together out of the name of a key', () => {
    expect(PRIVATE.test('_handleBack') || PRIVATE.test('_captureKey')).toBe(false);
    expect(PRIVATE.test('_refocus')).toBe(true);
  });
});

describe('building twice', () => {
  const contents = (folder: string): (readonly [string, string])[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'base64')]);

  it('gives the same bytes', async () => {
    const again = mkdtempSync(join(tmpdir(), 'couchkey-again-'));
    await build('browser', './src/main-tv.ts', again);
    const [first, second] = [contents(await built('browser')), contents(again)];
    rmSync(again, { recursive: true });
    expect(second).toEqual(first);
  });
});
