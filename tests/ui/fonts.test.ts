import { loadFonts } from '../../src/platform/fonts';

type Loading = () => Promise<unknown>;

/** jsdom has no fonts: these load as the test says. */
function giveFonts(loading: { readonly [family: string]: Loading }): string[] {
  const asked: string[] = [];
  class FakeFace {
    constructor(private readonly _family: string) {}

    load(): Promise<unknown> {
      asked.push(this._family);
      return (loading[this._family] as Loading)();
    }
  }
  Object.assign(window, { FontFace: FakeFace });
  Object.defineProperty(document, 'fonts', { configurable: true, value: { add: () => undefined } });
  return asked;
}

const never: Loading = () => new Promise(() => undefined);
const missing: Loading = () => Promise.reject(new Error('404'));
const fine: Loading = () => Promise.resolve();

describe('fonts', () => {
  afterEach(() => {
    Reflect.deleteProperty(window, 'FontFace');
    Reflect.deleteProperty(document, 'fonts');
  });

  it('are all asked for at once, and none that is missing or hangs keeps the app from starting', async () => {
    const asked = giveFonts({ Missing: missing, Hanging: never, Fine: fine });
    const fonts = ['Missing', 'Hanging', 'Fine'].map((family) => ({ family, url: `${family}.woff2` }));
    const loading = loadFonts(fonts, [], 1);
    expect(asked).toEqual(['Missing', 'Hanging', 'Fine']);
    await expect(loading).resolves.toBeUndefined();
  });

  it('that the engine refuses to make are done without', async () => {
    giveFonts({});
    Object.assign(window, {
      FontFace: function (): never {
        throw new Error('SyntaxError');
      }
    });
    await expect(loadFonts([{ family: 'Bad', url: '' }], [])).resolves.toBeUndefined();
  });

  it('are done without on an engine that cannot load any', async () => {
    await expect(loadFonts([{ family: 'Any', url: 'any.woff2' }], [])).resolves.toBeUndefined();
  });
});
