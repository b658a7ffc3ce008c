import type { Failure } from '../../../core/model/failure';
import type { Candidate } from './interfaces';

export type LaneStatus = 'waiting' | 'running' | 'verified' | 'refused' | 'failed';

/** One address in the race. `since` is when it set off, `answeredAt` when the right machine spoke there first. */
export type Lane = {
  readonly candidate: Candidate;
  readonly status: LaneStatus;
  readonly since: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly failure: Failure | null;
};

export type RaceState = { readonly lanes: readonly Lane[]; readonly startedAt: number };

/** A null lane: nobody won. */
export type Verdict = { readonly lane: Lane | null };

/** How many probes may be younger than how much; a television's sockets are few. */
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
    answeredAt: null,
    endedAt: null,
    failure: null
  }));
  return { lanes, startedAt: now };
}

/** One lane sets off. */
export function withStart(state: RaceState, at: number, now: number): RaceState {
  return withLane(state, at, (lane): Lane => ({ ...lane, status: 'running', since: now }));
}

/** The right machine has spoken there; whether it lets us in is still open. */
export function withAnswer(state: RaceState, at: number, now: number): RaceState {
  return withLane(state, at, (lane): Lane => ({ ...lane, answeredAt: now }));
}

/** One lane has come to its end. */
export function withEnd(state: RaceState, at: number, now: number, failure: Failure | null): RaceState {
  return withLane(state, at, (lane): Lane => {
    const status = statusAfter(failure);
    const isMute = lane.answeredAt === null && status !== 'failed';
    return { ...lane, status, failure, endedAt: now, answeredAt: isMute ? now : lane.answeredAt };
  });
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
  const isOpenStill = state.lanes.some((lane): boolean => isAwaited(state, lane, best, now));
  return isOpenStill ? null : { lane: best };
}

/** When to look again though nothing has happened; null: never. */
export function nextLook(state: RaceState, now: number): number | null {
  const waiting = state.lanes.filter((lane): boolean => lane.status === 'waiting');
  const answeredAt = firstAnswerAt(state);
  const moments: number[] = answeredAt === null ? [] : [answeredAt + GRACE_MS];
  if (waiting.some(isRelay)) {
    moments.push(state.startedAt + RELAY_AFTER_MS);
  }
  if (waiting.length > 0) {
    youngLanes(state, now).forEach((lane): void => void moments.push(lane.since + YOUNG_MS));
  }
  const ahead = moments.filter((moment): boolean => moment > now);
  return ahead.length === 0 ? null : Math.min.apply(null, ahead);
}

/** Whether it could still change the end: before anybody has decided anything all can, then the better ones for a while. */
function isAwaited(state: RaceState, lane: Lane, best: Lane | null, now: number): boolean {
  if (!isPending(state, lane)) {
    return false;
  }
  const answeredAt = firstAnswerAt(state);
  const isPatient = answeredAt === null || now - answeredAt < GRACE_MS;
  if (best !== null) {
    return isPatient && isBetter(lane, best);
  }
  return isPatient || lane.answeredAt !== null || !isDecided(state);
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
  return !isDecided(state) && (isLate || !state.lanes.some(isOpenDirect));
}

/** Whether it may still come to an end of its own. A relay is not set off any more once somebody has decided. */
function isPending(state: RaceState, lane: Lane): boolean {
  const isParked = lane.status === 'waiting' && isRelay(lane) && isDecided(state);
  return isOpen(lane) && !isParked;
}

/** The server has let us in somewhere, or has turned us away. */
function isDecided(state: RaceState): boolean {
  return state.lanes.some((lane): boolean => lane.status === 'verified' || lane.status === 'refused');
}

/** Who answered and then failed has not answered. */
function firstAnswerAt(state: RaceState): number | null {
  return state.lanes.reduce((first: number | null, { status, answeredAt }): number | null => {
    const counts = answeredAt !== null && status !== 'failed' && (first === null || answeredAt < first);
    return counts ? answeredAt : first;
  }, null);
}

function withLane(state: RaceState, at: number, change: (lane: Lane) => Lane): RaceState {
  const lanes = state.lanes.map((lane, index): Lane => (index === at ? change(lane) : lane));
  return { ...state, lanes };
}

function statusAfter(failure: Failure | null): LaneStatus {
  return failure === null ? 'verified' : failure.code === 'serverRefused' ? 'refused' : 'failed';
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
