import { ARABIC } from './ar';
import { GERMAN } from './de';
import { SPANISH } from './es';
import { FRENCH } from './fr';
import { JAPANESE } from './ja';
import { ENGLISH, type Language } from './texts';

/** Every language that ships, in the order of the settings. A seventh is one line here (see CONTRIBUTING). */
export const LANGUAGES: readonly Language[] = [ENGLISH, GERMAN, FRENCH, SPANISH, JAPANESE, ARABIC];

/** The language of a tag such as `de-AT`; English where there is none. */
export function languageFor(tag: string, languages = LANGUAGES): Language {
  const code = tag.toLowerCase().split(/[-_]/)[0];
  const found = languages.filter((each: Language): boolean => each.code === code)[0];
  return found === undefined ? ENGLISH : found;
}
