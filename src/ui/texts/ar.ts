import { FAILURES_AR } from './failures-ar';
import { arabicForms } from './forms';
import { draft, type Language } from './texts';

export const ARABIC: Language = {
  code: 'ar',
  name: 'العربية',
  rtl: true,
  forms: arabicForms,
  failures: FAILURES_AR,
  words: draft({})
};
