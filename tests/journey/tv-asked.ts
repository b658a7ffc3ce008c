/** What a test may ask a running app: which page is up, what can be pressed, and how to get there. */
import { App } from '../../src/ui/app';
import { moveFocus, pressesOn, topOf, type Direction } from '../../src/ui/focus';
import { handed, localOf, sightOf } from '../../src/ui/handed';
import { pictureFor } from '../../src/ui/page-for';
import type { Page } from '../../src/ui/page';

export type Press = { readonly id: string; readonly label: string; readonly x: number; readonly y: number };
export type Seen = {
  readonly page: string;
  /** What the voice would say of it. */
  readonly spoken: string;
  readonly focus: string;
  readonly presses: readonly Press[];
};

type Drawn = { readonly ref?: string; readonly alpha: number; readonly children: readonly Drawn[] };

/** Whatever the stage holds, from the app down. */
let drawn: Drawn | null = null;
const init = App.prototype._init;
App.prototype._init = function (this: App): void {
  drawn = this as unknown as Drawn;
  init.call(this);
};

/** How many things on the stage have the ring of the focus. */
function rings(on: Drawn | null = drawn): number {
  return on === null
    ? 0
    : on.children.reduce((sum, each) => sum + rings(each), on.ref === 'Ring' && on.alpha > 0 ? 1 : 0);
}

const DIRECTIONS: readonly Direction[] = ['up', 'down', 'left', 'right'];

function top(): Page {
  const { state } = handed().session;
  return topOf(pictureFor(state, localOf, sightOf(state)));
}

function seen(): Seen {
  const page = top();
  const presses = pressesOn(page).map(({ id, label, x, y, w, h }) => ({
    id,
    label,
    x: x + w / 2,
    y: y + h / 2
  }));
  return { page: page.name, spoken: page.spoken, focus: localOf(page.name).focus, presses };
}

/** The shortest way from the press that is lit; null where arrows do not lead there. */
function wayTo(id: string): readonly Direction[] | null {
  const page = top();
  const from = localOf(page.name).focus;
  const ways: { [id: string]: readonly Direction[] } = { [from]: [] };
  const open = [from];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const direction of DIRECTIONS) {
      const next = moveFocus(page, at, direction);
      if (ways[next] === undefined) {
        ways[next] = [...(ways[at] as readonly Direction[]), direction];
        open.push(next);
      }
    }
  }
  return ways[id] || null;
}

Object.assign(window, { tv: { seen, wayTo, rings } });
