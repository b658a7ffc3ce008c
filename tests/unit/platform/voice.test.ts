import { JSDOM } from 'jsdom';
import { voiceHere } from '../../../src/platform/voice/voice-here';
import { fakeLuna } from '../../support/fake-luna';
import { VirtualClock } from '../../support/virtual-clock';

type Said = { readonly text: string; readonly lang: string };
type Room = {
  readonly clock: VirtualClock;
  readonly said: Said[];
  readonly cancelled: string[];
  readonly say: (text: string) => void;
  readonly document: Document;
  readonly is: { on: boolean };
};

function setUp(own: object = {}): Room {
  const { window } = new JSDOM('<body></body>');
  const said: Said[] = [];
  const cancelled: string[] = [];
  class SpeechSynthesisUtterance {
    public lang = '';
    constructor(public readonly text: string) {}
  }
  const speechSynthesis = { speak: (each: Said) => said.push(each), cancel: () => cancelled.push('') };
  Object.assign(window, { SpeechSynthesisUtterance, speechSynthesis }, own);
  const clock = new VirtualClock();
  const is = { on: true };
  const settings = { isOn: () => is.on, language: () => 'de' };
  const { say } = voiceHere(window as unknown as Window, (ms, then) => clock.after(ms, then), settings);
  return { clock, said, cancelled, say, document: window.document, is };
}

describe("the engine's own voice", () => {
  it('says what the focus came to rest on, in the language of the screens, and not what it passed', async () => {
    const room = setUp();
    room.say('Anna');
    await room.clock.advance(200);
    room.say('Ben');
    await room.clock.advance(299);
    expect(room.said).toEqual([]);
    await room.clock.advance(1);
    expect(room.said).toMatchObject([{ text: 'Ben', lang: 'de' }]);
  });

  it('drops what it was saying when there is something newer', async () => {
    const room = setUp();
    room.say('a long story');
    await room.clock.advance(300);
    room.say('short');
    await room.clock.advance(300);
    expect([room.cancelled.length, room.said.length]).toEqual([2, 2]);
  });

  it('is silent until the viewer switches it on', async () => {
    const room = setUp();
    room.is.on = false;
    room.say('Anna');
    await room.clock.advance(300);
    expect(room.said).toEqual([]);
  });

  it.each([
    ['has none', { speechSynthesis: undefined }],
    [
      'fails at it',
      {
        speechSynthesis: {
          cancel: () => undefined,
          speak: () => {
            throw new Error('no voices');
          }
        }
      }
    ]
  ])('is done without on an engine that %s', async (_how, own) => {
    const room = setUp(own);
    room.say('Anna');
    await expect(room.clock.advance(300)).resolves.toBeUndefined();
  });
});

describe("Samsung's guide", () => {
  it('finds something with the focus at once, and the newest words under it, each time in another element', async () => {
    const room = setUp({ tizen: {} });
    const seen = [room.document.activeElement];
    for (const text of ['Anna', 'Ben', 'Ben']) {
      room.say(text);
      await room.clock.advance(300);
      seen.push(room.document.activeElement);
      expect(room.document.activeElement?.getAttribute('aria-label')).toBe(text);
    }
    expect(seen.every((each, at) => each !== room.document.body && each !== seen[at + 1])).toBe(true);
  });

  it('reads elements that are there without being seen, and that OK does not press', async () => {
    const { document } = setUp({ tizen: {} });
    const nodes = [...document.querySelectorAll<HTMLElement>('[role=status]')];
    expect(nodes).toHaveLength(2);
    nodes.forEach((node) => {
      expect([node.tagName, node.style.display, node.style.visibility]).toEqual(['DIV', '', '']);
      expect([node.style.width, node.style.height]).toEqual(['1px', '1px']);
    });
  });

  it('has no elements on other sets', () => {
    expect(setUp().document.querySelectorAll('[role=status]')).toHaveLength(0);
  });
});

describe("LG's voice", () => {
  it('speaks while audio guidance is on, and leaves the rest to the engine while it is not', async () => {
    const luna = fakeLuna();
    const room = setUp(luna.world);
    const spoken = (): unknown[] => luna.calls.filter(({ uri }) => uri.endsWith('/speak'));
    const guidance = luna.calls[0];
    expect(guidance?.parameters).toMatchObject({ keys: ['audioGuidance'], subscribe: true });
    room.say('Anna');
    await room.clock.advance(300);
    expect([spoken().length, room.said.length]).toEqual([0, 1]);
    guidance?.answer('{"settings":{"audioGuidance":"on"}}');
    room.say('Ben');
    await room.clock.advance(300);
    expect(spoken()).toMatchObject([{ parameters: { text: 'Ben', clear: true } }]);
    expect(room.said).toHaveLength(1);
    guidance?.answer('{"settings":{"audioGuidance":"off"}}');
    room.say('Cleo');
    await room.clock.advance(300);
    expect([spoken().length, room.said.length]).toEqual([1, 2]);
  });
});
