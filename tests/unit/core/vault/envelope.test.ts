import fc from 'fast-check';
import { checksumOf } from '../../../../src/core/vault/checksum';
import { readSlot, writeEnvelope } from '../../../../src/core/vault/envelope';
import type { Envelope } from '../../../../src/core/vault/envelope';

const n = fc.maxSafeNat();
const envelope: fc.Arbitrary<Envelope> = fc.oneof(
  fc.record({ kind: fc.constant('plain' as const), n, text: fc.string({ unit: 'binary' }) }),
  fc.record({ kind: fc.constant('gone' as const), n }),
  fc.record({
    kind: fc.constant('sealed' as const),
    n,
    sealed: fc.record({ alg: fc.constant('AES-GCM'), kid: fc.string(), body: fc.base64String() })
  })
);

describe('the envelope of a record', () => {
  it('comes back as it was written', () => {
    fc.assert(fc.property(envelope, (each) => expect(readSlot('r', writeEnvelope('r', each))).toEqual(each)));
  });

  it('is torn wherever one character was changed or the end is missing, and never reads as another record', () => {
    fc.assert(
      fc.property(envelope, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (each, where, other) => {
        const text = writeEnvelope('r', each);
        const at = where % text.length;
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        [changed, text.slice(0, at)].forEach((spoilt) => {
          const slot = readSlot('r', spoilt);
          // JSON lets a letter of an escape be large or small: \u001e and \u001E are the same record.
          const isSame = JSON.stringify(slot) === JSON.stringify(readSlot('r', text));
          expect(isSame || slot.kind === 'torn' || slot.kind === 'newer').toBe(true);
        });
      }),
      { numRuns: 2000 }
    );
  });

  it('is torn under the name of another record', () => {
    fc.assert(
      fc.property(envelope, (each) =>
        expect(readSlot('s', writeEnvelope('r', each))).toEqual({ kind: 'torn' })
      )
    );
  });

  it('never throws, whatever lies in the slot', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom('{"v":1}', '{"v":1,"n":-1}', '{"v":2}')
    );
    fc.assert(fc.property(anything, (text) => expect(['torn', 'newer']).toContain(readSlot('r', text).kind)));
  });

  it('knows an empty slot and one of a program to come', () => {
    expect(readSlot('r', null)).toEqual({ kind: 'empty' });
    expect(readSlot('r', '{"v":2,"n":7,"x":[]}')).toEqual({ kind: 'newer', n: 7 });
  });
});

describe('the checksum', () => {
  it('is the CRC-32 of the text with two bytes a character', () => {
    expect(checksumOf('')).toBe('0');
    expect(parseInt(checksumOf('a'), 16)).toBe(crc32([0x61, 0x00]));
    expect(parseInt(checksumOf('ä€'), 16)).toBe(crc32([0xe4, 0x00, 0xac, 0x20]));
  });
});

/** The textbook's table-driven form, as a second opinion. */
function crc32(bytes: readonly number[]): number {
  const table = Array.from({ length: 256 }, (_none, byte) => {
    let entry = byte;
    for (let bit = 0; bit < 8; bit++) {
      entry = entry & 1 ? 0xedb88320 ^ (entry >>> 1) : entry >>> 1;
    }
    return entry >>> 0;
  });
  const crc = bytes.reduce(
    (sum, byte) => ((table[(sum ^ byte) & 0xff] as number) ^ (sum >>> 8)) >>> 0,
    0xffffffff
  );
  return (crc ^ 0xffffffff) >>> 0;
}
