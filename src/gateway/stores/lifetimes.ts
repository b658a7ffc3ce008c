import type { Lifetimes } from './ports';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The promises of rulings 34, 35 and 38. The table in docs/gateway.md is made from this. */
export const LIFETIMES: Lifetimes = {
  sessionMs: 30 * DAY,
  strangerMs: HOUR,
  slideEveryMs: MINUTE,
  deviceMs: 90 * DAY,
  deviceGraceMs: MINUTE,
  refreshMs: 30 * DAY,
  grantMs: 15 * MINUTE,
  auditMs: 90 * DAY,
  auditEntries: 100_000,
  setupTries: 5,
  setupLockMs: 15 * MINUTE
};
