import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { claimPage, keysHeld, reportStarted, setLanguage } from '../../src/platform/boot';

const GUARD = readFileSync(join(resolve(__dirname, '../../webpack'), 'guard.js'), 'utf8');

function press(keyCode: number, type = 'keydown'): boolean {
  const event = new KeyboardEvent(type, { keyCode, bubbles: true, cancelable: true } as KeyboardEventInit);
  return document.body.dispatchEvent(event);
}

describe('the page before the app', () => {
  const left: string[] = [];
  const heard: number[] = [];

  beforeAll(() => {
    document.body.innerHTML = '<div id="start" tabindex="-1"><p id="words"></p></div>';
    const application = { getCurrentApplication: () => ({ exit: () => left.push('exit') }) };
    Object.assign(window, { tizen: { application } });
    window.eval(GUARD);
    window.addEventListener('keydown', (event) => heard.push(event.keyCode));
  });

  it('can be left by every Back key there is, and lets no other key through', () => {
    [8, 27, 166, 461, 10009].forEach((code) => {
      expect(press(code)).toBe(false);
      press(code, 'keyup');
    });
    press(39);
    expect([left.length, heard]).toEqual([5, []]);
  });

  it('has something with the focus, which a guide can read', () => {
    expect(document.activeElement?.id).toBe('start');
  });

  it('says so when nothing starts, and how to go on', () => {
    window.onerror?.('torn');
    expect(document.getElementById('words')?.textContent).toMatch(/could not start \(B2\).*OK/);
  });

  it('tells the app which keys are down still, and hears none once that has drawn', () => {
    expect(Object.keys(keysHeld())).toEqual(['39']);
    reportStarted();
    press(13);
    expect([heard, document.getElementById('start')]).toEqual([[13], null]);
  });
});

describe('the page with the app', () => {
  it('runs one of them, also where its script is loaded twice', () => {
    expect([claimPage(), claimPage(), claimPage()]).toEqual([true, false, false]);
  });

  it('is in the language and direction of the screens', () => {
    const root = document.documentElement;
    setLanguage('ar', true);
    expect([root.lang, root.dir]).toEqual(['ar', 'rtl']);
    setLanguage('de', false);
    expect([root.lang, root.dir]).toEqual(['de', 'ltr']);
  });
});
