// promises: X1 C2
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { es5Fault } from '../../../scripts/es5';
import { build, built } from '../../support/built';
import { withPage } from '../../support/chromium';
import { AFTER_CHROME_38 } from '../../support/old-library';
import { serve } from '../../support/serve';

jest.setTimeout(120000);

const ROOT = resolve(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

type Rule = { readonly use?: { readonly options: { readonly env: object } } };
type Config = { readonly entry: string; readonly module: { readonly rules: readonly Rule[] } };

function config(): Config {
  return (createRequire(__filename)('../../../webpack.config.js') as () => Config)();
}

describe('the built script', () => {
  let script: string;

  beforeAll(async () => {
    script = readFileSync(join(await built('browser'), 'couchkey.js'), 'utf8');
  });

  it('is ES5', () => {
    expect(es5Fault(script)).toBeNull();
  });

  it("is not made of Lightning's published ES5 file, which is none", () => {
    const folder = dirname(createRequire(__filename).resolve('@lightningjs/core'));
    expect(es5Fault(readFileSync(join(folder, 'lightning.es5.js'), 'utf8'))).not.toBeNull();
    expect(es5Fault(script)).toBeNull();
  });

  it('calls nothing that Chrome 38 lacks and src/polyfills.ts does not bring', () => {
    const brought = read('src/polyfills.ts');
    const lacking = AFTER_CHROME_38.filter(([call]) => script.includes(call))
      .map(([, module]) => module)
      .filter((module) => !brought.includes(`'core-js/modules/${module}'`));
    expect(lacking).toEqual([]);
  });

  it('has hand-picked polyfills: letting the compiler pick them costs 42 kB', () => {
    const [scripts] = config().module.rules;
    expect(scripts?.use?.options.env).toEqual({ targets: { chrome: '38' } });
    expect(AFTER_CHROME_38.map(([, module]) => module)).toEqual(
      expect.arrayContaining(
        [...read('src/polyfills.ts').matchAll(/core-js\/modules\/([\w.-]+)'/g)].map(([, name]) => name)
      )
    );
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

describe('minifying', () => {
  it('leaves the names of states alone, by which Lightning finds them, and would lose any other', async () => {
    const served = await serve(await built('browser', './tests/fixtures/named-states.ts'));
    const visited = await withPage(async (page) => {
      await page.goto(served.url);
      return page.evaluate(() => (window as unknown as { visited: string[] }).visited);
    });
    await served.stop();
    expect(visited).toEqual(['kept', 'nowhere']);
  });
});
