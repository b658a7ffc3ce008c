import type { IAuditStore } from '../ports';
import type { AuditEntry, Page } from '../rows';
import type { Context } from './context';
import { rowIn } from './context';

/** Addresses remembered of one user; one more takes the place of the oldest. */
const ADDRESSES = 50;

/** Entries looked through for one page; a page of one user's may be short and still have a next. */
const LOOKED_THROUGH = 500;

/** Each begins with its number, so that two that say the same are two. */
const APPEND = `
local seq = redis.call('INCR', P .. 'auditSeq')
redis.call('ZADD', P .. 'audit', seq, seq .. ':' .. ARGV[2])
redis.call('ZREMRANGEBYRANK', P .. 'audit', 0, -(tonumber(ARGV[4]) + 1))
lasts(P .. 'audit', ARGV[3])
lasts(P .. 'auditSeq', ARGV[3])
return 0`;

const IS_NEW_ADDRESS = `
local k, known = at('ad', ARGV[2]), redis.call('ZSCORE', at('ad', ARGV[2]), ARGV[3])
redis.call('ZADD', k, int(now), ARGV[3])
redis.call('ZREMRANGEBYRANK', k, 0, -${ADDRESSES + 1})
lasts(k, ARGV[4])
return known and tonumber(known) >= now - tonumber(ARGV[4]) and 0 or 1`;

type Numbered = { readonly seq: string; readonly entry: AuditEntry };

function numberedIn(context: Context, member: string): Numbered {
  const colon = member.indexOf(':');
  const fields = rowIn('audit', member.slice(colon + 1));
  return {
    seq: member.slice(0, colon),
    entry: context.rows.audit({ ...fields, unusual: fields['unusual'] === true ? 1 : 0 })
  };
}

async function page(
  context: Context,
  limit: number,
  after: string | null,
  userId?: string
): Promise<Page<AuditEntry>> {
  const { clock, lifetimes, prefix } = context;
  const top = after === null ? '+inf' : `(${after}`;
  const members = await context.ask('audit.page', (redis) =>
    redis.zrevrangebyscore(`${prefix}audit`, top, '-inf', 'LIMIT', 0, LOOKED_THROUGH)
  );
  const since = clock.wall() - lifetimes.auditMs;
  const all = members.map((member) => numberedIn(context, member));
  const found = all.filter(
    ({ entry }) => entry.at >= since && (userId === undefined || entry.userId === userId)
  );
  const items = found.slice(0, limit);
  const last = found.length > limit ? items[items.length - 1] : all[LOOKED_THROUGH - 1];
  return { items: items.map(({ entry }) => entry), next: last?.seq ?? null };
}

/** The audit log in Redis. */
export function auditIn(context: Context): IAuditStore {
  const { count, lifetimes } = context;
  const { auditMs, auditEntries } = lifetimes;
  return {
    append: async (entry) =>
      void (await count('audit.append', APPEND, JSON.stringify(entry), auditMs, auditEntries)),
    page: (limit, after, userId) => page(context, limit, after, userId),
    isNewAddress: async (userId, address) =>
      (await count('audit.isNewAddress', IS_NEW_ADDRESS, userId, address, auditMs)) === 1
  };
}
