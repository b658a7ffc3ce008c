import { BONDS } from '../../secrets/bonds';
import type { Pin, ProviderId, Session } from '../../stores/rows';
import { notesOfSession } from '../../upstream/notes';
import { pocketFrom } from '../../upstream/pocket-vault';
import type { PocketVault } from '../../upstream/pocket-vault';
import { openText } from '../../upstream/sealed-text';
import type { World } from '../../world';
import { OLDER_NOTE } from './codes';

/** What was granted to a screen whose person is not known yet: by a code, or by a token that was typed. */
export type Grant = { readonly pocket: PocketVault; readonly pinId: string | null };

export const claimNote = (provider: ProviderId): string => `claim.${provider}`;

/** The session's code that was approved, be it the newest or the one before. */
async function grantedPin(provider: ProviderId, session: Session, { house }: World): Promise<Pin | null> {
  const { pins } = house.stores;
  const older = session.notes[OLDER_NOTE];
  const all = [
    await pins.current(session.id),
    older === undefined ? null : ((await pins.look(older, session.id))?.pin ?? null)
  ];
  return all.find((pin) => pin?.state === 'granted' && pin.provider === provider) ?? null;
}

/** The grant that waits for this screen; null when there is none. */
export async function grantOf(provider: ProviderId, session: Session, world: World): Promise<Grant | null> {
  const pin = await grantedPin(provider, session, world);
  if (pin !== null && pin.grant !== null) {
    const text = openText(world.house.keys, BONDS.pinGrant(session.id), pin.grant);
    return { pocket: pocketFrom(text), pinId: pin.id };
  }
  const claim = notesOfSession(world.house, session).read(claimNote(provider));
  return claim === null ? null : { pocket: pocketFrom(claim), pinId: null };
}

/** A grant that is worth nothing is put away, or the screen would try it for ever. */
export async function dropGrant(
  provider: ProviderId,
  session: Session,
  { pinId }: Grant,
  { house }: World
): Promise<void> {
  await (pinId === null
    ? house.stores.sessions.note(session.id, claimNote(provider), null)
    : house.stores.pins.collect(pinId, session.id));
}
