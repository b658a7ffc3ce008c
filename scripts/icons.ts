/** Draws the icons and the splash picture that the packages carry: a keyhole on a door. Run it when the look changes. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PNG } from 'pngjs';
import { readOptions } from './options';

type Color = readonly [number, number, number];
type Picture = { readonly file: string; readonly w: number; readonly h: number; readonly mark: number };

const GROUND: Color = [0x0f, 0x14, 0x1c];
const PLATE: Color = [0x18, 0x20, 0x2c];
const MINT: Color = [0x79, 0xda, 0xb4];
const FINE = 4;

const PICTURES: readonly Picture[] = [
  { file: 'tizen/icon-117.png', w: 117, h: 117, mark: 0.62 },
  { file: 'webos/icon-80.png', w: 80, h: 80, mark: 0.62 },
  { file: 'webos/icon-130.png', w: 130, h: 130, mark: 0.62 },
  { file: 'webos/splash.png', w: 1920, h: 1080, mark: 0.16 },
  { file: 'static/icon.png', w: 400, h: 400, mark: 0.62 }
];

function isInRoundedSquare(x: number, y: number, half: number, radius: number): boolean {
  const dx = Math.max(Math.abs(x) - half + radius, 0);
  const dy = Math.max(Math.abs(y) - half + radius, 0);
  return Math.abs(x) <= half && Math.abs(y) <= half && dx * dx + dy * dy <= radius * radius;
}

function isInKeyhole(x: number, y: number, half: number): boolean {
  const isInHead = x * x + (y + 0.22 * half) ** 2 <= (0.3 * half) ** 2;
  const isInFoot =
    y > -0.1 * half && y < 0.58 * half && Math.abs(x) < (0.13 + 0.12 * (y / half + 0.1)) * half;
  return isInHead || isInFoot;
}

/** Colour at a point whose origin is the middle of the picture. */
function colorAt(x: number, y: number, half: number, plate: Color): Color {
  const isMark = isInRoundedSquare(x, y, half, half * 0.42) && !isInKeyhole(x, y, half);
  return isMark ? MINT : plate;
}

function samplesAt(picture: Picture, column: number, row: number): Color[] {
  const half = (Math.min(picture.w, picture.h) * picture.mark) / 2;
  const plate = picture.w === picture.h ? PLATE : GROUND;
  return Array.from({ length: FINE * FINE }, (_, index) => {
    const x = column + ((index % FINE) + 0.5) / FINE - picture.w / 2;
    const y = row + (Math.floor(index / FINE) + 0.5) / FINE - picture.h / 2;
    return colorAt(x, y, half, plate);
  });
}

function paint(picture: Picture): Buffer {
  const png = new PNG({ width: picture.w, height: picture.h });
  for (let pixel = 0; pixel < picture.w * picture.h; pixel += 1) {
    const samples = samplesAt(picture, pixel % picture.w, Math.floor(pixel / picture.w));
    for (let channel = 0; channel < 3; channel += 1) {
      const sum = samples.reduce((total, color) => total + (color[channel] as number), 0);
      png.data[pixel * 4 + channel] = Math.round(sum / samples.length);
    }
    png.data[pixel * 4 + 3] = 255;
  }
  return PNG.sync.write(png, { colorType: 2 });
}

readOptions(process.argv.slice(2), {});
PICTURES.forEach((picture) => writeFileSync(resolve(__dirname, '..', picture.file), paint(picture)));
