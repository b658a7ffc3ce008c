import { brotliDecompressSync } from 'node:zlib';

/** Which signs a WOFF2 file draws. Reads the table that maps signs to glyphs and nothing else. */
export function signsIn(file: Buffer): ReadonlySet<number> {
  const { start, length } = tableIn(file, 'cmap');
  const data = brotliDecompressSync(file.subarray(start.data));
  return signsOf(data.subarray(start.table, start.table + length));
}

/** The names of tables that a file refers to by number; only these few are told apart here. */
const KNOWN = [
  'cmap',
  'head',
  'hhea',
  'hmtx',
  'maxp',
  'name',
  'OS/2',
  'post',
  'cvt ',
  'fpgm',
  'glyf',
  'loca'
];
const TRANSFORMED = ['glyf', 'loca'];
const NAMED_AT = 63;
const HEADER = 48;

type Table = { readonly start: { readonly data: number; readonly table: number }; readonly length: number };

function tableIn(file: Buffer, wanted: string): Table {
  let at = HEADER;
  let table = 0;
  let found: { table: number; length: number } | null = null;
  const number = (): number => {
    let value = 0;
    for (let byte = 0x80; (byte & 0x80) !== 0; at += 1) {
      byte = file[at] as number;
      value = value * 128 + (byte & 0x7f);
    }
    return value;
  };
  for (let left = file.readUInt16BE(12); left > 0; left -= 1) {
    const flags = file[at] as number;
    at += 1;
    const known = flags & 63;
    const name = known === NAMED_AT ? file.toString('latin1', at, (at += 4)) : (KNOWN[known] ?? '?');
    const length = number();
    const isTransformed = TRANSFORMED.includes(name) ? flags >> 6 !== 3 : flags >> 6 !== 0;
    const kept = isTransformed ? number() : length;
    if (name === wanted) {
      found = { table, length: kept };
    }
    table += kept;
  }
  if (found === null) {
    throw new Error(`the font has no table ${wanted}`);
  }
  return { start: { data: at, table: found.table }, length: found.length };
}

function signsOf(cmap: Buffer): ReadonlySet<number> {
  const signs = new Set<number>();
  for (let at = 4, left = cmap.readUInt16BE(2); left > 0; left -= 1, at += 8) {
    const sub = cmap.subarray(cmap.readUInt32BE(at + 4));
    const format = sub.readUInt16BE(0);
    const ranges = format === 4 ? shortRanges(sub) : format === 12 ? longRanges(sub) : [];
    ranges.forEach(([first, last]) => {
      for (let sign = first; sign <= last && sign !== 0xffff; sign += 1) signs.add(sign);
    });
  }
  return signs;
}

type Range = readonly [number, number];

function shortRanges(sub: Buffer): readonly Range[] {
  const doubled = sub.readUInt16BE(6);
  return Array.from({ length: doubled / 2 }, (_, index): Range => {
    const last = sub.readUInt16BE(14 + 2 * index);
    return [sub.readUInt16BE(16 + doubled + 2 * index), last];
  });
}

function longRanges(sub: Buffer): readonly Range[] {
  return Array.from({ length: sub.readUInt32BE(12) }, (_, index): Range => {
    const at = 16 + 12 * index;
    return [sub.readUInt32BE(at), sub.readUInt32BE(at + 4)];
  });
}
