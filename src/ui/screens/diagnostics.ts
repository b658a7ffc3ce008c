import { button, buttonH, fixed, page, shape, words } from '../parts';
import { lineOf, SAFE, SCREEN } from '../theme';
import type { SessionState } from '../../core/model/session-state';
import type { GroupPart, Ink, Local, Page, Part } from '../page';
import type { Report, Sight } from '../sight';

const W = SCREEN.w - 2 * SAFE.x;
const TOP = 171;
/** What is counted is looked at so often. */
export const FRESH_MS = 1000;
/** How much of the screen the strip may take that lies over every page. */
const STRIP_LINES = 9;

/** What the app is doing, for whoever helps: its states, what the machine shows, and the newest lines of its log. */
export function diagnosticsPage(state: SessionState, _local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const title = say('settings.diagnostics');
  const foot = SCREEN.h - SAFE.y - buttonH(sight);
  const room = Math.floor((foot - 30 - TOP) / lineOf('hint', sight.large));
  const close = { id: 'close', label: say('all.close'), act: { type: 'cancel' } as const };
  const head: Part = words(sight, { x: SAFE.x, y: 66, w: W, text: title, size: 'title', bold: true });
  return page('diagnostics', [head, lines(state, sight, TOP, room), button(sight, SAFE.x, foot, close)], {
    first: 'close',
    spoken: title,
    changesInMs: FRESH_MS
  });
}

/** The same, beside whatever else is on the screen. It hears no key. */
export function debugStrip(state: SessionState, sight: Sight): readonly Part[] {
  if (state.dialog.kind === 'diagnostics') {
    return [];
  }
  const h = STRIP_LINES * lineOf('hint', sight.large);
  const y = SCREEN.h - SAFE.y - h;
  return [
    shape({ x: 0, y: y - 12, w: SCREEN.w, h: SCREEN.h - y + 12 }, 0, 'tile'),
    lines(state, sight, y, STRIP_LINES)
  ];
}

function lines(state: SessionState, sight: Sight, y: number, room: number): GroupPart {
  const line = lineOf('hint', sight.large);
  const report: Report = sight.report;
  const facts = [standing(state, sight)].concat(report.facts);
  const log = report.log.slice(facts.length - room).reverse();
  const texts = facts.concat(log.length === 0 ? sight.texts.say('diagnostics.empty') : log);
  const parts = texts.map((text: string, at: number): Part => {
    const ink = at < facts.length ? 'text' : inkOf(text);
    return words(sight, { x: 0, y: at * line, w: W, text, size: 'hint', ink });
  });
  return fixed({ x: SAFE.x, y, w: W, h: texts.length * line }, parts);
}

function inkOf(text: string): Ink {
  const [, level] = / (error|warn) /.exec(text) || [];
  return level === undefined ? 'quiet' : level === 'warn' ? 'fair' : 'bad';
}

/** The names of the states, as the log and the documents have them. */
function standing({ auth, connection, device }: SessionState, { version }: Sight): string {
  const network = device.online ? 'online' : 'offline';
  return ['Couchkey ' + version, 'auth ' + auth.kind, 'connection ' + connection.kind, network].join(' · ');
}
