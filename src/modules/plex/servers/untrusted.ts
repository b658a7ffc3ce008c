import { asFailure, failureOf } from '../../../core/model/failure';
import { plainTwin } from './candidates';
import { lossOf, runRace } from './race';
import { whoAnswers } from './verify';
import type { Failure, FailureCode, Tried } from '../../../core/model/failure';
import type { Lane } from './race-state';
import type { Candidate, ServersContext } from './interfaces';

/** What is wrong with a name or a certificate shows at once; whoever is switched off is missed later. */
const AT_ONCE_MS = 1000;
const PROBE_MS = 2000;

/**
 * The one failure for a race that nobody won. Engines do not say why https did not work, so it is inferred for an
 * address of the house that failed at once and whose plain form was ruled out unasked:
 * - the right machine answers at the bare address in plain: it is on and in reach, so name or certificate is at fault;
 * - there it answers by its name as well: the name is known, so it is the certificate;
 * - by its name it does not: the router or the set hides the name.
 * A server that requires https does not say who it is in plain; that it refuses to is taken for its word.
 * Neither question carries a token or leaves the house.
 */
export function explainLoss(
  context: ServersContext,
  machine: string,
  lanes: readonly Lane[],
  ruledOut: readonly Tried[]
): Promise<Failure> {
  const loss = lossOf(lanes, ruledOut);
  const isVague = loss.code === 'unreachable' || loss.code === 'noRoute';
  const suspects = isVague && !context.brisk ? lanes.map(plainFormIn(ruledOut)).filter(isThere) : [];
  const isStrict = ruledOut.some(({ result }): boolean => result === 'httpsRequired');
  const ask = (all: readonly Candidate[]): Promise<Candidate | null> =>
    answering(context, all, (name): boolean => name === machine || (name === null && isStrict));
  return ask(suspects).then((bare): Failure | Promise<Failure> => {
    const named = lanes.filter(
      ({ candidate }): boolean => bare !== null && plainTwin(candidate.uri) === bare.uri
    )[0];
    return named === undefined
      ? loss
      : ask([inPlain(named.candidate)]).then((found): Failure =>
          blaming(loss, named.candidate.uri, found === null ? 'nameNotFound' : 'certificateUntrusted')
        );
  });
}

/** Which of these says who it is as it should, asked in plain and without a token; null: none. A null machine refused. */
export function answering(
  { ports }: ServersContext,
  candidates: readonly Candidate[],
  isRight: (machine: string | null) => boolean
): Promise<Candidate | null> {
  return runRace(ports.clock, candidates, ({ uri }, stop) =>
    whoAnswers(ports.http, uri, PROBE_MS, stop)
      .then(undefined, nobodyIfRefused)
      .then((machine): void => {
        if (!isRight(machine)) {
          throw failureOf('wrongMachine');
        }
      })
  ).then(({ winner }): Candidate | null => winner);
}

function nobodyIfRefused(reason: unknown): null {
  if (!wantsHttps(asFailure(reason))) {
    throw reason;
  }
  return null;
}

/** How a server that requires secure connections answers to plain http. */
export function wantsHttps({ code, status }: Failure): boolean {
  return code === 'forbidden' && status === 403;
}

/** Over https it looks as if TLS or the name had failed; otherwise as if nobody listened. */
export function failedAtOnce({ since, answeredAt, endedAt, failure }: Lane): boolean {
  const isVague = failure !== null && failure.code === 'unreachable';
  return isVague && answeredAt === null && endedAt !== null && endedAt - since < AT_ONCE_MS;
}

/** The same address without encryption. */
export function inPlain(candidate: Candidate): Candidate {
  return { ...candidate, uri: candidate.uri.replace('https', 'http'), secure: false };
}

/** The plain form of a lane that looks so, where it has not been asked and may be. */
function plainFormIn(ruledOut: readonly Tried[]): (lane: Lane) => Candidate | null {
  return (lane): Candidate | null => {
    const isDoubtful = lane.candidate.secure && failedAtOnce(lane);
    const uri = isDoubtful ? plainTwin(lane.candidate.uri) : null;
    const isUnasked = ruledOut.some(
      (each): boolean => each.uri === uri && /^(needsConsent|plainForbidden|httpsRequired)$/.test(each.result)
    );
    return uri !== null && isUnasked ? { ...lane.candidate, uri } : null;
  };
}

function isThere<T>(value: T | null): value is T {
  return value !== null;
}

function blaming({ tried = [] }: Failure, uri: string, code: FailureCode): Failure {
  return { code, tried: tried.map((each): Tried => (each.uri === uri ? { uri, result: code } : each)) };
}
