import { FAILURES_JA } from './failures-ja';
import { always } from './forms';
import { draft, type Language } from './texts';

export const JAPANESE: Language = {
  code: 'ja',
  name: '日本語',
  rtl: false,
  forms: always,
  failures: FAILURES_JA,
  words: draft({})
};
