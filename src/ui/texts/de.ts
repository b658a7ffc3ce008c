import { FAILURES_DE } from './failures-de';
import { oneOrMore } from './forms';
import { draft, type Language } from './texts';

export const GERMAN: Language = {
  code: 'de',
  name: 'Deutsch',
  rtl: false,
  forms: oneOrMore,
  failures: FAILURES_DE,
  words: draft({})
};
