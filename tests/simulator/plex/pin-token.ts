import { checkDeviceJwt } from './device-jwt';
import { thumbprintOf } from './devices';
import type { Pin } from './pin-store';
import { jwtUserFields } from './user-body';
import type { PlexWorld } from './world';

/**
 * The token a poll gets, or null while nobody has linked. A device JWT that does not fit, or a PIN made without a
 * key, gets a legacy token and no error: the silent downgrade.
 */
export function tokenForPin(world: PlexWorld, pin: Pin, deviceJwt: string | undefined): string | null {
  if (pin.userId === null) return null;
  if (pin.token !== null) return pin.token;
  world.tokens.readmit(pin.clientIdentifier);
  const token = jwtFor(world, pin, pin.userId, deviceJwt) ?? legacyFor(world, pin, pin.userId);
  world.pins.handOut(pin.id, token);
  return token;
}

function legacyFor(world: PlexWorld, pin: Pin, userId: number): string {
  return world.tokens.mintLegacy(userId, pin.clientIdentifier, 'pin');
}

function jwtFor(world: PlexWorld, pin: Pin, userId: number, deviceJwt: string | undefined): string | null {
  if (pin.jwk === null || deviceJwt === undefined) return null;
  const { clientIdentifier, jwk } = pin;
  const checked = checkDeviceJwt({ text: deviceJwt, jwk, clientIdentifier, now: world.clock.now() });
  if (checked.kind !== 'good' || !world.devices.register(clientIdentifier, jwk)) return null;
  world.accountsOfDevices.set(clientIdentifier, userId);
  const user = jwtUserFields(world.users.byId(userId), checked.scope);
  return world.tokens.mintJwt({ userId, clientIdentifier, thumbprint: jwk.kid ?? thumbprintOf(jwk), user });
}
