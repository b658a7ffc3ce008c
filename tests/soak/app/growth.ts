import type { Held } from './gauge';

export type Kind = Exclude<keyof Held, 'hour'>;
export type Growth = {
  readonly kind: Kind;
  readonly title: string;
  readonly unit: string;
  readonly early: number;
  readonly late: number;
  readonly most: number;
};

/** What may come on top between the middle third of the day and its last, and is noise. */
const KINDS: readonly {
  readonly kind: Kind;
  readonly title: string;
  readonly unit: string;
  readonly most: number;
}[] = [
  { kind: 'scriptKb', title: 'Heap', unit: 'kB', most: 128 },
  { kind: 'codeKb', title: 'Compiled code', unit: 'kB', most: 512 },
  { kind: 'texturePixels', title: 'Texture memory', unit: 'pixels', most: 200_000 },
  { kind: 'textures', title: 'Textures', unit: '', most: 4 },
  { kind: 'listeners', title: 'Listeners', unit: '', most: 2 },
  { kind: 'timers', title: 'Timers', unit: '', most: 1 },
  { kind: 'nodes', title: 'DOM nodes', unit: '', most: 4 }
];

/**
 * The least of the middle third of a day against the least of its last: what is still on its way when one looks comes and goes,
 * what leaks stays. In the first third an engine compiles what it will ever compile, and the fonts come.
 */
export function growthOf(held: readonly Held[]): readonly Growth[] {
  const third = Math.floor(held.length / 3);
  const [middle, last] = [held.slice(third, 2 * third), held.slice(2 * third)];
  return KINDS.map((each) => ({
    ...each,
    early: Math.min(...middle.map((one) => one[each.kind])),
    late: Math.min(...last.map((one) => one[each.kind]))
  }));
}

/** What grew, in words. */
export function faultsOf(growth: readonly Growth[]): string[] {
  return growth
    .filter(({ early, late, most }) => !(late - early <= most))
    .map(({ title, unit, early, late }) =>
      `${title} grew from ${Math.round(early)} to ${Math.round(late)} ${unit}`.trim()
    );
}
