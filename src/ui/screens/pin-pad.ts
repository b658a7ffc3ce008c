import { avatar } from '../avatar';
import { breakText } from '../break-text';
import { column } from '../column';
import { keyGrid, typingKey, type Key } from '../keypad';
import { page, shape } from '../parts';
import { SAFE, SCREEN } from '../theme';
import { secretOf } from '../../core/model/secret';
import type { AuthState, Person, SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';

type Asking = Extract<AuthState, { kind: 'askingProfilePin' | 'openingProfile' }>;

const DIGITS = 4;
const X = SAFE.x + 54;
const W = 780;
const PAD = { x: 1128, y: 216, w: 642, h: 648 };
const DOT = 42;
const SIDE = 150;

/** The PIN of one profile: four digits, and it goes off by itself. */
export function pinPadPage(state: SessionState, local: Local, sight: Sight): Page {
  const auth = state.auth;
  return auth.kind === 'askingProfilePin' || auth.kind === 'openingProfile'
    ? padPage(auth, local.typed.slice(0, DIGITS), sight)
    : page('pinPad', [], { first: '', spoken: '' });
}

function padPage(auth: Asking, typed: string, sight: Sight): Page {
  const isBusy = auth.kind === 'openingProfile';
  const title = sight.texts.say('pin.title', { name: shortName(auth.profile.title, sight) });
  const note = noteOf(auth, typed, sight);
  const filled = isBusy ? DIGITS : typed.length;
  return page('pinPad', besideOf(auth.profile, title, note, filled, sight).concat(keysOf(sight, isBusy)), {
    first: 'key:5',
    spoken: typed === '' ? title + '. ' + note : note,
    types: isBusy ? 'nothing' : 'digits',
    complete: !isBusy && filled === DIGITS ? { type: 'enterProfilePin', pin: secretOf(typed) } : null
  });
}

/** Whose PIN, how much of it is there, and what is the matter: in the middle beside the keys. */
function besideOf(who: Person, title: string, note: string, filled: number, sight: Sight): readonly Part[] {
  const heading = { text: title, size: 'title', bold: true, lines: 3 } as const;
  const head = column(sight, { x: X, y: SIDE + 30, w: W }, [heading]);
  const below = column(sight, { x: X, y: head.bottom + 36 + DOT + 30, w: W }, [
    { text: note, ink: 'quiet', lines: 7 }
  ]);
  const top = Math.round((SCREEN.h - below.bottom) / 2);
  const parts: readonly Part[] = avatar(sight, who, X, 0, SIDE);
  return parts
    .concat(head.parts, dotsOf(filled, head.bottom + 36), below.parts)
    .map((each: Part): Part => ({ ...each, y: each.y + top }));
}

/** A name that leaves room for what is said of it. */
function shortName(name: string, sight: Sight): string {
  return breakText(sight, name, { size: 'title', bold: true, w: W * 0.8, lines: 1 }).text;
}

function noteOf(auth: Asking, typed: string, sight: Sight): string {
  const { say, count, failure } = sight.texts;
  if (auth.kind === 'openingProfile') {
    return say('pin.checking');
  }
  if (typed !== '') {
    return count('pin.typed', typed.length, { all: DIGITS });
  }
  if (!('reason' in auth) || auth.reason === undefined) {
    return say('pin.hint');
  }
  const { says, help } = failure(auth.reason.code);
  return says + ' ' + help;
}

function dotsOf(filled: number, y: number): readonly Part[] {
  return [0, 1, 2, 3].map((at: number): Part =>
    shape({ x: X + at * 78, y, w: DOT, h: DOT }, DOT / 2, at < filled ? 'accent' : 'track')
  );
}

/** What is pressed while a PIN is checked belongs to no PIN. */
function keysOf(sight: Sight, isBusy: boolean): Part {
  const digit = (text: string): Key =>
    isBusy ? { ...typingKey(text), act: { type: 'clear' } } : typingKey(text);
  const digits: readonly (Key | null)[] = '123456789'.split('').map(digit);
  const text = sight.texts.say('keys.erase');
  const erase: Key = { id: 'erase', text, label: text, act: { type: 'erase' } };
  return keyGrid(sight, PAD, 3, digits.concat([null, digit('0'), erase]));
}
