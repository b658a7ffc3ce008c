import { avatar } from './avatar';
import { shape, words } from './parts';
import { lineOf, SAFE, SCREEN } from './theme';
import type { Person } from '../core/model/session-state';
import type { Ink, Part, PressPart } from './page';
import type { Sight } from './sight';

const SIDE = 129;
const TEXT_X = SAFE.x + SIDE + 36;
const TOP = 177;
const DOT_W = 48;
/** How far the fact beside a person reaches. */
export const FACT_W = SCREEN.w - SAFE.x - TEXT_X - DOT_W;

export type Greeting = {
  readonly person: Person;
  readonly title: string;
  readonly fact: string;
  readonly dot: Ink | null;
  readonly id: string;
};

/** The height at which what lies below a greeting begins. */
export const HELLO_END = TOP + SIDE + 6;

/** Whose evening it is, and one fact about it. A press on the person opens the account menu. */
export function hello(sight: Sight, how: Greeting): readonly Part[] {
  const line = lineOf('hint', sight.large);
  const title = words(sight, {
    x: TEXT_X,
    y: TOP - 6,
    w: FACT_W,
    text: how.title,
    size: 'title',
    bold: true
  });
  const y = title.y + title.h + 3;
  const x = how.dot === null ? TEXT_X : TEXT_X + DOT_W;
  const fact = words(sight, { x, y, w: FACT_W, text: how.fact, size: 'hint', ink: 'quiet' });
  const parts: readonly Part[] = [personPress(sight, how), title, fact];
  return how.dot === null
    ? parts
    : parts.concat(shape({ x: TEXT_X + 3, y: y + line / 2 - 12, w: 24, h: 24 }, 12, how.dot));
}

function personPress(sight: Sight, { person, id }: Greeting): PressPart {
  return {
    kind: 'press',
    x: SAFE.x,
    y: TOP,
    w: SIDE,
    h: SIDE,
    id,
    label: sight.texts.say('account.title'),
    radius: SIDE / 2,
    look: 'bare',
    act: { type: 'openDialog', dialog: 'accountMenu' },
    inside: avatar(sight, person, 0, 0, SIDE)
  };
}
