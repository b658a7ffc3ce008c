/* eslint couchkey/no-clock: "off" -- Retune's contract hands out Date objects; none of these reads the clock. */

/** A moment as the contract wants it. */
export function dateOf(ms: number): Date {
  return new Date(ms);
}
