import { modulesFor } from '../components/qr-node';
import { buttonH, fixed, header, page, button, shape, words } from '../parts';
import { lineOf, SAFE, SCREEN } from '../theme';
import type { AuthState, Code, SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';

type Awaiting = Extract<AuthState, { kind: 'awaitingLink' }>;

/** The code, its address and its picture: what a phone needs, once. */
export function linkPage(state: SessionState, _local: Local, sight: Sight): Page {
  const auth = state.auth;
  const corner = state.settings.values.deviceName;
  const parts = auth.kind === 'awaitingLink' ? awaitingParts(auth, sight) : [];
  const help = noPhone(sight);
  return page('link', header(sight, corner).concat(parts, help), {
    first: 'help',
    spoken: auth.kind === 'awaitingLink' ? auth.code.text.split('').join(' ') : ''
  });
}

function awaitingParts(auth: Awaiting, sight: Sight): readonly Part[] {
  const { say } = sight.texts;
  const title = words(sight, {
    x: SAFE.x,
    y: 180,
    w: 1000,
    text: say('link.title'),
    size: 'title',
    bold: true
  });
  return [title as Part].concat(codeBoxes(auth.code, sight), qrPlate(auth.code));
}

function codeBoxes(code: Code, sight: Sight): Part {
  const signs = code.text.split('');
  const inside = signs.map((sign: string, at: number): readonly Part[] => [
    shape({ x: at * 202, y: 0, w: 178, h: 228 }, 24, 'tile'),
    words(sight, { x: at * 202, y: 0, w: 178, text: sign, size: 'code', bold: true, align: 'middle' })
  ]);
  const all = inside.reduce((sum, each): readonly Part[] => sum.concat(each), [] as readonly Part[]);
  return fixed({ x: 184, y: 506, w: signs.length * 202 - 24, h: 228 }, all);
}

/** As many pixels per module as there is room for: a multiple of three, so that 720 lines stay sharp. */
function qrPlate(code: Code): Part {
  const modules = modulesFor(code.link);
  const module = Math.max(6, Math.floor(666 / (modules + 8) / 3) * 3);
  const side = (modules + 8) * module;
  const inner = { x: 4 * module, y: 4 * module, w: modules * module, h: modules * module };
  return fixed({ x: SCREEN.w - SAFE.x - side, y: 168, w: side, h: side }, [
    shape({ x: 0, y: 0, w: side, h: side }, 27, 'paper'),
    { kind: 'qr', ...inner, module, link: code.link }
  ]);
}

function noPhone(sight: Sight): Part {
  const choice = {
    id: 'help',
    label: sight.texts.say('link.noPhone'),
    act: { type: 'openDialog', dialog: 'help' } as const
  };
  const made = button(sight, 0, SCREEN.h - SAFE.y - 12 - buttonH(sight) - lineOf('hint', false) / 3, choice);
  return { ...made, x: SCREEN.w - SAFE.x - made.w };
}
