import { createRandom, seedOf } from './random';
import type { FaultRule, FaultTarget } from './fault-rule';
import type { SimRandom } from './types';

export type FaultSubject = {
  readonly service: string;
  readonly route: string | null;
  readonly method: string;
  readonly path: string;
  readonly port: number;
};

export type DrawnFault = { readonly rule: FaultRule; readonly random: SimRandom };

export type FaultStore = {
  set(rule: FaultRule): string;
  clear(id?: string): void;
  list(): readonly { readonly id: string; readonly rule: FaultRule }[];
  /** The faults that this request meets; counts them as used. */
  draw(subject: FaultSubject): readonly DrawnFault[];
  onChange(listener: () => Promise<void>): void;
  /** Resolves when every listener that a change closes or opens is closed or open. */
  settled(): Promise<void>;
};

type Armed = { readonly id: string; readonly rule: FaultRule; readonly random: SimRandom; left: number };

const PROBABILITY_STEPS = 1_000_000;

function pathFits(pattern: string | undefined, path: string): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function methodFits(method: string | undefined, given: string): boolean {
  return method === undefined ? given !== 'OPTIONS' : method === given;
}

function same<T>(wanted: T | undefined, given: T): boolean {
  return wanted === undefined || wanted === given;
}

/** Whether a fault is meant for this request. */
export function targets(target: FaultTarget, subject: FaultSubject): boolean {
  return (
    same(target.service, subject.service) &&
    same<string | null>(target.route, subject.route) &&
    same(target.port, subject.port) &&
    methodFits(target.method, subject.method) &&
    pathFits(target.path, subject.path)
  );
}

function strikes(armed: Armed): boolean {
  const { probability } = armed.rule;
  return probability === undefined || armed.random.int(PROBABILITY_STEPS) < probability * PROBABILITY_STEPS;
}

function use(armed: Armed, subject: FaultSubject): boolean {
  if (armed.rule.kind === 'refuse' || armed.left === 0 || !targets(armed.rule, subject)) return false;
  if (!strikes(armed)) return false;
  armed.left -= 1;
  return true;
}

/** Keeps the faults that are set. Each rule draws from a sequence of its own, so their order makes no difference. */
export function createFaultStore(seed: number): FaultStore {
  const armed = new Map<string, Armed>();
  const listeners: (() => Promise<void>)[] = [];
  const twins = new Map<string, number>();
  let count = 0;

  let settled: Promise<unknown> = Promise.resolve();

  const changed = (): void => {
    settled = Promise.all([settled, ...listeners.map((listener) => listener())]);
    settled.catch(() => undefined);
  };

  const randomFor = (rule: FaultRule): SimRandom => {
    const text = JSON.stringify(rule);
    const twin = twins.get(text) ?? 0;
    twins.set(text, twin + 1);
    return createRandom(seedOf(seed, text, twin));
  };

  return {
    set: (rule) => {
      count += 1;
      const id = `fault-${count}`;
      armed.set(id, { id, rule, random: randomFor(rule), left: rule.times ?? Infinity });
      changed();
      return id;
    },
    clear: (id) => {
      if (id === undefined) armed.clear();
      else armed.delete(id);
      changed();
    },
    settled: () => settled.then(() => undefined),
    list: () => [...armed.values()].map(({ id, rule }) => ({ id, rule })),
    draw: (subject) => [...armed.values()].filter((one) => use(one, subject)),
    onChange: (listener) => {
      listeners.push(listener);
    }
  };
}
