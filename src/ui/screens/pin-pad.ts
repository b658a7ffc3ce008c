import { avatar } from '../avatar';
import { keyGrid, typingKey, type Key } from '../keypad';
import { page, shape, words } from '../parts';
import { SAFE } from '../theme';
import { secretOf } from '../../core/model/secret';
import type { AuthState, SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';

type Asking = Extract<AuthState, { kind: 'askingProfilePin' | 'openingProfile' }>;

const DIGITS = 4;
const X = SAFE.x + 54;
const W = 780;
const PAD = { x: 1128, y: 216, w: 642, h: 648 };
const DOT = 42;

/** The PIN of one profile: four digits, and it goes off by itself. */
export function pinPadPage(state: SessionState, local: Local, sight: Sight): Page {
  const auth = state.auth;
  return auth.kind === 'askingProfilePin' || auth.kind === 'openingProfile'
    ? padPage(auth, local.typed.slice(0, DIGITS), sight)
    : page('pinPad', [], { first: '', spoken: '' });
}

function padPage(auth: Asking, typed: string, sight: Sight): Page {
  const isBusy = auth.kind === 'openingProfile';
  const title = sight.texts.say('pin.title', { name: auth.profile.title });
  const note = noteOf(auth, typed, sight);
  const head = words(sight, { x: X, y: 474, w: W, text: title, size: 'title', bold: true, lines: 2 });
  const dots = dotsOf(isBusy ? DIGITS : typed.length, head.y + head.h + 36);
  const below = words(sight, {
    x: X,
    y: head.y + head.h + 36 + DOT + 36,
    w: W,
    text: note,
    size: 'body',
    ink: 'quiet',
    lines: 3
  });
  const parts: readonly Part[] = avatar(sight, auth.profile, X, 294, 150);
  return page('pinPad', parts.concat(head, dots, below, keyGrid(sight, PAD, 3, keysOf(sight))), {
    first: 'key:5',
    spoken: typed === '' ? title + '. ' + note : note,
    types: 'digits',
    complete: !isBusy && typed.length === DIGITS ? { type: 'enterProfilePin', pin: secretOf(typed) } : null
  });
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

function keysOf(sight: Sight): readonly (Key | null)[] {
  const digits: readonly (Key | null)[] = '123456789'.split('').map(typingKey);
  const text = sight.texts.say('keys.erase');
  const erase: Key = { id: 'erase', text, label: text, act: { type: 'erase' } };
  return digits.concat([null, typingKey('0'), erase]);
}
