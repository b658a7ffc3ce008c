import type { Intent } from '../core/model/message';
import type { OverlayName, ScreenName } from './screen-for';

/** Names of colours; the theme knows what they are in each contrast. */
export type Ink =
  | 'ground'
  | 'text'
  | 'quiet'
  | 'accent'
  | 'tile'
  | 'track'
  | 'paper'
  | 'ink'
  | 'inkQuiet'
  | 'good'
  | 'fair'
  | 'bad'
  | 'peach'
  | 'sky'
  | 'lilac'
  | 'slate';

/** The type scale. Nothing is ever drawn in another size. */
export type Size = 'hint' | 'body' | 'heading' | 'title' | 'address' | 'code' | 'initial';

export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };

/** What happens to what was typed on this screen. It leaves the screen only inside an intent. */
export type Typing =
  { readonly type: 'type'; readonly text: string } | { readonly type: 'erase' } | { readonly type: 'clear' };

/** What a press does: something the session is told, or something that concerns this screen alone. */
export type Act = Intent | Typing;

/** `lit`: the colour while the press around it has the focus. Lines are broken already: `\n` is the only break. */
export type TextPart = Box & {
  readonly kind: 'text';
  readonly text: string;
  readonly size: Size;
  readonly bold: boolean;
  readonly ink: Ink;
  readonly lit?: Ink;
  readonly align: 'start' | 'middle' | 'end';
  /** Something had to be left out: fine for a name, a fault of ours for anything else. */
  readonly isCut: boolean;
};
export type ShapePart = Box & {
  readonly kind: 'shape';
  readonly radius: number;
  readonly ink: Ink;
  readonly lit?: Ink;
};
/** A circle that empties: `share` of it is left. */
export type RingPart = Box & { readonly kind: 'ring'; readonly share: number };
/** `module`: pixels per module at 1080 lines, a multiple of three so that 720 lines stay sharp. */
export type QrPart = Box & { readonly kind: 'qr'; readonly module: number; readonly link: string };
export type PicturePart = Box & { readonly kind: 'picture'; readonly src: string };
/** Parts that are laid out together, placed relative to the group. `fixed`: not mirrored inside. */
export type GroupPart = Box & {
  readonly kind: 'group';
  readonly fixed: boolean;
  readonly inside: readonly Part[];
};
/** What can have the focus. `label` is what the voice says of it, and what a test finds it by. */
export type PressPart = Box & {
  readonly kind: 'press';
  readonly id: string;
  readonly label: string;
  readonly radius: number;
  /** `plate`: a tile that turns light; `bare`: only the ring shows the focus. */
  readonly look: 'plate' | 'bare';
  readonly act: Act;
  readonly inside: readonly Part[];
};
export type Part = TextPart | ShapePart | RingPart | QrPart | PicturePart | GroupPart | PressPart;

/** What one screen or one dialog shows: data all of it, drawn by components that decide nothing. */
export type Page = {
  readonly name: ScreenName | OverlayName;
  readonly parts: readonly Part[];
  /** Which press has the focus when the page opens. */
  readonly first: string;
  /** What the voice says when the page opens, and again when it changes. */
  readonly spoken: string;
  /** Which keys of a keyboard or remote count as typing here. */
  readonly types: 'nothing' | 'digits' | 'address';
  /** Whether every sign of a keyboard counts, as in a name. */
  readonly anySign: boolean;
  /** Which press the Enter of whoever types on a keyboard means; empty where there is none. */
  readonly done: string;
  /** Sent as soon as it is there: a PIN whose last digit was typed. */
  readonly complete: Intent | null;
  /** When the page says something else without anything having happened; null while it stands. */
  readonly changesInMs: number | null;
};

/** The ground, and what lies over it; only the upper one hears keys. */
export type Picture = { readonly ground: Page; readonly over: Page | null };

/** What dies with the page: which press has the focus, and what was typed so far. */
export type Local = { readonly focus: string; readonly typed: string };
