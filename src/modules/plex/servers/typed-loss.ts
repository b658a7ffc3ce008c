import { failureOf } from '../../../core/model/failure';
import { triedIn } from './race';
import { answering, failedAtOnce, inPlain, wantsHttps } from './untrusted';
import type { Failure, FailureCode, Tried } from '../../../core/model/failure';
import type { Candidate, ServersContext } from './interfaces';
import type { Lane } from './race-state';

/** What tells a viewer most about an address that did not work, most telling first. */
const TELLING: readonly FailureCode[] = [
  'clockWrong',
  'offline',
  'redirected',
  'forbidden',
  'malformedReply',
  'certificateUntrusted',
  'serviceDown',
  'busy',
  'nameNotFound',
  'connectionRefused',
  'timeout'
];

/** Nobody there is Plex: what is, then? Where the viewer wrote the scheme, the other one may tell. */
export function explainTyped(
  context: ServersContext,
  lanes: readonly Lane[],
  ruledOut: readonly Tried[]
): Promise<Failure> {
  return answering(context, otherScheme(lanes, context.options.securePage), always).then((found): Failure => {
    const tried = triedIn(lanes).concat(ruledOut);
    const isForHttps = lanes.length === 0 || lanes.some(isTurnedToHttps) || (found !== null && found.secure);
    const code = found === null ? tellingOf(lanes) : 'certificateUntrusted';
    return { ...failureOf(isForHttps ? 'needsHttps' : code), tried };
  });
}

/** In plain, nobody asks outside of the house, nor where https has another reason not to work. */
function otherScheme(lanes: readonly Lane[], securePage: boolean): readonly Candidate[] {
  const plain = lanes.filter(({ candidate }): boolean => !candidate.secure);
  if (plain.length > 0) {
    return plain.length < lanes.length ? [] : plain.map(({ candidate }): Candidate => inSecret(candidate));
  }
  const isDoubtful = (lane: Lane): boolean => lane.candidate.place !== 'remote' && failedAtOnce(lane);
  return securePage ? [] : lanes.filter(isDoubtful).map(({ candidate }): Candidate => inPlain(candidate));
}

function inSecret(candidate: Candidate): Candidate {
  const uri = candidate.uri.replace('http', 'https').replace(/:80$/, ':443');
  return { ...candidate, uri, secure: true };
}

function tellingOf(lanes: readonly Lane[]): FailureCode {
  const codes = lanes.map(codeOf);
  const code = TELLING.filter((each): boolean => codes.indexOf(each) >= 0)[0] || 'unreachable';
  return code === 'malformedReply' ? 'notPlexServer' : code;
}

/** A bare address needs no name and, in plain, no certificate: what fails there at once is that nobody listens. */
function codeOf(lane: Lane): FailureCode | null {
  const { candidate, failure } = lane;
  const isBare = /^http:..[\d.]+:/.test(candidate.uri);
  return isBare && failedAtOnce(lane) ? 'connectionRefused' : failure && failure.code;
}

function isTurnedToHttps({ candidate, failure }: Lane): boolean {
  return !candidate.secure && failure !== null && wantsHttps(failure);
}

function always(): boolean {
  return true;
}
