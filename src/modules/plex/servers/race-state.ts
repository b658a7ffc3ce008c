import type { Failure } from '../../../core/model/failure';
import type { Candidate } from './interfaces';

export type LaneStatus = 'waiting' | 'running' | 'verified' | 'refused' | 'failed';

/** One address in the race. `since` is when it was started. */
export type Lane = {
  readonly candidate: Candidate;
  readonly status: LaneStatus;
  readonly since: number;
  readonly failure: Failure | null;
};

/** `answeredAt`: the first answer from the right machine, be it a welcome or a refusal. */
export type RaceState = {
  readonly lanes: readonly Lane[];
  readonly startedAt: number;
  readonly answeredAt: number | null;
};

/** A null lane: nobody won. */
export type Verdict = { readonly lane: Lane | null };

/** How many probes may be younger than how much; a televison's sockets are few. */
export const MAX_YOUNG = 6;
export const YOUNG_MS = 250;
/** How long a better address is waited for once another one has answered. */
export const GRACE_MS = 400;
/** How long the direct addresses have before the relay is tried too. */
export const RELAY_AFTER_MS = 2000;

/** All at the start, in the order in which they set off. */
export function newRace(candidates: readonly Candidate[], now: number): RaceState {
  const lanes = candidates.map((candidate): Lane => ({
    candidate,
    status: 'waiting',
    since: now,
    failure: null
  }));
  return { lanes, startedAt: now, answeredAt: null };
}

/** One lane's news. */
export function withLane(
  state: RaceState,
  at: number,
  status: LaneStatus,
  now: number,
  failure: Failure | null
): RaceState {
  const lanes = state.lanes.map((lane, index): Lane =>
    index === at ? { ...lane, status, failure, since: status === 'running' ? now : lane.since } : lane
  );
  const isAnswer = status === 'verified' || status === 'refused';
  return { ...state, lanes, answeredAt: isAnswer && state.answeredAt === null ? now : state.answeredAt };
}

/** Which lanes may set off now. */
export function lanesToStart(state: RaceState, now: number): readonly number[] {
  const free = MAX_YOUNG - youngLanes(state, now).length;
  const ready: number[] = [];
  state.lanes.forEach((lane, at): void => {
    if (ready.length < free && mayStart(state, lane, now)) {
      ready.push(at);
    }
  });
  return ready;
}

/** The end of the race, or null while it is open. */
export function verdictOf(state: RaceState, now: number): Verdict | null {
  const best = bestVerified(state);
  const isPatient = state.answeredAt === null || now - state.answeredAt < GRACE_MS;
  const isWorthWaiting = state.lanes.some(
    (lane): boolean => isPending(state, lane) && (best === null || isBetter(lane, best))
  );
  return isPatient && isWorthWaiting ? null : { lane: best };
}

/** When to look again though nothing has happened; null: never. */
export function nextLook(state: RaceState, now: number): number | null {
  const waiting = state.lanes.filter((lane): boolean => lane.status === 'waiting');
  const moments: number[] = [];
  if (state.answeredAt !== null) {
    moments.push(state.answeredAt + GRACE_MS);
  } else if (waiting.some(isRelay)) {
    moments.push(state.startedAt + RELAY_AFTER_MS);
  }
  if (waiting.length > 0) {
    youngLanes(state, now).forEach((lane): void => void moments.push(lane.since + YOUNG_MS));
  }
  const ahead = moments.filter((moment): boolean => moment > now);
  return ahead.length === 0 ? null : Math.min.apply(null, ahead);
}

function youngLanes(state: RaceState, now: number): readonly Lane[] {
  return state.lanes.filter((lane): boolean => lane.status === 'running' && now - lane.since < YOUNG_MS);
}

function mayStart(state: RaceState, lane: Lane, now: number): boolean {
  if (lane.status !== 'waiting') {
    return false;
  }
  if (!isRelay(lane)) {
    const best = bestVerified(state);
    return best === null || isBetter(lane, best);
  }
  const isLate = now - state.startedAt >= RELAY_AFTER_MS;
  return state.answeredAt === null && (isLate || !state.lanes.some(isOpenDirect));
}

/** Whether it may still come to an end of its own. A relay is not set off any more once somebody has answered. */
function isPending(state: RaceState, lane: Lane): boolean {
  const isParked = lane.status === 'waiting' && isRelay(lane) && state.answeredAt !== null;
  return isOpen(lane) && !isParked;
}

function isOpenDirect(lane: Lane): boolean {
  return isOpen(lane) && !isRelay(lane);
}

function isOpen(lane: Lane): boolean {
  return lane.status === 'waiting' || lane.status === 'running';
}

function isRelay(lane: Lane): boolean {
  return lane.candidate.place === 'relay';
}

function isBetter(lane: Lane, than: Lane): boolean {
  return lane.candidate.score > than.candidate.score;
}

function bestVerified(state: RaceState): Lane | null {
  return state.lanes.reduce(
    (best: Lane | null, lane): Lane | null =>
      lane.status === 'verified' && (best === null || isBetter(lane, best)) ? lane : best,
    null
  );
}
