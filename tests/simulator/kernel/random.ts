import { createHash } from 'node:crypto';
import type { SimRandom } from './types';

const STEP = 0x6d2b79f5;

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + STEP) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pickFrom<T>(from: readonly T[], at: number): T {
  if (at >= from.length) throw new RangeError('nothing to pick from');
  return from[at] as T;
}

/** A number for any text, so that each consumer can have a sequence of its own. */
export function seedOf(...parts: readonly (string | number)[]): number {
  return createHash('sha256').update(parts.join('\n')).digest().readUInt32BE(0);
}

/** Seeded random numbers: the same seed gives the same sequence. */
export function createRandom(seed: number): SimRandom {
  const next = mulberry32(seed);
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    pick: (from) => pickFrom(from, int(from.length)),
    chars: (alphabet, length) => Array.from({ length }, () => alphabet[int(alphabet.length)]).join('')
  };
}
