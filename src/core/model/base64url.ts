const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The bytes of a text in UTF-8. */
export function utf8(text: string): readonly number[] {
  return encodeURIComponent(text)
    .split(/(%..)/)
    .reduce((bytes: readonly number[], part) => {
      const plain = part.split('').map((char) => char.charCodeAt(0));
      return bytes.concat(part.charAt(0) === '%' ? [parseInt(part.slice(1), 16)] : plain);
    }, []);
}

/** Bytes as base64url without padding. */
export function toBase64url(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const three = [0, 1, 2].map((i) => bytes[at + i] || 0) as [number, number, number];
    const bits = (three[0] << 16) | (three[1] << 8) | three[2];
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63));
    text += letters.slice(0, Math.min(bytes.length - at, 3) + 1).join('');
  }
  return text;
}

/** Bytes out of base64url; null for a text with any other letter in it. */
export function fromBase64url(text: string): readonly number[] | null {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = ALPHABET.indexOf(text.charAt(at));
    if (value < 0) {
      return null;
    }
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 255);
    }
  }
  return bytes;
}
