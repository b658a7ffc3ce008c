import { failureOf } from '../../core/model/failure';
import type { Failure, FailureCode } from '../../core/model/failure';

const CAUSES: { readonly [code: string]: FailureCode } = {
  ENOTFOUND: 'nameNotFound',
  EAI_AGAIN: 'nameNotFound',
  ECONNREFUSED: 'connectionRefused',
  ETIMEDOUT: 'timeout',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificateUntrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificateUntrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificateUntrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateUntrusted',
  ERR_INVALID_URL: 'badAddress',
  ERR_INVALID_PROTOCOL: 'badAddress',
  ERR_INVALID_CHAR: 'badAddress',
  ERR_UNESCAPED_CHARACTERS: 'badAddress'
};

/** OpenSSL's names for what is wrong with a certificate are many, and all begin alike. */
const CERTIFICATE = /^(CERT_|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH|COUCHKEY_PIN)/;

/** What Node threw before or instead of a reply, in the words of the core. */
export function causeOf(thrown: unknown): Failure {
  const code = String((thrown as NodeJS.ErrnoException | null)?.code ?? '');
  return failureOf(CAUSES[code] ?? (CERTIFICATE.test(code) ? 'certificateUntrusted' : 'unreachable'));
}
