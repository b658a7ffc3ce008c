import { FAILURE_CODES } from '../../core/model/failure';
import { column } from '../column';
import { serverOf } from '../header-for';
import { button, buttonH, page, words } from '../parts';
import { lineOf, SAFE, SCREEN } from '../theme';
import { troubleOf } from './trouble-facts';
import { inOrder, isAtHome, isSecure, placeIn } from './address-words';
import type { FailureCode, Tried } from '../../core/model/failure';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';
import type { TextKey } from '../texts/texts';

const W = SCREEN.w - 2 * SAFE.x;
const LEFT = 720;
const GAP = 21;
const TOP = 66;

type Placed = { readonly parts: readonly Part[]; readonly bottom: number };

/** Each address of the server and what became of it: for whoever has to find out why. */
export function triedPage(state: SessionState, _local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const tried = askedFirst(troubleOf(state, sight.now).reason.tried || []);
  const server = serverOf(state.connection);
  const title = server === null ? say('trouble.tried') : say('tried.server', { server: server.name });
  const head = column(sight, { x: SAFE.x, y: TOP, w: W }, [
    { text: title, size: 'title', bold: true, lines: 2 },
    { text: tried.length === 0 ? say('tried.none') : '' }
  ]);
  const back = { id: 'ok', label: say('help.ok'), act: { type: 'closeDialog' } as const };
  const foot = button(sight, SAFE.x, SCREEN.h - SAFE.y - buttonH(sight), back);
  const list = rowsFor(sight, tried, head.bottom + 36, foot.y - 36);
  return page('tried', (head.parts as readonly Part[]).concat(list, foot), { first: 'ok', spoken: title });
}

/** What answered wrongly tells more than what was never asked. */
function askedFirst(tried: readonly Tried[]): readonly Tried[] {
  const isAsked = ({ result }: Tried): boolean =>
    result === 'slower' || FAILURE_CODES.indexOf(result as FailureCode) >= 0;
  return tried.filter(isAsked).concat(tried.filter((each: Tried): boolean => !isAsked(each)));
}

/** As many as there is room for; how many more there are is said. */
function rowsFor(sight: Sight, tried: readonly Tried[], y: number, end: number): readonly Part[] {
  const more = lineOf('hint', sight.large);
  let bottom = y;
  let parts: readonly Part[] = [];
  for (let at = 0; at < tried.length; at += 1) {
    const row = rowFor(sight, tried[at] as Tried, bottom);
    const isLast = at === tried.length - 1;
    if (row.bottom + (isLast ? 0 : GAP + more) > end) {
      return parts.concat(moreLine(sight, tried.length - at, bottom));
    }
    parts = parts.concat(row.parts);
    bottom = row.bottom + GAP;
  }
  return parts;
}

function moreLine(sight: Sight, n: number, y: number): Part {
  const text = sight.texts.count('tried.more', n);
  return words(sight, { x: SAFE.x, y, w: W, text, size: 'hint', ink: 'quiet' });
}

function rowFor(sight: Sight, { uri, result }: Tried, y: number): Placed {
  const { texts } = sight;
  const name = column(sight, { x: SAFE.x, y, w: LEFT }, [
    { text: inOrder(placeIn(uri), texts.rtl), lines: 1 },
    { text: texts.say(classOf(uri)), size: 'hint', ink: 'quiet', gap: 0, lines: 2 }
  ]);
  const x = SAFE.x + LEFT + 36;
  const said = { text: resultWords(texts, result), ink: result === 'slower' ? 'good' : 'text' } as const;
  const end = column(sight, { x, y, w: SCREEN.w - SAFE.x - x }, [{ ...said, lines: 3 }]);
  const parts: readonly Part[] = name.parts;
  return { parts: parts.concat(end.parts), bottom: Math.max(name.bottom, end.bottom) };
}

function classOf(uri: string): TextKey {
  const isHome = isAtHome(uri);
  return isSecure(uri)
    ? isHome
      ? 'tried.homeSecure'
      : 'tried.awaySecure'
    : isHome
      ? 'tried.homePlain'
      : 'tried.awayPlain';
}

/** In the words of the failure, or why it was not even asked. */
export function resultWords(texts: Sight['texts'], result: Tried['result']): string {
  return FAILURE_CODES.indexOf(result as FailureCode) >= 0
    ? texts.failure(result as FailureCode).says
    : texts.say(('tried.' + result) as TextKey);
}
