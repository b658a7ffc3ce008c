/** How many pixels a text is wide, in the fonts that the stage draws with. */
export type Ruler = (text: string, font: string) => number;

const KEEP = 600;

/** Measures with a canvas of its own, and remembers what it measured: screens ask the same things again and again. */
export function createRuler(canvas: HTMLCanvasElement): Ruler {
  const context = canvas.getContext('2d');
  let known: { [key: string]: number } = {};
  let count = 0;
  return (text: string, font: string): number => {
    const key = font + '|' + text;
    const found = known[key];
    if (found !== undefined) {
      return found;
    }
    if (count >= KEEP) {
      known = {};
      count = 0;
    }
    count += 1;
    return (known[key] = widthIn(context, font, text));
  };
}

function widthIn(context: CanvasRenderingContext2D | null, font: string, text: string): number {
  if (context === null) {
    return (text.length * parseFloat(font.replace('bold ', ''))) / 2;
  }
  context.font = font;
  return context.measureText(text).width;
}
