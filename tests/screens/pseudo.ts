import { oneOrMore } from '../../src/ui/texts/forms';
import { EN } from '../../src/ui/texts/en';
import { FAILURES_EN } from '../../src/ui/texts/failures-en';
import type { FailureTexts, Language, Words } from '../../src/ui/texts/texts';

const PLAIN = 'aceinosuyACEINOSUY';
const ACCENTED = 'áçéîñöšüýÁÇÉÎÑÖŠÜÝ';
const LONGER = 0.35;

/** The same words with accents, and a third longer: what a seventh language may need at most. */
function stretched(text: string): string {
  const form = (each: string): string => {
    const words = each.replace(/\{\w+\}/g, '');
    const more = Math.ceil(words.length * LONGER);
    const letters = each.replace(/\{\w+\}|./g, (sign) => (sign.length > 1 ? sign : accented(sign)));
    return `${letters}${padding(more)}`;
  };
  return text.split('|').map(form).join('|');
}

function accented(sign: string): string {
  const at = PLAIN.indexOf(sign);
  return at < 0 ? sign : (ACCENTED[at] as string);
}

/** Words of a plain length, so that lines break where they would. */
function padding(length: number): string {
  return length < 2
    ? ''
    : ' éñdîñg'
        .repeat(Math.ceil(length / 7))
        .slice(0, length)
        .replace(/ $/, 'é');
}

function each<T extends object, U>(table: T, change: (value: T[keyof T]) => U): { [key in keyof T]: U } {
  const entries = Object.entries(table).map(([key, value]) => [key, change(value as T[keyof T])]);
  return Object.fromEntries(entries) as { [key in keyof T]: U };
}

/** A seventh language, made by the recipe of CONTRIBUTING.md. */
export const PSEUDO: Language = {
  code: 'qps',
  name: 'Pšéüdö',
  rtl: false,
  forms: oneOrMore,
  failures: each(FAILURES_EN, ({ says, help }) => ({
    says: stretched(says),
    help: stretched(help)
  })) as FailureTexts,
  words: each(EN, stretched) as Words
};
