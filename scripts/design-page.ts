import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lineOf, MOTION_S, paletteFor, pixelsOf, SAFE, SCREEN } from '../src/ui/theme';
import type { Ink, Size } from '../src/ui/page';

const ROOT = join(__dirname, '..');
const PICTURES = join(ROOT, 'docs', 'pictures');
export const DESIGN_PAGE = join(ROOT, 'docs', 'design.md');

const SIZES: readonly Size[] = ['hint', 'body', 'heading', 'title', 'address', 'initial', 'code'];

const css = (color: number): string => `#${(color & 0xffffff).toString(16).padStart(6, '0')}`;
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function colours(): string {
  const [calm, strong] = [paletteFor(false), paletteFor(true)];
  const inks = Object.keys(calm) as Ink[];
  return table(
    ['colour', 'usual', 'high contrast'],
    inks.map((ink) => [ink, `\`${css(calm[ink])}\``, `\`${css(strong[ink])}\``])
  );
}

function sizes(): string {
  const of = (size: Size, large: boolean): string => `${pixelsOf(size, large)} / ${lineOf(size, large)}`;
  return table(
    ['size', 'pixels / line', 'with large text'],
    SIZES.map((size) => [size, of(size, false), of(size, true)])
  );
}

/** The pages that have a picture, by the name of its file. */
export function picturedPages(): readonly string[] {
  return readdirSync(PICTURES)
    .filter((file) => file.endsWith('.png'))
    .map((file) => file.replace(/\.png$/, ''))
    .filter((name) => name !== 'sheet')
    .sort();
}

function pictures(): string {
  const of = (name: string): string => `![${name.replaceAll('-', ' ')}](pictures/${name}.png)`;
  return picturedPages()
    .map((name) => `### ${name.replaceAll('-', ' ')}\n\n${of(name)}`)
    .join('\n\n');
}

/** docs/design.md: what src/ui/theme.ts says, and how every page looks. */
export function designPage(): string {
  return `# Design

Remade by \`npm run docs\` from \`src/ui/theme.ts\`; the pictures by \`npm run pictures\`.

Dark but not black, one accent, one type scale, one motion. Two ideas to a page. What has the focus is light, everything else is dark;
nothing else competes with it. Lengths are pixels of a picture of ${SCREEN.w} × ${SCREEN.h}, multiples of three where they have to stay sharp
at 720 lines.

## Colours

${colours()}

## Type

Atkinson Hyperlegible for Latin letters, the set's own faces for all other scripts. Sizes from \`${SIZES.slice(3, 4).join('')}\` on do not grow.

${sizes()}

## Space and motion

- Nothing is drawn within ${SAFE.x} pixels of the left and right edge and ${SAFE.y} of the upper and lower: sets cut up to five per cent.
- A new page comes in within ${MOTION_S * 1000} ms, and at once where reduced motion is on. Nothing else moves.
- A picture that stands steps aside by three pixels each minute, and gives up half its light after five minutes without a touch.

## Every page

${pictures()}
`;
}
