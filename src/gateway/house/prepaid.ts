import type { ILimitStore } from '../stores/ports';
import type { Limit, LimitAnswer } from '../stores/rows';

/** Asks the store for some requests at once and hands them out here: one write for many requests. */
export interface IPrepaid {
  spend(limits: readonly Limit[]): Promise<LimitAnswer>;
}

/** What this gateway may still hand out of a budget. None left and `refused`: the store said no, and until when. */
type Purse = {
  left: number;
  readonly until: number;
  readonly answer: LimitAnswer['tightest'];
  readonly refused: boolean;
};

/** A twentieth of a budget at a time: small budgets are counted one by one, and little lies idle in a gateway. */
const SHARE = 20;
/** What is not spent by then is lost. */
const PURSE_MS = 5000;
/** Whoever goes on asking after a refusal does not reach the store each time. */
const REFUSAL_MS = 1000;
const MOST_PURSES = 20_000;

const costOf = ({ limit }: Limit): number => Math.max(1, Math.floor(limit / SHARE));

function tightestOf(purses: readonly Purse[]): LimitAnswer['tightest'] {
  const seen = purses.map(({ answer, left }) => ({ ...answer, remaining: answer.remaining + left }));
  return seen.reduce((tightest, each) => (each.remaining < tightest.remaining ? each : tightest));
}

/** The purses of a gateway; when there are too many all are thrown away, which costs a share of each budget. */
function pursesBy(wall: () => number): {
  readonly live: (limit: Limit) => Purse | null;
  readonly keep: (key: string, purse: Purse) => void;
} {
  const purses = new Map<string, Purse>();
  return {
    live: ({ key }) => {
      const purse = purses.get(key);
      return purse !== undefined && purse.until > wall() ? purse : null;
    },
    keep: (key, purse) => {
      if (purses.size >= MOST_PURSES) {
        purses.clear();
      }
      purses.set(key, purse);
    }
  };
}

/** What a purchase puts into the purse of a limit; null when the answer says nothing of it. */
function purseOf({ key, limit }: Limit, index: number, bought: Bought, now: number): Purse | null {
  const { allowed, costs, tightest } = bought;
  const isTightest = tightest.key === key;
  if (allowed) {
    const answer = isTightest ? tightest : { key, limit, remaining: limit, resetMs: 0 };
    return { left: costs[index] ?? 1, until: now + PURSE_MS, answer, refused: false };
  }
  return isTightest && tightest.remaining === 0
    ? { left: 0, until: now + Math.min(REFUSAL_MS, tightest.resetMs), answer: tightest, refused: true }
    : null;
}

/** One purse is filled once, however many wait for it. */
function onceEach(fill: (wanted: readonly Limit[]) => Promise<LimitAnswer>): typeof fill {
  const filling = new Map<string, Promise<LimitAnswer>>();
  return (wanted) => {
    const under = wanted.flatMap(({ key }) => filling.get(key) ?? [])[0];
    if (under !== undefined) {
      return under;
    }
    const filled = fill(wanted).finally(() => wanted.forEach(({ key }) => filling.delete(key)));
    wanted.forEach(({ key }) => filling.set(key, filled));
    return filled;
  };
}

/** Purses over a store. `wall` is the store's own time. */
export function openPrepaid(store: ILimitStore, wall: () => number): IPrepaid {
  const { live, keep } = pursesBy(wall);
  const fill = onceEach(async (wanted) => {
    const answer = await bought(store, wanted);
    wanted.forEach((each, index) => {
      const purse = purseOf(each, index, answer, wall());
      if (purse !== null) {
        keep(each.key, purse);
      }
    });
    return answer;
  });
  const spend = async (limits: readonly Limit[]): Promise<LimitAnswer> => {
    const purses = limits.map(live);
    const refused = purses.find((purse) => purse?.refused === true);
    if (refused) {
      return { allowed: false, tightest: refused.answer };
    }
    const empty = limits.filter((_limit, index) => (purses[index]?.left ?? 0) < 1);
    if (empty.length > 0) {
      const answer = await fill(empty);
      return answer.allowed ? spend(limits) : answer;
    }
    const full = purses.filter((purse) => purse !== null);
    full.forEach((purse) => (purse.left -= 1));
    return { allowed: true, tightest: tightestOf(full) };
  };
  return { spend };
}

type Bought = LimitAnswer & { readonly costs: readonly number[] };

/** A whole share where it still fits, else one. */
async function bought(store: ILimitStore, wanted: readonly Limit[]): Promise<Bought> {
  const costs = wanted.map(costOf);
  const answer = await store.hit(wanted.map((each, index) => ({ ...each, cost: costs[index] ?? 1 })));
  if (answer.allowed || costs.every((cost) => cost === 1)) {
    return { ...answer, costs };
  }
  return { ...(await store.hit(wanted)), costs: wanted.map(() => 1) };
}
