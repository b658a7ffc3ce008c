/** OK on a magic remote may arrive as a click and as a key. Whichever is first counts, for so long. */
const TWIN_MS = 250;

export type PressKind = 'key' | 'click';

/** Whether a press is one of its own: false for the second half of one that came by another way. */
export type ClaimPress = (kind: PressKind) => boolean;

/** Keys and pointer ask the same one. */
export function createClaim(now: () => number): ClaimPress {
  const last = { kind: 'key' as PressKind, at: -TWIN_MS };
  return (kind: PressKind): boolean => {
    const isTwin = kind !== last.kind && now() - last.at < TWIN_MS;
    if (!isTwin) {
      last.kind = kind;
      last.at = now();
    }
    return !isTwin;
  };
}
