import { breakText } from '../break-text';
import { column, type Paragraph } from '../column';
import { serverOf } from '../header-for';
import { hello, HELLO_END } from '../hello';
import { buttonRow, header, page, type Choice } from '../parts';
import { signInOf } from '../sign-in-of';
import { SAFE, SCREEN } from '../theme';
import { tilesGap, tilesToCome, tilesTop } from '../tiles';
import type { SessionState, SignIn } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';

const W = SCREEN.w - 2 * SAFE.x;

/** Signed in, and on the way to a server. A stray press opens the account's menu and breaks nothing off. */
export function connectingPage(state: SessionState, _local: Local, sight: Sight): Page {
  const signIn = signInOf(state.auth);
  return signIn === null
    ? page('connecting', header(sight, ''), { first: '', spoken: '' })
    : connectingAs(signIn, state, sight);
}

function connectingAs({ profile }: SignIn, state: SessionState, sight: Sight): Page {
  const title = titleOf(state, sight);
  const fact = sight.texts.say('connecting.who', { person: profile.title });
  const greeting = { person: profile, title, fact, dot: null, id: 'account' };
  const notes = column(sight, { x: SAFE.x, y: HELLO_END + 18, w: W }, forgetful(state, sight));
  const tiles = tilesToCome(sight, tilesTop(sight, notes.parts.length === 0 ? 0 : notes.bottom + 24));
  const { y, h } = tiles[0] as Part;
  const parts = header(sight, state.settings.values.deviceName).concat(
    hello(sight, greeting),
    notes.parts,
    tiles,
    buttonRow(sight, SAFE.x, y + h + tilesGap(sight), W, choices(state, sight))
  );
  return page('connecting', parts, { first: 'account', spoken: title + '. ' + fact });
}

/** The server by its name, where there is room for all of it. */
function titleOf({ connection }: SessionState, sight: Sight): string {
  const { say } = sight.texts;
  if (connection.kind === 'listing') {
    return say('connecting.list');
  }
  const server = serverOf(connection);
  const named = server === null ? '' : say('connecting.server', { server: server.name });
  const room = { size: 'title', bold: true, w: 1440, lines: 1 } as const;
  return named === '' || breakText(sight, named, room).isCut ? say('connecting.any') : named;
}

/** Said wherever somebody is signed in on a set that kept nothing. */
export function forgetful({ auth }: SessionState, { texts }: Sight): readonly Paragraph[] {
  return 'remembered' in auth && !auth.remembered ? [{ text: texts.say('note.forgetful'), ink: 'fair' }] : [];
}

function choices({ connection }: SessionState, { texts }: Sight): readonly Choice[] {
  return connection.kind === 'idle'
    ? []
    : [{ id: 'other', label: texts.say('trouble.other'), act: { type: 'switchServer' } }];
}
