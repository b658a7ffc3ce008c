import { asFailure, failureOf } from '../../../core/model/failure';
import { isOutage } from '../auth/outage';
import { byId, fetchServers } from './find';
import { grantOf, keepGrant, readKept, withTyped } from './grant';
import { isPrivateHost, kindOfHost, originText } from './hosts';
import { runRace } from './race';
import { headersFor, routeOver } from './reach';
import { serverTokenOf } from './resources';
import { readTypedAddress } from './typed-address';
import { explainTyped } from './typed-loss';
import { TIMEOUT_MS, verify, whoAnswers } from './verify';
import type { Failure, Tried } from '../../../core/model/failure';
import type { Origin } from './hosts';
import type { Candidate, Grant, Owner, Ranking, Resource, ServersContext } from './interfaces';
import type { Reached } from './reach';

/** Who answered where. */
type Found = { readonly machine: string; readonly candidate: Candidate; readonly latencyMs: number };

/** Finds out who answers at an address, and keeps it once the server there has let us in. */
export function reachTyped(context: ServersContext, address: string, serverToken?: string): Promise<Reached> {
  const origins = readTypedAddress(address);
  if (origins === null) {
    return Promise.reject(failureOf('badAddress'));
  }
  return context.asker
    .owner()
    .then((owner) =>
      whoIsAt(context, rankTyped(origins, context.options.securePage)).then((found) =>
        grantFor(context, owner, found, serverToken).then((grant) => letIn(context, owner, found, grant))
      )
    );
}

function rankTyped(origins: readonly Origin[], securePage: boolean): Ranking {
  const isBlocked = (each: Origin): boolean => securePage && !each.secure;
  return {
    candidates: origins.filter((each): boolean => !isBlocked(each)).map(candidateAt),
    ruledOut: origins.filter(isBlocked).map((each): Tried => ({
      uri: originText(each),
      result: 'mixedContent'
    }))
  };
}

function candidateAt(origin: Origin, at: number): Candidate {
  const { host, secure } = origin;
  const place = kindOfHost(host) === 'loopback' ? 'loopback' : isPrivateHost(host) ? 'local' : 'remote';
  return {
    uri: originText(origin),
    place,
    secure,
    score: -at,
    reasons: ['typed', secure ? 'secure' : 'plain']
  };
}

function whoIsAt(context: ServersContext, ranking: Ranking): Promise<Found> {
  const { clock, http } = context.ports;
  const machines: { [uri: string]: string } = {};
  return runRace(clock, ranking.candidates, (candidate, stop) =>
    whoAnswers(http, candidate.uri, TIMEOUT_MS[candidate.place], stop).then((machine): void => {
      machines[candidate.uri] = machine;
    })
  ).then(({ winner, lanes, latencyMs }): Found | Promise<Found> =>
    winner === null
      ? explainTyped(context, lanes, ranking.ruledOut).then(raise)
      : { machine: machines[winner.uri] as string, candidate: winner, latencyMs }
  );
}

function raise(reason: Failure): never {
  throw reason;
}

/** The right to use the server that answered: from plex.tv's list, or a token typed for it. Never the account's. */
function grantFor(
  context: ServersContext,
  owner: Owner,
  found: Found,
  serverToken: string | undefined
): Promise<Grant> {
  return serverToken === undefined
    ? listedGrant(context, owner, found)
    : typedGrant(context, owner, found, serverToken.trim());
}

function typedGrant(context: ServersContext, owner: Owner, found: Found, token: string): Promise<Grant> {
  return context.asker.owns(token).then((isOurs): Grant => {
    if (isOurs) {
      throw failureOf('tokenNotAccepted');
    }
    return withTyped(grantOf(stranger(found, token), owner, null), found.candidate.uri);
  });
}

function listedGrant(context: ServersContext, owner: Owner, found: Found): Promise<Grant> {
  const { machine, candidate } = found;
  return readKept(context, owner).then((kept) => {
    const known = kept !== null && kept.grant !== null && kept.id === machine ? kept.grant : null;
    return fetchServers(context, owner).then(
      (servers): Grant => grantAmong(byId(servers, machine) || known, owner, known, candidate),
      (thrown: unknown): Grant => {
        if (known === null || !isOutage(asFailure(thrown))) {
          throw thrown;
        }
        return grantAmong(known, owner, known, candidate);
      }
    );
  });
}

function grantAmong(server: Resource | null, owner: Owner, known: Grant | null, candidate: Candidate): Grant {
  if (server === null) {
    throw failureOf('serverNotOnAccount');
  }
  if (server.httpsRequired && !candidate.secure) {
    throw failureOf('needsHttps');
  }
  return withTyped(grantOf(server, owner, known), candidate.uri);
}

/** A server that plex.tv does not list for this person. */
function stranger({ machine, candidate }: Found, token: string): Resource {
  return {
    id: machine,
    name: candidate.uri.replace(/^https?:\/\//, ''),
    owned: false,
    present: true,
    httpsRequired: false,
    publicAddressMatches: false,
    accessToken: serverTokenOf(token),
    connections: []
  };
}

function letIn(context: ServersContext, owner: Owner, found: Found, grant: Grant): Promise<Reached> {
  const { candidate, machine, latencyMs } = found;
  const route = routeOver(candidate, grant, latencyMs);
  return headersFor(context, grant)
    .then((headers) => verify(context.ports.http, candidate, machine, headers))
    .then(() => keepGrant(context, grant, owner))
    .then((): Reached => ({ route, grant }));
}
