import { createHash, createHmac } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { sameSecret } from '../secrets/tokens';

/** The form in which Bazarr keeps a token: signed JSON as itsdangerous writes it. It is readable; the key only proves who wrote it. */
const DEFAULT_SALT = 'itsdangerous';

function signatureOf(payload: string, key: string, salt: string): string {
  const derived = createHash('sha1').update(`${salt}signer${key}`).digest();
  return createHmac('sha1', derived).update(payload).digest('base64url');
}

/** A leading dot says that the JSON was compressed. */
function decoded(payload: string): unknown {
  const isPacked = payload.startsWith('.');
  const bytes = Buffer.from(isPacked ? payload.slice(1) : payload, 'base64url');
  const plain = isPacked ? inflateSync(bytes, { maxOutputLength: 65536 }) : bytes;
  return JSON.parse(plain.toString('utf8'));
}

/** What was signed, or undefined when the text is none of this kind or was signed with another key. */
export function openSigned(text: string, key: string, salt: string = DEFAULT_SALT): unknown {
  const cut = text.lastIndexOf('.');
  const payload = text.slice(0, Math.max(0, cut));
  if (payload === '' || !sameSecret(text.slice(cut + 1), signatureOf(payload, key, salt))) {
    return undefined;
  }
  try {
    return decoded(payload);
  } catch {
    return undefined;
  }
}
