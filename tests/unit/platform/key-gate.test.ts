import { JSDOM } from 'jsdom';
import fc from 'fast-check';
import { installGate } from '../../../src/platform/key-gate';
import { keysOf, KEY_SETS, type KeySet } from '../../../src/platform/keys';
import { createClaim, type ClaimPress } from '../../../src/platform/one-press';

type Room = {
  readonly press: (code: number, how?: { readonly repeat?: boolean; readonly name?: string }) => boolean;
  readonly release: (code: number, name?: string) => void;
  readonly wait: (ms: number) => void;
  readonly heardBy: number[];
  readonly claim: ClaimPress;
};

function setUp(set: KeySet = 'keyboard', heldBefore: { [code: number]: boolean } = {}): Room {
  const { window } = new JSDOM('<body></body>');
  let at = 1000;
  const now = (): number => at;
  const claim = createClaim(now);
  installGate(window as unknown as Window, { keys: keysOf(set), now, claim, heldBefore });
  const heardBy: number[] = [];
  window.addEventListener('keydown', (event) => heardBy.push(event.keyCode));
  const fire = (type: string, keyCode: number, rest: object): boolean => {
    const event = new window.KeyboardEvent(type, { keyCode, bubbles: true, cancelable: true, ...rest });
    return !window.document.body.dispatchEvent(event);
  };
  return {
    press: (code, { repeat = false, name } = {}) =>
      fire('keydown', code, { repeat, ...(name === undefined ? {} : { key: name }) }),
    release: (code, name) => void fire('keyup', code, name === undefined ? {} : { key: name }),
    wait: (ms) => void (at += ms),
    heardBy,
    claim
  };
}

function tap(room: Room, code: number): void {
  room.press(code);
  room.release(code);
}

describe('a press', () => {
  it.each(KEY_SETS)('is heard exactly once, whatever key it is (%s)', (set) => {
    const codes = Object.keys(keysOf(set)).map(Number);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...codes, 49, 65), { maxLength: 30 }), (story) => {
        const room = setUp(set);
        story.forEach((code) => tap(room, code));
        expect(room.heardBy).toEqual(story);
      }),
      { numRuns: 10 }
    );
  });

  it('is kept from the engine where it is ours, and left to it where it is not', () => {
    const room = setUp();
    expect([37, 13, 8, 27].map((code) => room.press(code))).toEqual([true, true, true, true]);
    expect([10182, 65, 116].map((code) => room.press(code))).toEqual([false, false, false]);
  });

  it('that is delivered twice is heard once', () => {
    const room = setUp();
    [13, 13, 27, 27, 37, 37].forEach((code) => room.press(code));
    expect(room.heardBy).toEqual([13, 27, 37]);
  });

  it('with a name and no code is heard under the code of that name', () => {
    const room = setUp('webos');
    expect(room.press(0, { name: 'GoBack' })).toBe(true);
    room.release(461);
    room.press(229, { name: 'ArrowLeft' });
    expect(room.heardBy).toEqual([461, 37]);
  });

  it('with a name and no code is released under that name too', () => {
    const room = setUp('webos');
    room.press(0, { name: 'Enter' });
    room.release(0, 'Enter');
    room.wait(200);
    room.press(0, { name: 'Enter' });
    expect(room.heardBy).toEqual([13, 13]);
  });
});

describe('a key that is held', () => {
  it('moves at once, after a pause, and then eight times a second at most', () => {
    const room = setUp();
    room.press(40);
    for (let ms = 0; ms < 2400; ms += 30) {
      room.wait(30);
      room.press(40, { repeat: true });
    }
    expect(room.heardBy.length).toBeGreaterThanOrEqual(15);
    expect(room.heardBy.length).toBeLessThanOrEqual(2 + (2400 - 400) / 120);
  });

  it.each([13, 27, 49])('acts once only when it is no arrow (%d)', (code) => {
    const room = setUp();
    room.press(code);
    for (let ms = 0; ms < 3000; ms += 50) {
      room.wait(50);
      room.press(code, { repeat: true });
    }
    expect(room.heardBy).toEqual([code]);
  });

  it('since before the app began is not heard until it was released', () => {
    const room = setUp('tizen', { 13: true });
    room.press(13, { repeat: true });
    room.wait(100);
    room.press(13);
    room.release(13);
    tap(room, 13);
    expect(room.heardBy).toEqual([13]);
  });

  it('and of which only repeats ever came is not heard either', () => {
    const room = setUp('webos');
    room.press(13, { repeat: true });
    room.wait(1000);
    room.press(13, { repeat: true });
    room.release(13);
    tap(room, 13);
    expect(room.heardBy).toEqual([13]);
  });

  it('counts as released after a silence: some remotes never say so', () => {
    const room = setUp();
    room.press(13);
    room.wait(2000);
    room.press(13);
    expect(room.heardBy).toEqual([13, 13]);
  });
});

describe('OK on a magic remote', () => {
  it('arrives as a click and as a key, and counts once', () => {
    const room = setUp('webos');
    expect(room.claim('click')).toBe(true);
    room.wait(20);
    tap(room, 13);
    expect(room.heardBy).toEqual([]);
    room.wait(300);
    tap(room, 13);
    expect(room.heardBy).toEqual([13]);
    expect(room.claim('click')).toBe(false);
    room.wait(300);
    expect(room.claim('click')).toBe(true);
    expect(room.claim('click')).toBe(true);
  });
});
