import type { FastifyReply } from 'fastify';
import type { GatewaySettings } from '../house/gateway-settings';
import type { Limit, LimitAnswer } from '../stores/rows';
import type { World } from '../world';
import { problemOf } from './problem';
import { roleOf } from './callers';
import type { Caller } from './route';

const MINUTE = 60_000;

const perMinute = (key: string, limit: number): Limit => ({ key, limit, windowMs: MINUTE });

function keyOf(caller: Caller): string | null {
  switch (caller.kind) {
    case 'nobody':
      return null;
    case 'screen':
      return `screen:${caller.session.id}`;
    case 'client':
      return `client:${caller.familyId}`;
  }
}

function budgetOf(caller: Caller, settings: GatewaySettings): number {
  switch (roleOf(caller)) {
    case null:
      return settings.COUCHKEY_LIMIT_STRANGER;
    case 'user':
      return settings.COUCHKEY_LIMIT_USER;
    case 'admin':
      return settings.COUCHKEY_LIMIT_ADMIN;
  }
}

/** The caller's own budget, and that of the address, so that dropping one's cookie buys nothing. */
export function limitsOf(caller: Caller, address: string, settings: GatewaySettings): readonly Limit[] {
  const key = keyOf(caller);
  const own = key === null ? [] : [perMinute(key, budgetOf(caller, settings))];
  return [...own, perMinute(`address:${address}`, settings.COUCHKEY_LIMIT_ADDRESS)];
}

/** A screen that nobody knows yet costs a row, so an address may have few of them made. */
export function newScreenLimit(address: string, settings: GatewaySettings): Limit {
  return perMinute(`newScreen:${address}`, settings.COUCHKEY_LIMIT_NEW_SCREENS);
}

function tell(reply: FastifyReply, { tightest }: LimitAnswer): void {
  const { limit, remaining, resetMs } = tightest;
  reply.header('ratelimit-limit', limit);
  reply.header('ratelimit-remaining', remaining);
  reply.header('ratelimit-reset', Math.ceil(resetMs / 1000));
}

/** Counts a request in all of its budgets, says so in the headers, and refuses it when one is used up. */
export async function spend(world: World, limits: readonly Limit[], reply: FastifyReply): Promise<void> {
  const answer = await world.prepaid.spend(limits);
  tell(reply, answer);
  if (!answer.allowed) {
    throw problemOf('TOO_MANY_REQUESTS', answer.tightest.resetMs);
  }
}
