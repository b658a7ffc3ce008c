/** UTF-16 units as bytes: total for every string an engine can hold, and needs no TextEncoder. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes[at * 2] = unit >>> 8;
    bytes[at * 2 + 1] = unit & 0xff;
  }
  return bytes;
}

/** The text that `bytesOf` made the bytes from. */
export function textFrom(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode(((bytes[at] as number) << 8) | (bytes[at + 1] as number));
  }
  return text;
}

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 1) {
    binary += String.fromCharCode(bytes[at] as number);
  }
  return btoa(binary);
}

/** Bytes from base64; throws on anything else. */
export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) {
    bytes[at] = binary.charCodeAt(at);
  }
  return bytes;
}
