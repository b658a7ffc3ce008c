import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { ISettingsStore } from '../stores/ports';

const NAME = 'admin.pin';
const SHAPE = /^s1\.([\w-]{22})\.([\w-]{43})$/;
/** 64 MB and some tenths of a second for each guess; a stolen disk still gives a short PIN away in the end. */
const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 };

const stretch = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** Four to eight digits: what a remote control types. */
export const ADMIN_PIN = '^[0-9]{4,8}$';

async function hashOf(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await stretch(pin, salt, 32, COST);
  return `s1.${salt.toString('base64url')}.${hash.toString('base64url')}`;
}

/** Takes the place of the one before. */
export async function writeAdminPin(settings: ISettingsStore, pin: string): Promise<void> {
  await settings.write(NAME, await hashOf(pin));
}

/** False also when there is none. */
export async function isAdminPin(settings: ISettingsStore, pin: string): Promise<boolean> {
  const [, salt = '', hash = ''] = SHAPE.exec((await settings.read(NAME)) ?? '') ?? [];
  if (hash === '') {
    return false;
  }
  const given = await stretch(pin, Buffer.from(salt, 'base64url'), 32, COST);
  return timingSafeEqual(given, Buffer.from(hash, 'base64url'));
}
