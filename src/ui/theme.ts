/** Colours as Lightning takes them: alpha first. */
export const COLORS = {
  ground: 0xff0f141c,
  text: 0xffeceae4,
  quiet: 0xffa3abb8,
  accent: 0xff79dab4,
  tile: 0xff1c212c,
  paper: 0xffeceae4,
  ink: 0xff0f141c
};

export const FONT = 'Atkinson';
export const FONT_BOLD = 'AtkinsonBold';

/** Nothing is drawn nearer to the edge: sets cut up to five percent. */
export const SAFE = { x: 96, y: 54 };
