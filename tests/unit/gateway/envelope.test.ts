// promises: B1
import fc from 'fast-check';
import { keyIdOf, reseal, seal, unseal } from '../../../src/gateway/secrets/envelope';
import { keyFromText, newKey, ringOf } from '../../../src/gateway/secrets/key-ring';
import { hashToken, newToken, sameSecret } from '../../../src/gateway/secrets/tokens';
import type { Sealed } from '../../../src/gateway/stores/rows';

const ring = ringOf(newKey());
const BOND = { owner: 'ada', purpose: 'plex.grant' };

/** The code of the failure that `work` throws. */
function codeOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return (thrown as { code: unknown }).code;
  }
}

describe('an envelope', () => {
  it('opens for its owner and purpose, whatever is in it, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sealed = seal(ring, BOND, text);
        expect(unseal(ring, BOND, sealed)).toBe(text);
        expect(seal(ring, BOND, text)).not.toBe(sealed);
      })
    );
  });

  it('does not open for another user, nor for another purpose, nor where the two run together', () => {
    const sealed = seal(ring, BOND, 'token');
    const others = [
      { ...BOND, owner: 'bob' },
      { ...BOND, purpose: 'tmdb.grant' },
      { owner: 'adaplex', purpose: '.grant' }
    ];
    expect(others.map((bond) => codeOf(() => unseal(ring, bond, sealed)))).toEqual(
      others.map(() => 'envelopeBroken')
    );
  });

  it('does not open when a single character of it was changed', () => {
    const sealed = seal(ring, BOND, 'token of twenty chars');
    [...sealed].forEach((was, at) => {
      const other = was === 'A' ? 'B' : 'A';
      const changed = (sealed.slice(0, at) + other + sealed.slice(at + 1)) as Sealed;
      const code = codeOf(() => unseal(ring, BOND, changed));
      // The last character of base64url may carry bits that nobody reads.
      expect(
        at === sealed.length - 1
          ? ['envelopeBroken', 'token of twenty chars']
          : ['envelopeBroken', 'keyMissing']
      ).toContain(code);
    });
  });

  it.each(['', 'ck1', 'plain text', 'ck1.x.y.z', 'ck1.0123456789.0123456789abcdef.AAAA'])(
    'says of %p that it is none',
    (text) => {
      expect(codeOf(() => unseal(ring, BOND, text as Sealed))).toBe('envelopeBroken');
    }
  );

  it('names the key it wants, and opens under the old one until it is sealed anew', () => {
    const old = seal(ring, BOND, 'token');
    const next = ringOf(newKey(), [ring.active]);
    expect(keyIdOf(old)).toBe(ring.active.id);
    const anew = reseal(next, BOND, old);
    expect(keyIdOf(anew)).toBe(next.active.id);
    expect(unseal(ringOf(next.active), BOND, anew)).toBe('token');
    expect(codeOf(() => unseal(ringOf(next.active), BOND, old))).toBe('keyMissing');
  });

  it('never has the token or the key in what it throws', () => {
    const sealed = seal(ring, BOND, 'PLANTED');
    const thrown: unknown[] = [];
    for (const work of [
      () => unseal(ring, { ...BOND, owner: 'x' }, sealed),
      () => unseal(ringOf(newKey()), BOND, sealed)
    ]) {
      try {
        work();
      } catch (caught) {
        thrown.push(caught);
      }
    }
    expect(thrown).toHaveLength(2);
    expect(JSON.stringify(thrown)).not.toContain('PLANTED');
    expect(JSON.stringify(thrown)).not.toContain(ring.active.bytes.toString('base64url'));
  });
});

describe('a key as text', () => {
  it('may be base64, base64url or hex, and has the same id in each', () => {
    const { bytes, id } = newKey();
    const texts = (['base64', 'base64url', 'hex'] as const).map((form) => ` ${bytes.toString(form)}\n`);
    expect(texts.map((text) => keyFromText(text).id)).toEqual([id, id, id]);
  });

  it('is refused when it has not 32 bytes', () => {
    expect(['', 'short', newToken() + newToken()].map((text) => codeOf(() => keyFromText(text)))).toEqual(
      Array(3).fill('keyBadShape')
    );
  });
});

describe('a token', () => {
  it('has 256 bits of chance and is kept as a hash that does not contain it', () => {
    const tokens = Array.from({ length: 100 }, newToken);
    expect(new Set(tokens).size).toBe(100);
    tokens.forEach((token) => expect(Buffer.from(token, 'base64url')).toHaveLength(32));
    expect(hashToken(tokens[0] as string)).not.toContain((tokens[0] as string).slice(0, 8));
  });

  it('is compared as a whole', () => {
    expect(sameSecret('a', 'a')).toBe(true);
    expect(sameSecret('a', 'aa')).toBe(false);
    expect(sameSecret('', '')).toBe(true);
  });
});
