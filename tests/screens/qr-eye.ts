/** Reads the QR of a photograph as a phone across the room does: `qr-eye.ts <png> <x> <y> <w> <module>`, of the modules. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { ensureSystem } from '../support/system';

/** What was read, from near and from afar; the lengths of the stripes of a finder pattern; where it begins. */
export type Read = {
  readonly near: string;
  readonly afar: readonly [string, string];
  readonly stripes: readonly number[];
  readonly at: readonly [number, number];
};

const DARK = 128;

const BY = 4;

/** A quarter of the size, each pixel the mean of sixteen, then every pixel mixed with its neighbours. */
function fromAfar(png: PNG): PNG {
  const small = new PNG({ width: png.width / BY, height: png.height / BY });
  const soft = new PNG({ width: small.width, height: small.height });
  fill(small, (x, y) => meanIn(png, x * BY, y * BY, BY));
  fill(soft, (x, y) => meanIn(small, x - 1, y - 1, 3));
  return soft;
}

function fill({ data, width, height }: PNG, grey: (x: number, y: number) => number): void {
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      data[at] = data[at + 1] = data[at + 2] = grey(x, y);
      data[at + 3] = 255;
    }
  }
}

/** The mean of a square of pixels; what lies outside the picture is dark. */
function meanIn({ data, width }: PNG, left: number, top: number, side: number): number {
  let sum = 0;
  for (let y = top; y < top + side; y += 1) {
    for (let x = left; x < left + side; x += 1) {
      sum += data[4 * (y * width + x)] || 0;
    }
  }
  return sum / (side * side);
}

function byJsQr({ data, width, height }: PNG): string {
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '';
}

function byZbar(path: string): string {
  return spawnSync(ensureSystem('zbarimg'), ['--quiet', '--raw', path], { encoding: 'utf8' }).stdout.trim();
}

/** Lengths of equal pixels across the first finder pattern: dark 7, and 1 1 3 1 1 through its middle. */
function runsThrough(png: PNG, y: number, from: number): readonly number[] {
  const runs: number[] = [];
  let was = true;
  let run = 0;
  for (let x = from; runs.length < 5 && x < png.width; x += 1, run += 1) {
    const isDark = (png.data[4 * (y * png.width + x)] as number) < DARK;
    if (isDark !== was) {
      runs.push(run);
      run = 0;
      was = isDark;
    }
  }
  return runs;
}

/** The first dark pixel of the picture, row by row, on the light plate. */
function finderOf(png: PNG, plate: { x: number; y: number; w: number }): { x: number; y: number } {
  const [left, top] = [Math.round(plate.x), Math.round(plate.y)];
  for (let y = top; y < png.height; y += 1) {
    for (let x = left; x < left + plate.w; x += 1) {
      if ((png.data[4 * (y * png.width + x)] as number) < DARK / 2) return { x, y };
    }
  }
  throw new Error('there is no dark pixel on the plate');
}

const [file = '', ...numbers] = process.argv.slice(2);
const [x, y, w, module] = numbers.map(Number) as [number, number, number, number];
const png = PNG.sync.read(readFileSync(file));
const afar = fromAfar(png);
const first = finderOf(png, { x: x - 3 * module, y: y - 3 * module, w });
const read: Read = {
  near: byZbar(file),
  afar: [byJsQr(afar), byZbar(kept(afar))],
  stripes: runsThrough(png, first.y + Math.round(3.5 * module), first.x),
  at: [first.x, first.y]
};
process.stdout.write(JSON.stringify(read));

function kept(picture: PNG): string {
  const path = `${file}.afar.png`;
  writeFileSync(path, PNG.sync.write(picture));
  return path;
}
