import { avatar } from '../avatar';
import { page, words } from '../parts';
import { rowsIn } from '../rows';
import { signInOf } from '../sign-in-of';
import { waysFor } from '../ways';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Choice } from '../parts';
import type { Row } from '../rows';
import type { Sight } from '../sight';

const X = 510;
const W = 900;
const TOP = 186;
const SIDE = 129;

/** What concerns the account, from wherever somebody is signed in. */
export function accountMenuPage(state: SessionState, local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const signIn = signInOf(state.auth);
  if (signIn === null) {
    return page('accountMenu', [], { first: '', spoken: '' });
  }
  const about: Choice = {
    id: 'about',
    label: say('settings.about'),
    act: { type: 'openDialog', dialog: 'about', about: 'accountMenu' }
  };
  const ways = waysFor(state, signIn, sight.texts);
  const choices = ways.slice(0, -1).concat(about, ways.slice(-1));
  const rows = choices.map((each: Choice): Row => ({ ...each, value: '' }));
  const { presses } = rowsIn(sight, { x: X, y: 372, w: W, h: 654 }, rows, local);
  const title = say('account.signedIn', { name: signIn.account.title });
  const head = words(sight, {
    x: X + 165,
    y: 0,
    w: W - 165,
    text: title,
    size: 'heading',
    bold: true,
    lines: 2
  });
  const beside: Part = { ...head, y: TOP + (SIDE - head.h) / 2 };
  const parts = avatar(sight, signIn.account, X, TOP, SIDE).concat(beside, presses);
  return page('accountMenu', parts, { first: (choices[0] as Choice).id, spoken: title });
}
