import type { Device } from './devices';
import type { Pin } from './pin-store';
import type { TokenRecord } from './tokens';
import type { SimUsers } from './users';
import type { PlexHabits, PlexWorld } from './world';

/** The hand of fate over plex.tv. */
export type PlexControls = {
  readonly users: SimUsers;
  /** May be changed at any time. */
  readonly habits: PlexHabits;
  pins(): readonly Pin[];
  tokens(): readonly TokenRecord[];
  device(clientIdentifier: string): Device | null;
  /** A token for this person without any sign-in, as if it came from a PIN. */
  mintToken(person: string, clientIdentifier: string): string;
  revokeToken(token: string): boolean;
  /** "Sign out of all devices", after a change of password. Says how many tokens died. */
  signOutEverywhere(person: string): number;
  /** Removes the device from Authorized Devices: every token it has dies. */
  removeDevice(clientIdentifier: string): number;
  /** The PIN dies early. */
  killPin(id: string | number): boolean;
};

export function createControls(world: PlexWorld): PlexControls {
  const idOf = (person: string): number => {
    const user = world.users.byLogin(person) ?? world.users.all().find((one) => one.title === person);
    if (user === undefined) throw new RangeError(`no person called ${person}`);
    return user.id;
  };
  return {
    users: world.users,
    habits: world.habits,
    pins: world.pins.all,
    tokens: world.tokens.all,
    device: world.devices.get,
    mintToken: (person, clientIdentifier) => world.tokens.mintLegacy(idOf(person), clientIdentifier, 'pin'),
    revokeToken: world.tokens.revoke,
    signOutEverywhere: (person) => {
      const id = idOf(person);
      world.accountsOfDevices.forEach((userId, device) => userId === id && world.tokens.exclude(device));
      return world.tokens.revokeAll((record) => record.userId === id);
    },
    removeDevice: (clientIdentifier) => {
      world.tokens.exclude(clientIdentifier);
      return world.tokens.revokeAll((record) => record.clientIdentifier === clientIdentifier);
    },
    killPin: (id) => world.pins.kill(String(id))
  };
}
