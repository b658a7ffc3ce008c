import { secretOf } from '../../core/model/secret';
import { column, type Paragraph } from '../column';
import { buttonH, buttonRow, page, type Choice } from '../parts';
import { SAFE, SCREEN } from '../theme';
import { addressOf } from './address-words';
import type { ProviderId } from '../../core/model/config';
import type { AuthState, Code, SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';

const W = SCREEN.w - 2 * SAFE.x;
const APART = 60;

/** What to do without a phone; and for developers, who know what it is, a token from a keyboard. */
export function helpPage(state: SessionState, local: Local, sight: Sight): Page {
  const provider = tokenFor(state);
  const typed = provider === null ? '' : local.typed;
  const low = column(sight, { x: SAFE.x, y: 0, w: W }, paragraphs(state, sight, typed));
  const h = low.bottom + APART + buttonH(sight);
  const y = Math.max(SAFE.y, Math.round((SCREEN.h - h) / 2));
  const text = column(sight, { x: SAFE.x, y, w: W }, paragraphs(state, sight, typed));
  const rowY = Math.min(text.bottom + APART, SCREEN.h - SAFE.y - buttonH(sight));
  const row = buttonRow(sight, SAFE.x, rowY, W, choices(sight, provider, typed));
  const parts: readonly Part[] = text.parts;
  return page('help', parts.concat(row), {
    first: 'ok',
    spoken: text.parts.map((each): string => each.text.replace(/\n/g, ' ')).join(' '),
    types: provider === null ? 'nothing' : 'address',
    done: 'ok'
  });
}

/** Which service would take a token now: while a code is on screen, none does. */
function tokenFor({ auth, config }: SessionState): ProviderId | null {
  const first = config.providers[0];
  return auth.kind === 'resting'
    ? auth.provider
    : auth.kind === 'signedOut' && first !== undefined
      ? first
      : null;
}

function codeIn(auth: AuthState): Code | null {
  return auth.kind === 'awaitingLink' ? auth.code : null;
}

function paragraphs(state: SessionState, sight: Sight, typed: string): readonly Paragraph[] {
  const { say, count } = sight.texts;
  const device = state.settings.values.deviceName;
  const far = device === '' ? say('help.anyFar') : say('help.far', { device });
  const code = codeIn(state.auth);
  const isScanOnly = code !== null && code.text === '';
  const tail = isScanOnly ? [] : [far, say('help.code')];
  const told = [wayOf(code, sight)].concat(tail, say('help.later'));
  const token =
    tokenFor(state) === null ? '' : typed === '' ? say('help.token') : count('help.typed', typed.length);
  const title: Paragraph = { text: say('help.title'), size: 'title', bold: true, lines: 2 };
  return [title].concat(
    told.map((text: string): Paragraph => ({ text, lines: 4, gap: 24 })),
    { text: token, size: 'hint', ink: typed === '' ? 'quiet' : 'accent', lines: 2, gap: 24 }
  );
}

function wayOf(code: Code | null, { texts }: Sight): string {
  if (code === null) {
    return texts.say('help.anyComputer');
  }
  return code.text === ''
    ? texts.say('help.camera')
    : texts.say('help.computer', { address: addressOf(code.link), code: code.text });
}

/** With something typed, the same press uses it: whoever types ends with Enter. */
function choices({ texts }: Sight, provider: ProviderId | null, typed: string): readonly Choice[] {
  const { say } = texts;
  if (provider === null || typed === '') {
    return [{ id: 'ok', label: say('help.ok'), act: { type: 'closeDialog' } }];
  }
  return [
    { id: 'ok', label: say('help.use'), act: { type: 'useToken', provider, token: secretOf(typed) } },
    { id: 'clear', label: say('help.clear'), act: { type: 'clear' } }
  ];
}
