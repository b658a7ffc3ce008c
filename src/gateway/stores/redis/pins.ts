import type { IPinStore } from '../ports';
import type { NewPin, Pin, PinResult, Sealed } from '../rows';
import type { Arg } from './connection';
import type { Context } from './context';
import { rowIn } from './context';
import * as scripts from './pin-scripts';

const fieldsOf = ({ id, sessionId, provider, expiresAt }: NewPin): string =>
  JSON.stringify({ id, sessionId, provider, expiresAt });

async function look(
  context: Context,
  id: string,
  sessionId: string
): Promise<{ pin: Pin; place: number } | null> {
  const found = await context.text('pin.look', scripts.LOOK, id, sessionId);
  if (found === null) {
    return null;
  }
  const fields = rowIn('pin', found);
  return { pin: context.rows.pin(fields), place: Number(fields['place']) };
}

async function collect(context: Context, id: string, sessionId: string): Promise<PinResult | null> {
  const found = await context.text('pin.collect', scripts.COLLECT, id, sessionId);
  if (found === null) {
    return null;
  }
  return found === 'gone' ? { kind: 'gone' } : { kind: 'granted', grant: found as Sealed };
}

async function counts({ text }: Context): Promise<{ queued: number; waiting: number }> {
  const { queued, waiting } = rowIn('pin', await text('pin.counts', scripts.COUNTS));
  return { queued: Number(queued), waiting: Number(waiting) };
}

/** Pending codes in Redis. */
export function pinsIn(context: Context): IPinStore {
  const { row, rows, list, count, lifetimes } = context;
  const done = async (what: string, script: string, ...args: readonly Arg[]): Promise<boolean> =>
    (await count(what, script, ...args)) === 1;
  return {
    open: async (pin, renew) =>
      (await row(rows.pin, 'pin.open', scripts.OPEN, fieldsOf(pin), renew ? 1 : 0)) as Pin,
    current: (sessionId) => row(rows.pin, 'pin.current', scripts.CURRENT, sessionId),
    look: (id, sessionId) => look(context, id, sessionId),
    cancel: (id, sessionId) => done('pin.cancel', scripts.CANCEL, id, sessionId),
    claimQueued: (limit, leaseMs, maxWaiting) =>
      list(rows.claim, 'pin.claimQueued', scripts.CLAIM_QUEUED, limit, leaseMs, maxWaiting),
    claimDue: (limit, leaseMs) => list(rows.claim, 'pin.claimDue', scripts.CLAIM_DUE, limit, leaseMs),
    admit: ({ pin, fence }, { upstream, expiresAt, pollAt }) =>
      done('pin.admit', scripts.ADMIT, pin.id, fence, upstream, expiresAt, pollAt),
    postpone: ({ pin, fence }, at) => done('pin.postpone', scripts.POSTPONE, pin.id, fence, at),
    settle: ({ pin, fence }, result) => {
      const grant = result.kind === 'granted' ? result.grant : '';
      return done('pin.settle', scripts.SETTLE, pin.id, fence, result.kind, grant, lifetimes.grantMs);
    },
    collect: (id, sessionId) => collect(context, id, sessionId),
    counts: () => counts(context)
  };
}
