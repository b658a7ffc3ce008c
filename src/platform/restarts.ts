const NAME = 'couchkey.restarts';
const HOUR_MS = 3600000;
const MOST = 3;

export type RestartWorld = {
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly location: { reload(): void };
};

/** Loads the page anew, a few times an hour at most: what fails every time is better left standing. */
export function restart(world: RestartWorld, wall: number): boolean {
  try {
    const recent = read(world).filter((at): boolean => Math.abs(wall - at) < HOUR_MS);
    if (recent.length >= MOST) {
      return false;
    }
    world.sessionStorage.setItem(NAME, JSON.stringify(recent.concat(wall)));
    world.location.reload();
    return true;
  } catch (_withoutMemory) {
    return false;
  }
}

function read({ sessionStorage }: RestartWorld): readonly number[] {
  const kept: unknown = JSON.parse(sessionStorage.getItem(NAME) || '[]');
  return Array.isArray(kept) ? kept.filter((each): each is number => typeof each === 'number') : [];
}
