// promises: C5
import { PNG } from 'pngjs';
import jsQR from 'jsqr';
import { built } from '../support/built';
import { withPage } from '../support/chromium';
import { serve } from '../support/serve';
import { startSimulator } from '../simulator/start';
import { checksFor } from '../device/checks';
import { decodeResult, encodeResult, engineIn, tapOf } from '../device/result';

jest.setTimeout(180_000);

const WEBOS =
  'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/53.0.2785.34 Safari/537.36';

describe('the result of a set', () => {
  const result = {
    answers: ['ok', 'not ok', 'skipped'],
    engine: 'Web0S Chrome/53.0',
    width: 1920,
    height: 1080
  } as const;

  it('is one short line that is read again as it was written', () => {
    expect(decodeResult(encodeResult(result))).toEqual(result);
    expect(decodeResult('https://elsewhere')).toBeNull();
  });

  it('fits a hundred bytes whatever the engine calls itself', () => {
    const answers = checksFor(null, 0).map(() => 'ok' as const);
    const line = encodeResult({ ...result, answers, engine: engineIn(WEBOS + 'x'.repeat(500)) });
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(100);
    expect(decodeResult(line)?.answers).toEqual(answers);
  });

  it('names the engine in a few letters', () => {
    expect(engineIn(WEBOS)).toBe('Web0S Chrome/53.0.2785.34');
    expect(engineIn('Mozilla/5.0 (SMART-TV; Linux; Tizen 4.0) AppleWebKit/538.1')).toBe(
      'Tizen 4.0 AppleWebKit/538.1'
    );
  });

  it('is told line by line as other test tools read it', () => {
    expect(tapOf(['a', 'b', 'c'], result.answers)).toBe(
      '1..3\nok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP no ?server= given'
    );
  });
});

describe('the device page in a browser', () => {
  it('shows every answer and a QR of the same line, and says that a page may not read a media server', async () => {
    const simulator = await startSimulator();
    const den = await simulator.media.add({
      name: 'Den',
      owner: 1001,
      addresses: [{ kind: 'local', protocol: 'http' }]
    });
    const folder = await built('browser', './tests/device/page.ts');
    const page = await serve(folder);
    await withPage(async (tab) => {
      await tab.goto(`${page.url}?server=${encodeURIComponent(den.addresses[0]?.listener.url ?? '')}`);
      const tap = await tab.waitForSelector('#tap', { timeout: 60_000 });
      const text = String(await tap?.evaluate((node) => node.textContent));
      const { data, width, height } = PNG.sync.read(Buffer.from(await tab.screenshot()));
      const line = jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '';
      expect(text.endsWith(line)).toBe(true);
      const answers = decodeResult(line)?.answers ?? [];
      expect(answers).toHaveLength(checksFor(null, 0).length);
      expect(text).toMatch(/^not ok 1 - this origin can read a media server$/m);
      expect(text).toMatch(/^ok 3 - IndexedDB keeps$/m);
    });
    await page.stop();
    await simulator.stop();
  });
});
