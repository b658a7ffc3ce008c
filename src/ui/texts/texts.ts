import { EN } from './en';
import { FAILURES_EN } from './failures-en';
import { oneOrMore, type Forms } from './forms';
import type { FailureCode } from '../../core/model/failure';
import type { FailureWords } from './failures-en';

/** Every text of the app by name. A language that lacks one does not compile. */
export type TextKey = keyof typeof EN;
export type Values = { readonly [name: string]: string | number };
export type FailureTexts = { readonly [code in FailureCode]: FailureWords };

export type Words = { readonly [key in TextKey]: string };

/** One language. `forms`: which of a text's forms, separated by `|`, goes with a number. */
export type Language = {
  readonly code: string;
  readonly name: string;
  readonly rtl: boolean;
  readonly forms: Forms;
  readonly words: Words;
  readonly failures: FailureTexts;
};

/** What a page asks for words. */
export type Texts = {
  readonly language: string;
  readonly rtl: boolean;
  /** The text of that name, with `{name}` filled in. */
  readonly say: (key: TextKey, values?: Values) => string;
  /** The form that goes with `n`, which fills in `{n}`. */
  readonly count: (key: TextKey, n: number, values?: Values) => string;
  readonly failure: (code: FailureCode) => FailureWords;
};

export const ENGLISH: Language = {
  code: 'en',
  name: 'English',
  rtl: false,
  forms: oneOrMore,
  words: EN,
  failures: FAILURES_EN
};

/** The words of one language, ready to be asked. */
export function textsOf(language: Language): Texts {
  const say = (key: TextKey, values: Values = {}): string => filled(language.words[key], values);
  return {
    language: language.code,
    rtl: language.rtl,
    say,
    count: (key: TextKey, n: number, values: Values = {}): string => {
      const forms = language.words[key].split('|');
      const form = forms[Math.min(language.forms(n), forms.length - 1)] as string;
      return filled(form, { ...values, n });
    },
    failure: (code: FailureCode): FailureWords => language.failures[code]
  };
}

function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (gap: string, name: string): string => {
    const value = values[name];
    return value === undefined ? gap : String(value);
  });
}
