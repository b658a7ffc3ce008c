import { avatar } from './avatar';
import { breakText } from './break-text';
import { header, plate, words } from './parts';
import { lineOf, SAFE, SCREEN } from './theme';
import type { Person } from '../core/model/session-state';
import type { Part, PressPart } from './page';
import type { Sight } from './sight';

const EDGE = 6;
const GAP = 15;
const PAD = 27;
const ROOM = 780;

/** The top line of a screen on which somebody is signed in: in its corner lies the account menu. */
export function signedInHeader(sight: Sight, person: Person, text: string, id = 'account'): readonly Part[] {
  return header(sight, '').concat(accountPill(sight, person, text, id));
}

function accountPill(sight: Sight, person: Person, text: string, id: string): PressPart {
  const h = lineOf('hint', sight.large) + 2 * 9;
  const side = h - 2 * EDGE;
  const x = EDGE + side + GAP;
  const { w } = breakText(sight, text, { size: 'hint', bold: false, w: ROOM, lines: 1 });
  const name = words(sight, { x, y: 9, w, text, size: 'hint', ink: 'quiet', lit: 'ink' });
  const box = { x: SCREEN.w - SAFE.x - (x + w + PAD), y: SAFE.y, w: x + w + PAD, h };
  const inside = avatar(sight, person, EDGE, EDGE, side).concat(name);
  return { ...plate(box, id, text, { type: 'openDialog', dialog: 'accountMenu' }, inside), radius: h / 2 };
}
