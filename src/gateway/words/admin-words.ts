import { AR } from './ar';
import { DE } from './de';
import { EN } from './en';
import { ES } from './es';
import { FR } from './fr';
import { JA } from './ja';
import type { AdminWords } from '../../core/model/admin-state';

/**
 * What only whoever runs a gateway reads, by the screens' languages; a screen in any other says it in English. Here and
 * not in the app, which has no room for it: the pages that say it show nothing but what a gateway answers.
 */
export const ADMIN_WORDS: AdminWords = { en: EN, de: DE, fr: FR, es: ES, ja: JA, ar: AR };
