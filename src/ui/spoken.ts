import { pressBy } from './focus';
import type { Page } from './page';

/** What was last said aloud. */
export type Told = { readonly page: string; readonly spoken: string; readonly focus: string };

export const NOTHING_TOLD: Told = { page: '', spoken: '', focus: '' };

/** What there is to say of a page. */
export function toldOf(page: Page, focus: string): Told {
  const press = pressBy(page, focus);
  return { page: page.name, spoken: page.spoken, focus: press === null ? '' : press.label };
}

/** Only what is new is said: a page with what has the focus on it, or that alone. Empty says nothing. */
export function newsIn(last: Told, now: Told): string {
  if (last.page !== now.page || last.spoken !== now.spoken) {
    return [now.spoken, now.focus].filter((each: string): boolean => each !== '').join('. ');
  }
  return last.focus === now.focus ? '' : now.focus;
}
