import { fieldsOf, parseJson, textOf } from '../../../core/wire';
import { problemOf } from '../../http/problem';
import { done, type Answer, type Asked } from '../../http/route';
import type { ISettingsStore, IStores } from '../../stores/ports';
import { hostOf } from '../../upstream/node-http';
import { plainFingerprint, type ICertificatePins } from '../../upstream/pinned-agent';
import type { World } from '../../world';

/** All of them in one, as they were kept at first: of two admins at once, the later one undid what the other had said. */
const FORMER = 'plex.fingerprints';
/** How long another gateway's change may go unheard. */
const FRESH_MS = 5000;
/** SHA-256 in hex. */
const FINGERPRINT_LENGTH = 64;
const MOST_HOSTS = 1000;

const settingOf = (host: string): string => `plex.fingerprint.${host}`;

async function formerPin(settings: ISettingsStore, host: string): Promise<string | null> {
  const pins = fieldsOf(parseJson((await settings.read(FORMER)) ?? '')) ?? {};
  return Object.hasOwn(pins, host) ? textOf(pins[host]) : null;
}

/** An empty one says that the authorities decide again, whatever was kept before. */
async function pinOf(settings: ISettingsStore, host: string): Promise<string | null> {
  const own = await settings.read(settingOf(host));
  return own === null ? formerPin(settings, host) : own || null;
}

/** The pins as the stores have them, looked at every few seconds. */
export function pinsIn({ settings }: Pick<IStores, 'settings'>, now: () => number): ICertificatePins {
  const known = new Map<string, { readonly at: number; readonly pin: Promise<string | null> }>();
  const look = (host: string): Promise<string | null> => {
    const pin = pinOf(settings, host);
    pin.catch(() => known.delete(host));
    if (known.size >= MOST_HOSTS) {
      known.clear();
    }
    known.set(host, { at: now(), pin });
    return pin;
  };
  return {
    pinFor: async (host) => {
      const kept = known.get(host);
      return kept !== undefined && now() - kept.at <= FRESH_MS ? kept.pin : look(host);
    }
  };
}

type Body = { readonly address: string; readonly sha256: string | null };

/** An admin says which certificate counts at an address of a server that signed its own; null: the authorities again. */
export async function pinFingerprint({ body }: Asked<Body>, { house }: World): Promise<Answer> {
  const host = hostOf(body.address);
  if (host === '' || !body.address.startsWith('https:')) {
    throw problemOf('BAD_REQUEST');
  }
  const pin = body.sha256 === null ? '' : plainFingerprint(body.sha256);
  if (pin.length !== (body.sha256 === null ? 0 : FINGERPRINT_LENGTH)) {
    throw problemOf('BAD_REQUEST');
  }
  await house.stores.settings.write(settingOf(host), pin);
  return done();
}
