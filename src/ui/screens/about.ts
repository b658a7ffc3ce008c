import { column, type Paragraph } from '../column';
import { NOTICES } from '../notices';
import { button, fixed, page } from '../parts';
import { readAloud } from '../question';
import { SAFE, SCREEN } from '../theme';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';

const W = 834;

/** Which version this is, whose it is not, and what it is made of. */
export function aboutPage(_state: SessionState, _local: Local, sight: Sight): Page {
  const { say } = sight.texts;
  const text = column(sight, { x: SAFE.x, y: 150, w: W }, [
    { text: say('settings.about'), size: 'title', bold: true, lines: 2 },
    { text: say('about.version', { version: sight.version }) },
    { text: say('about.plex'), ink: 'quiet', lines: 4, gap: 48 },
    { text: say('about.tmdb'), ink: 'quiet', lines: 4, gap: 24 }
  ]);
  const close = { id: 'close', label: say('all.close'), act: { type: 'cancel' } as const };
  const parts: readonly Part[] = text.parts;
  return page('about', parts.concat(noticesOf(sight), button(sight, SAFE.x, text.bottom + 60, close)), {
    first: 'close',
    spoken: readAloud(text.parts)
  });
}

function noticesOf(sight: Sight): readonly Part[] {
  const at = { x: SAFE.x + W + 60, y: 165, w: SCREEN.w - 2 * SAFE.x - W - 60 };
  const heading: Paragraph = { text: sight.texts.say('about.licences'), size: 'hint', bold: true, lines: 2 };
  const head = column(sight, at, [heading]);
  const { parts, bottom } = column(
    sight,
    { x: 0, y: 0, w: at.w },
    NOTICES.map((text: string): Paragraph => ({ text, size: 'hint', ink: 'quiet', lines: 2, gap: 12 }))
  );
  const all: readonly Part[] = head.parts;
  return all.concat(fixed({ ...at, y: head.bottom + 18, h: bottom }, parts));
}
