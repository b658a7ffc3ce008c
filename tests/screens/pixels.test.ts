/** Contrast as the eye gets it: from the pixels of a photograph, where the data say that a text stands. */
import { PNG } from 'pngjs';
import { pictureFor } from '../../src/ui/page-for';
import { ENGLISH, textsOf } from '../../src/ui/texts/texts';
import { contrastOf, luminanceOf, neededBy } from './contrast';
import { openGallery, type Gallery } from './gallery';
import { leavesOf, type Leaf } from './leaves';
import { openRuler, type Ruler } from './ruler';
import { STATES } from './states';
import type { SessionState } from '../../src/core/model/session-state';

const MINUTES = 60_000;
/** Where the clock of the gallery stands. */
const NOW = 100000;

let gallery: Gallery;
let ruler: Ruler;

function coloursIn(png: PNG, { x, y, w, h }: Leaf): readonly number[] {
  const colours = [];
  for (let py = Math.floor(y); py < y + h; py += 1) {
    for (let px = Math.floor(x); px < x + w; px += 1) {
      const at = 4 * (py * png.width + px);
      colours.push(png.data.readUIntBE(at, 3));
    }
  }
  return colours;
}

/** The colour that most of a text's box has is its ground; the one furthest from it in light is its ink. */
function contrastIn(png: PNG, leaf: Leaf): number {
  const counts = new Map<number, number>();
  coloursIn(png, leaf).forEach((colour) => counts.set(colour, (counts.get(colour) ?? 0) + 1));
  const ground = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
  const far = (colour: number): number => Math.abs(luminanceOf(colour) - luminanceOf(ground));
  const ink = [...counts.keys()].reduce((most, each) => (far(each) > far(most) ? each : most));
  return contrastOf(ink, ground);
}

describe('the pixels of a text and of its ground', () => {
  beforeAll(async () => {
    [gallery, ruler] = [await openGallery(), await openRuler()];
  }, 4 * MINUTES);

  afterAll(async () => {
    await gallery?.close();
    await ruler?.close();
  });

  it.each(['link', 'trouble'])(
    'are far enough apart on %s: 7 for the code and the address, 4.5 for the rest',
    async (name) => {
      const state = STATES[name] as SessionState;
      await gallery.show(state);
      const png = PNG.sync.read(Buffer.from(await gallery.tab.screenshot()));
      const leaves = await ruler.with((measure) => {
        const rest = {
          texts: textsOf(ENGLISH),
          now: NOW,
          large: false,
          version: '0.0.0',
          report: { facts: [], log: [] }
        };
        const sight = { ...rest, measure };
        return leavesOf(pictureFor(state, () => ({ focus: '', typed: '' }), sight).ground, sight);
      });
      const texts = leaves.filter(({ kind, text }) => kind === 'text' && text !== '');
      expect(texts.length).toBeGreaterThan(3);
      texts.forEach((leaf) => {
        const ratio = contrastIn(png, leaf);
        expect([leaf.text, ratio >= neededBy(leaf) ? 'clear' : ratio]).toEqual([leaf.text, 'clear']);
      });
    },
    MINUTES
  );
});
