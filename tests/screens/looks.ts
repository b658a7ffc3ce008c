import { LANGUAGES } from '../../src/ui/texts/languages';
import { PSEUDO } from './pseudo';
import type { SessionState } from '../../src/core/model/session-state';

/** How somebody has set the app. */
export type Look = { readonly language: string; readonly largeText: boolean; readonly contrast: boolean };

const BOTH = [false, true];

/** Every language that ships and one that might, in both text sizes and both contrasts. */
export const LOOKS: readonly Look[] = [...LANGUAGES, PSEUDO].flatMap(({ code: language }) =>
  BOTH.flatMap((largeText) => BOTH.map((contrast) => ({ language, largeText, contrast })))
);

/** A state as somebody with these settings sees it. */
export function dressed(state: SessionState, look: Look): SessionState {
  return { ...state, settings: { ...state.settings, values: { ...state.settings.values, ...look } } };
}

/** A look in a few words. */
export function nameOf({ language, largeText, contrast }: Look): string {
  return [language, ...(largeText ? ['large'] : []), ...(contrast ? ['contrast'] : [])].join(' ');
}
