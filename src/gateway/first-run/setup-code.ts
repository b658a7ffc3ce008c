import { randomInt } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreSettings } from '../house/environment';
import { hashToken } from '../secrets/tokens';
import type { TokenHash } from '../stores/rows';

/** No letter that is taken for another or for a digit: 23 of them, sixteen times, are 72 bits. */
const LETTERS = 'ABCDEFGHJKMNPQRTUVWXYZ3';
const GROUPS = 4;
const GROUP = 4;

/** `ABCD-EFGH-JKMN-PQRT` */
export function newSetupCode(): string {
  const letter = (): string => LETTERS.charAt(randomInt(LETTERS.length));
  const group = (): string => Array.from({ length: GROUP }, letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** However it was typed: small letters, without dashes, with blanks. What is compared is a hash, whose time tells nothing. */
export function hashSetupCode(typed: string): TokenHash {
  return hashToken(`setup ${typed.toUpperCase().replace(/[^A-Z0-9]/g, '')}`);
}

export const setupFileOf = ({ folder }: StoreSettings): string => join(folder, 'setup-code');

/** Made anew, so that neither the rights nor the target of a file that lay there are kept. */
export function writeSetupFile(settings: StoreSettings, code: string): void {
  mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
  removeSetupFile(settings);
  writeFileSync(setupFileOf(settings), `${code}\n`, { mode: 0o600, flag: 'wx' });
}

/** Gone, or never there. */
export function removeSetupFile(settings: StoreSettings): void {
  rmSync(setupFileOf(settings), { force: true });
}
