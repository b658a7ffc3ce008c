import { pressesOn, topOf } from '../../src/ui/focus';
import { pictureFor } from '../../src/ui/page-for';
import { PLAIN_SIGHT } from './plain-sight';
import type { SessionState } from '../../src/core/model/session-state';
import type { Act, Local, Page, Part, PressPart } from '../../src/ui/page';
import type { Sight } from '../../src/ui/sight';

/** The upper page of a state, as it is before anybody has touched it or as `local` says. */
export function seenPage(state: SessionState, local: Partial<Local> = {}, sight: Partial<Sight> = {}): Page {
  const touched = { focus: '', typed: '', ...local };
  return topOf(pictureFor(state, () => touched, { ...PLAIN_SIGHT, now: 100000, ...sight }));
}

/** Every text on a page, on one line each. */
export function textsOn({ parts }: Pick<Page, 'parts'>): readonly string[] {
  return parts.flatMap((part: Part): readonly string[] =>
    part.kind === 'text'
      ? [part.text.replace(/\n/g, ' ')]
      : 'inside' in part
        ? textsOn({ parts: part.inside })
        : []
  );
}

/** The texts that lie on one press. */
export function textsOf(page: Page, id: string): readonly string[] {
  return textsOn({ parts: pressNamed(page, id).inside });
}

/** The press of that id; a test that names one which is not there has failed. */
export function pressNamed(page: Page, id: string): PressPart {
  const found = pressesOn(page).find((each) => each.id === id);
  if (found === undefined) {
    throw new Error(`No press ${id} among ${idsOn(page).join(', ')}`);
  }
  return found;
}

/** What OK does on that press. */
export function actOf(page: Page, id: string): Act {
  return pressNamed(page, id).act;
}

/** The ids of all presses, in the order of painting. */
export function idsOn(page: Page): readonly string[] {
  return pressesOn(page).map(({ id }) => id);
}
