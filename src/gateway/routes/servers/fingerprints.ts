import { fieldsOf, parseJson } from '../../../core/wire';
import { problemOf } from '../../http/problem';
import { done, type Answer, type Asked } from '../../http/route';
import type { IStores } from '../../stores/ports';
import { hostOf } from '../../upstream/node-http';
import { plainFingerprint, type ICertificatePins } from '../../upstream/pinned-agent';
import type { World } from '../../world';

const SETTING = 'plex.fingerprints';
/** How long another gateway's change may go unheard. */
const FRESH_MS = 5000;

type Pins = { readonly [host: string]: string };

async function read({ settings }: Pick<IStores, 'settings'>): Promise<Pins> {
  return (fieldsOf(parseJson((await settings.read(SETTING)) ?? '{}')) ?? {}) as Pins;
}

/** The pins as the stores have them, looked at every few seconds. */
export function pinsIn(stores: Pick<IStores, 'settings'>, now: () => number): ICertificatePins {
  let known: { readonly at: number; readonly pins: Promise<Pins> } | null = null;
  return {
    pinFor: async (host) => {
      if (known === null || now() - known.at > FRESH_MS) {
        known = { at: now(), pins: read(stores) };
      }
      const pins = await known.pins.catch((thrown: unknown) => {
        known = null;
        throw thrown;
      });
      return Object.hasOwn(pins, host) ? (pins[host] ?? null) : null;
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
  const { [host]: _was, ...others } = await read(house.stores);
  const next = body.sha256 === null ? others : { ...others, [host]: plainFingerprint(body.sha256) };
  await house.stores.settings.write(SETTING, JSON.stringify(next));
  return done();
}
