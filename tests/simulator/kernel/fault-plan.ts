import type { DrawnFault } from './fault-store';
import type { BodyFault, Fault, FaultKind } from './fault-rule';

type Of<K extends FaultKind> = Extract<Fault, { kind: K }>;

/** What happens to one request, however the rules were ordered. */
export type FaultPlan = {
  readonly kinds: readonly FaultKind[];
  readonly clockJumpMs: number;
  readonly misfortunes: readonly ('pinDies' | 'tokenRevoked')[];
  readonly delayMs: number;
  readonly hang: boolean;
  readonly resetBeforeHeaders: boolean;
  readonly redirect: Of<'redirect'> | null;
  readonly status: Of<'status'> | null;
  readonly bodies: readonly BodyFault[];
  readonly dateSkewMs: number;
  readonly drip: Of<'drip'> | null;
  readonly resetAfterBytes: number | null;
};

const BODY_ORDER: readonly BodyFault['kind'][] = [
  'nulls',
  'wrongTypes',
  'deep',
  'malformed',
  'html',
  'huge',
  'empty'
];
const DEFAULT_RESET_AFTER_BYTES = 16;

function all<K extends FaultKind>(drawn: readonly DrawnFault[], kind: K): readonly Of<K>[] {
  return drawn.map(({ rule }) => rule as Fault).filter((fault): fault is Of<K> => fault.kind === kind);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Of several faults of one kind the same one wins in any order. */
function strongest<T extends Fault>(faults: readonly T[]): T | null {
  const sorted = [...faults].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? 1 : -1));
  return sorted[0] ?? null;
}

function delayOf({ rule, random }: DrawnFault): number {
  return rule.kind === 'latency' ? rule.ms + random.int((rule.jitterMs ?? 0) + 1) : 0;
}

function bodyFaults(drawn: readonly DrawnFault[]): readonly BodyFault[] {
  return BODY_ORDER.flatMap((kind): readonly BodyFault[] => {
    const worst = strongest(all(drawn, kind));
    return worst === null ? [] : [worst];
  });
}

function firstReset(drawn: readonly DrawnFault[]): number | null {
  const resets = all(drawn, 'resetMidBody').map((fault) => fault.afterBytes ?? DEFAULT_RESET_AFTER_BYTES);
  return resets.length === 0 ? null : Math.min(...resets);
}

/** Puts the faults that met one request into the one order in which they can happen. */
export function planOf(drawn: readonly DrawnFault[]): FaultPlan {
  const has = (kind: FaultKind): boolean => drawn.some(({ rule }) => rule.kind === kind);
  return {
    kinds: drawn.map(({ rule }) => rule.kind),
    clockJumpMs: total(all(drawn, 'clockJump').map((fault) => fault.ms)),
    misfortunes: (['pinDies', 'tokenRevoked'] as const).filter(has),
    delayMs: total(drawn.map(delayOf)),
    hang: has('hang'),
    resetBeforeHeaders: has('resetBeforeHeaders'),
    redirect: strongest(all(drawn, 'redirect')),
    status: strongest(all(drawn, 'status')),
    bodies: bodyFaults(drawn),
    dateSkewMs: total(all(drawn, 'dateSkew').map((fault) => fault.ms)),
    drip: strongest(all(drawn, 'drip')),
    resetAfterBytes: firstReset(drawn)
  };
}
