/** Which form of a text goes with a number. Each language names one of these; old engines have no Intl.PluralRules. */
export type Forms = (n: number) => number;

/** One form for everything. */
export const always: Forms = (): number => 0;

/** One thing, and all other numbers. */
export const oneOrMore: Forms = (n: number): number => (n === 1 ? 0 : 1);

/** None counts as one. */
export const noneOrOneOrMore: Forms = (n: number): number => (n < 2 ? 0 : 1);

/** None, one, two, a few (3–10), many (11–99), and whole hundreds. */
export const arabicForms: Forms = (n: number): number => {
  const rest = n % 100;
  if (n < 3) {
    return n;
  }
  if (rest >= 3 && rest <= 10) {
    return 3;
  }
  return rest >= 11 ? 4 : 5;
};
