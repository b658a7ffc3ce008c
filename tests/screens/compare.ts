import type { Pixels } from './palette-png';

/** A colour may be off by so much before it counts: what is stored is stored coarsely, and edges are drawn softly. */
const PER_CHANNEL = 48;

/** The share of pixels that differ. Pictures of different sizes differ altogether. */
export function differenceOf(one: Pixels, other: Pixels): number {
  if (one.width !== other.width || one.height !== other.height) {
    return 1;
  }
  let off = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const isOff = [0, 1, 2].some(
      (channel) =>
        Math.abs((one.data[at + channel] as number) - (other.data[at + channel] as number)) > PER_CHANNEL
    );
    off += isOff ? 1 : 0;
  }
  return (4 * off) / one.data.length;
}
