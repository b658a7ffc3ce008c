import type { Ink, Size } from './page';

type Palette = { readonly [ink in Ink]: number };

/** Colours as Lightning takes them: alpha first. Dark but not black, and never a large white. */
const CALM: Palette = {
  ground: 0xff0f141c,
  text: 0xffeceae4,
  quiet: 0xffa3abb8,
  accent: 0xff79dab4,
  tile: 0xff1c212c,
  track: 0xff2b3342,
  paper: 0xffeceae4,
  ink: 0xff0f141c,
  inkQuiet: 0xff3f4756,
  good: 0xff79dab4,
  fair: 0xffecc66f,
  bad: 0xffe08a80,
  peach: 0xffe8a977,
  sky: 0xff8fb6f0,
  lilac: 0xffc4a2e6,
  slate: 0xff8f99a8
};

/** For eyes that need more: brighter words, darker ground, tiles that stand off. */
const STRONG: Palette = {
  ...CALM,
  ground: 0xff05070a,
  text: 0xfff2f2ee,
  quiet: 0xffd5dae2,
  accent: 0xffa6f2d4,
  tile: 0xff262d3a,
  track: 0xff4a5568,
  paper: 0xfff2f2ee,
  ink: 0xff05070a,
  inkQuiet: 0xff1c212c,
  good: 0xffa6f2d4,
  fair: 0xffffdc8a,
  bad: 0xffffaaa0
};

/** The colours that hold. */
export function paletteFor(contrast: boolean): Palette {
  return contrast ? STRONG : CALM;
}

export const COLORS = CALM;

export const FONT = 'Atkinson';
/** Names and other scripts come from the set's own fonts: the shipped face has Latin letters only. */
export const FACES = [FONT, 'sans-serif'];

/** A font as a canvas takes it. The weight is said and not only named: the set's own fonts go by it. */
export function fontOf(pixels: number, bold: boolean): string {
  return (bold ? 'bold ' : '') + pixels + 'px ' + FACES.join(',');
}

/** Nothing is drawn nearer to the edge: sets cut up to five percent. */
export const SAFE: { readonly x: number; readonly y: number } = { x: 96, y: 54 };
export const SCREEN: { readonly w: number; readonly h: number } = { w: 1920, h: 1080 };

const SIZES: { readonly [size in Size]: number } = {
  hint: 33,
  body: 39,
  heading: 48,
  title: 63,
  address: 72,
  code: 168,
  initial: 84
};

/** What "large text" adds. What is large already stays. */
const LARGER = 1.2;

/** Pixels of a size; multiples of three stay sharp at 720 lines. */
export function pixelsOf(size: Size, large: boolean): number {
  const plain = SIZES[size];
  return large && plain < SIZES.title ? Math.round((plain * LARGER) / 3) * 3 : plain;
}

/** From one line to the next. */
export function lineOf(size: Size, large: boolean): number {
  return Math.round((pixelsOf(size, large) * 1.4) / 3) * 3;
}

/** The one motion: short, and none where the viewer wants calm. */
export const MOTION_S = 0.18;
