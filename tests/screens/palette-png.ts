import { deflateSync } from 'node:zlib';

/** A picture as rows of red, green, blue and alpha. */
export type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8Array };

const STEP = 17;
const MOST = 256;

/** Colours in sixteen steps each: what a picture of ours is stored and compared in. */
export function coarse(value: number): number {
  return Math.round(value / STEP) * STEP;
}

/** A PNG with a palette: flat screens take a tenth of what they take in full colour. */
export function palettePng({ width, height, data }: Pixels): Buffer {
  const colours = new Map<number, number>();
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      const colour = colourAt(data, at);
      const known = colours.get(colour) ?? colours.size;
      colours.set(colour, known);
      rows[y * (width + 1) + 1 + x] = Math.min(known, MOST - 1);
    }
  }
  const palette = Buffer.from(
    [...colours.keys()].slice(0, MOST).flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255])
  );
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', size),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ]);
}

function colourAt(data: Uint8Array, at: number): number {
  const [r, g, b] = [data[at], data[at + 1], data[at + 2]].map((value) => coarse(value as number));
  return ((r as number) << 16) | ((g as number) << 8) | (b as number);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const ends = Buffer.alloc(4);
  ends.writeUInt32BE(crcOf(named));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, named, ends]);
}

function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
