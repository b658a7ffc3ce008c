/** The middle label of plex.direct names. It belongs to the certificate, so all simulated servers share it. */
export const PLEX_DIRECT_HASH = '5c0ffee15bad0f00d5c0ffee15bad0f0';

/** `127-0-0-1.<hash>.plex.direct`: the name under which a certificate covers a bare address. */
export function plexDirectName(address: string): string {
  return `${address.replace(/[.:]/g, '-')}.${PLEX_DIRECT_HASH}.plex.direct`;
}
