import { FAILURES_FR } from './failures-fr';
import { noneOrOneOrMore } from './forms';
import { draft, type Language } from './texts';

export const FRENCH: Language = {
  code: 'fr',
  name: 'Français',
  rtl: false,
  forms: noneOrOneOrMore,
  failures: FAILURES_FR,
  words: draft({})
};
