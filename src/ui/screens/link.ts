import { headerFor } from '../header-for';
import { button, buttonH, page, words } from '../parts';
import { waitParts } from '../plain-page';
import { hostOf, reasonLine } from '../services';
import { SAFE, SCREEN } from '../theme';
import { addressOf } from './address-words';
import { codeParts } from './link-code';
import { lifeOf, type Awaiting } from './link-life';
import { linkWaitPage, MAIN } from './link-waits';
import type { Code, SessionState } from '../../core/model/session-state';
import type { Local, Page, Part, PressPart } from '../page';
import type { Sight } from '../sight';

const BOTTOM = SCREEN.h - SAFE.y;

/** The way in by phone: a code with its picture, and the moments before and after it. */
export function linkPage(state: SessionState, local: Local, sight: Sight): Page {
  return state.auth.kind === 'awaitingLink'
    ? awaitingPage(state, state.auth, sight)
    : linkWaitPage(state, local, sight);
}

function awaitingPage(state: SessionState, auth: Awaiting, sight: Sight): Page {
  const life = lifeOf(auth, state.config, sight);
  const help = noPhone(sight);
  const w = help.x - SAFE.x - 48;
  const h = waitParts(sight, { share: life.share, lines: [life.text] }, 0, w).bottom;
  const y = Math.min(BOTTOM - h, help.y + Math.round((help.h - h) / 2));
  const count = waitParts(sight, { share: life.share, lines: [life.text] }, y, w);
  const news = newsOf(auth, sight, y - 12, w);
  const floor = Math.min(y, news === null ? y : news.y) - 24;
  const told: readonly Part[] = news === null ? [] : [news];
  const parts = headerFor(state, sight).concat(codeParts(sight, auth.code, floor), told, count.parts, help);
  return page('link', parts, {
    first: MAIN,
    spoken: spokenOf(auth.code, sight),
    changesInMs: isFinite(life.changesInMs) ? life.changesInMs : null
  });
}

/** What is wrong, while the code stays; or that it is another code than a moment ago. */
function newsOf(auth: Awaiting, sight: Sight, bottom: number, w: number): Part | null {
  const { reason, old, provider, misses, renewal } = auth;
  const tries = Math.max(misses, renewal.ask === null ? 0 : renewal.ask.nth - 1);
  const text =
    reason !== undefined
      ? reasonLine(sight.texts, reason, hostOf(provider), tries)
      : old === null
        ? ''
        : sight.texts.say('link.renewed');
  if (text === '') {
    return null;
  }
  const ink = reason === undefined ? 'accent' : 'fair';
  const said = words(sight, { x: SAFE.x, y: 0, w, text, size: 'hint', ink, lines: 2 });
  return { ...said, y: bottom - said.h };
}

/** Letter by letter, twice, and then where to. */
function spokenOf(code: Code, { texts }: Sight): string {
  return code.text === ''
    ? texts.say('link.spokenScan')
    : texts.say('link.spoken', { code: code.text.split('').join(', '), address: addressOf(code.link) });
}

function noPhone(sight: Sight): PressPart {
  const act = { type: 'openDialog', dialog: 'help' } as const;
  const choice = { id: MAIN, label: sight.texts.say('link.noPhone'), act };
  const made = button(sight, 0, BOTTOM - buttonH(sight), choice);
  return { ...made, x: SCREEN.w - SAFE.x - made.w };
}
