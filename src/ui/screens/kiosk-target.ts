import { column } from '../column';
import { header, buttonRow, page } from '../parts';
import { hello, HELLO_END } from '../hello';
import { leftToRight } from '../left-to-right';
import { readAloud } from '../question';
import { signInOf } from '../sign-in-of';
import { handOverWays } from './admin';
import { SAFE, SCREEN } from '../theme';
import { waysFor } from '../ways';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page } from '../page';
import type { Choice } from '../parts';
import type { Sight } from '../sight';

const W = SCREEN.w - 2 * SAFE.x;

/** What the operator of a kiosk shows to whoever has signed in. There is no way out but signing out. */
export function kioskTargetPage(state: SessionState, _local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const signIn = signInOf(state.auth);
  if (signIn === null) {
    return page('kioskTarget', [], { first: '', spoken: '' });
  }
  const { message, url } = state.config.target;
  const title = say('home.hello', { name: signIn.profile.title });
  const fact = say('account.signedIn', { name: signIn.account.title });
  const text = column(sight, { x: SAFE.x, y: HELLO_END + 96, w: W - 240 }, [
    { text: message === '' ? say('kiosk.ready') : message, size: 'heading', lines: 4 },
    { text: url === '' ? '' : say('kiosk.goesOn'), ink: 'quiet', gap: 36 },
    { text: leftToRight(url), size: 'heading', bold: true, ink: 'accent', lines: 2, gap: 6 }
  ]);
  const choices = handOverWays(state, sight).concat(waysFor(state, signIn, sight.texts));
  const parts = header(sight, state.settings.values.deviceName).concat(
    hello(sight, { person: signIn.profile, title, fact: fact, dot: 'good', id: 'account' }),
    text.parts,
    buttonRow(sight, SAFE.x, text.bottom + 72, W, choices)
  );
  return page('kioskTarget', parts, {
    first: (choices[0] as Choice).id,
    spoken: title + '. ' + readAloud(text.parts)
  });
}
