import { page, words } from '../parts';
import { rowsIn, type Row } from '../rows';
import { LANGUAGES, languageFor } from '../texts/languages';
import type { SessionState } from '../../core/model/session-state';
import type { Local, Page, Part } from '../page';
import type { Sight } from '../sight';
import type { Language } from '../texts/texts';

const BOX = { x: 510, y: 225, w: 900, h: 801 };

/** Each language by its own name, so that whoever lost the way finds back. */
export function languagePage(state: SessionState, local: Local, sight: Sight): Page {
  const { values } = state.settings;
  const title = sight.texts.say('settings.language');
  const tags = [''].concat(LANGUAGES.map((each: Language): string => each.code));
  const rows = tags.map((language: string): Row => ({
    id: pressId(language),
    label: nameOfLanguage(language, sight),
    value: language === values.language ? sight.texts.say('language.chosen') : '',
    act: { type: 'changeSettings', settings: { ...values, language } }
  }));
  const head = words(sight, { x: BOX.x, y: 108, w: BOX.w, text: title, size: 'title', bold: true });
  const { presses } = rowsIn(sight, BOX, rows, local);
  const parts: readonly Part[] = [head];
  return page('language', parts.concat(presses), { first: pressId(values.language), spoken: title });
}

/** What a language is called, in itself. */
export function nameOfLanguage(tag: string, { texts }: Sight): string {
  return tag === '' ? texts.say('language.auto') : languageFor(tag).name;
}

function pressId(tag: string): string {
  return 'language:' + tag;
}
