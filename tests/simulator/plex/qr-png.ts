import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

const MODULE_PIXELS = 8;
const QUIET_MODULES = 4;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const GREY_8_BIT = [8, 0, 0, 0, 0];

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  return Buffer.concat([uint32(data.length), named, uint32(crc32(named))]);
}

function pixelRow(modules: readonly boolean[]): Buffer {
  const pixels = modules.flatMap((dark) => Array<number>(MODULE_PIXELS).fill(dark ? 0 : 255));
  return Buffer.from([0, ...pixels]);
}

/** A black and white PNG of a QR code. */
export function qrPng(text: string): Buffer {
  const { data } = encode(text, { border: QUIET_MODULES, ecc: 'M' });
  const size = uint32(data.length * MODULE_PIXELS);
  const rows = data.flatMap((modules) => Array<Buffer>(MODULE_PIXELS).fill(pixelRow(modules)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.concat([size, size, Buffer.from(GREY_8_BIT)])),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0))
  ]);
}
