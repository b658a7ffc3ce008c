import { FAILURES_ES } from './failures-es';
import { oneOrMore } from './forms';
import { draft, type Language } from './texts';

export const SPANISH: Language = {
  code: 'es',
  name: 'Español',
  rtl: false,
  forms: oneOrMore,
  failures: FAILURES_ES,
  words: draft({})
};
