import { button, buttonH, fixed, page, words } from '../parts';
import { lineOf, SAFE, SCREEN } from '../theme';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';

const W = SCREEN.w - 2 * SAFE.x;
const TOP = 171;
const FRESH_MS = 2000;

/** What the app is doing, for whoever helps: its states and the newest lines of its log, which hold no secrets. */
export function diagnosticsPage(state: SessionState, _local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const title = say('diagnostics.title');
  const line = lineOf('hint', sight.large);
  const foot = SCREEN.h - SAFE.y - buttonH(sight);
  const room = Math.floor((foot - 30 - TOP) / line) - 1;
  const log = sight.log.slice(-room).reverse();
  const lines = [standing(state, sight)].concat(log.length === 0 ? say('diagnostics.empty') : log);
  const close = { id: 'close', label: say('all.close'), act: { type: 'cancel' } as const };
  const head: Part = words(sight, { x: SAFE.x, y: 66, w: W, text: title, size: 'title', bold: true });
  const texts = lines.map((text: string, at: number): Part =>
    words(sight, { x: 0, y: at * line, w: W, text, size: 'hint', ink: at === 0 ? 'text' : 'quiet' })
  );
  const box = { x: SAFE.x, y: TOP, w: W, h: lines.length * line };
  return page('diagnostics', [head, fixed(box, texts), button(sight, SAFE.x, foot, close)], {
    first: 'close',
    spoken: title,
    changesInMs: FRESH_MS
  });
}

/** The names of the states, as the log and the documents have them. */
function standing({ auth, connection, device }: SessionState, { version }: Sight): string {
  const network = device.online ? 'online' : 'offline';
  return ['Couchkey ' + version, 'auth ' + auth.kind, 'connection ' + connection.kind, network].join(' · ');
}
