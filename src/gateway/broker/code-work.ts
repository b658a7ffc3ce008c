import { asFailure } from '../../core/model/failure';
import type { IProvider } from '../../core/ports';
import { BONDS } from '../secrets/bonds';
import type { IKeyRingSource } from '../secrets/key-ring';
import type { PinClaim, PinResult, Sealed } from '../stores/rows';
import { isStoreFailure } from '../stores/store-failure';
import { clientIdOfScreen } from '../upstream/client-id';
import { pocketFrom, pocketVault } from '../upstream/pocket-vault';
import type { PocketVault } from '../upstream/pocket-vault';
import { newScreenMemory } from '../upstream/screen-memory';
import { closeText, openText } from '../upstream/sealed-text';
import type { World } from '../world';

const INSIST_MS = 500;
/** How long a gateway that stops still tries to have a grant written down. */
const LAST_TRIES = 10;

function providerOver({ upstream }: World, { pin }: PinClaim, pocket: PocketVault): IProvider {
  return upstream.provider(pin.provider, pocket, newScreenMemory());
}

/** Asks for a code upstream. False: nobody wants it any more. Rejects with why there is none. */
export async function mint(world: World, claim: PinClaim, everyMs: number): Promise<boolean> {
  const { house, clock } = world;
  const pocket = pocketVault({ clientId: await clientIdOfScreen(house.stores, claim.pin.sessionId) });
  const code = await providerOver(world, claim, pocket).requestCode();
  const now = clock.wall();
  const minted = {
    upstream: closeText(house.keys, BONDS.pinUpstream(claim.pin.sessionId), pocket.dump()),
    expiresAt: now + Math.round(code.expiresAt - clock.now()),
    pollAt: now + everyMs
  };
  return insist(world, () => house.stores.pins.admit(claim, minted));
}

/** Null: sealed with a key that is not there any more. The screen asks for another code. */
function pocketIn(keys: IKeyRingSource, sessionId: string, upstream: Sealed | null): PocketVault | null {
  try {
    return pocketFrom(openText(keys, BONDS.pinUpstream(sessionId), upstream ?? ''));
  } catch {
    return null;
  }
}

/** Looks at a code once. Null: not yet. Rejects with why it could not be seen. */
export async function look(world: World, claim: PinClaim): Promise<PinResult | null> {
  const { keys } = world.house;
  const { sessionId, upstream } = claim.pin;
  const pocket = pocketIn(keys, sessionId, upstream);
  if (pocket === null) {
    return { kind: 'gone' };
  }
  const provider = providerOver(world, claim, pocket);
  const restored = await provider.restore();
  if (restored.kind !== 'code') {
    return { kind: 'gone' };
  }
  const answer = await provider.checkCode(restored.code.id);
  switch (answer.kind) {
    case 'pending':
      return null;
    case 'gone':
      return { kind: 'gone' };
    case 'granted':
      return { kind: 'granted', grant: closeText(keys, BONDS.pinGrant(sessionId), pocket.dump()) };
  }
}

/**
 * TMDB hands out what was granted only once, so what was heard is written down however long the store is away, and
 * a while longer when the gateway is about to stop.
 */
export function settle(world: World, claim: PinClaim, result: PinResult): Promise<boolean> {
  return insist(world, () => world.house.stores.pins.settle(claim, result));
}

/** Does it again while the store is away. */
export async function insist<T>(
  { clock, stopping, log }: World,
  work: () => Promise<T>,
  patienceMs = Infinity
): Promise<T> {
  const until = clock.now() + patienceMs;
  for (let last = 0; ; last += stopping.aborted ? 1 : 0) {
    try {
      return await work();
    } catch (thrown) {
      const isAway = isStoreFailure(thrown) && thrown.code === 'storeUnavailable';
      if (!isAway || last >= LAST_TRIES || clock.now() >= until) {
        throw thrown;
      }
      log.warn('waitsForStore', { code: thrown.code, what: thrown.what });
      await new Promise<void>((resolve) => void clock.after(INSIST_MS, resolve));
    }
  }
}

/** What stands in the log of something thrown: names, never values. */
export function wordsOf(thrown: unknown): object {
  return isStoreFailure(thrown) ? { code: thrown.code, what: thrown.what } : { code: asFailure(thrown).code };
}
