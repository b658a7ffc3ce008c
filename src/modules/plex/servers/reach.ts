import { failureOf } from '../../../core/model/failure';
import { plexHeaders } from '../auth/headers';
import { rank } from './candidates';
import { consentFor } from './consent';
import { keepGrant } from './grant';
import { explainLoss } from './untrusted';
import { runRace } from './race';
import { isJwt } from './resources';
import { verify } from './verify';
import type { Failure, Tried } from '../../../core/model/failure';
import type { Route, Server } from '../../../core/model/session-state';
import type { Headers } from '../../../core/ports';
import type { Candidate, Grant, Owner, Ranking, Resource, ServersContext } from './interfaces';
import type { RaceResult } from './race';

/** The way to a server, and the right to use it. The second never leaves the module's own callers. */
export type Reached = { readonly route: Route; readonly grant: Grant };

/** A server as the screens know it. */
export function serverOf({ id, name, owned, present }: Resource): Server {
  return { id, name, owned, present };
}

/** The way to a server over one of its addresses. */
export function routeOver(candidate: Candidate, server: Resource, latencyMs: number): Route {
  const { uri, place, secure, reasons } = candidate;
  return {
    server: serverOf({ ...server, present: true }),
    uri,
    class: place === 'loopback' ? 'local' : place,
    secure,
    latencyMs: Math.round(latencyMs),
    reasons
  };
}

/** The token for this server alone; throws where there is none that the server would take. */
export function usableToken(server: Resource): string {
  const token = server.accessToken;
  if (token === null || isJwt(token)) {
    const tried: Tried = { uri: '', result: token === null ? 'noToken' : 'jwtToken' };
    throw { ...failureOf('serverRefused'), tried: [tried] };
  }
  return token;
}

/** What is sent to a server once it has shown that it is the right one. */
export function headersFor(context: ServersContext, server: Resource): Promise<Headers> {
  return Promise.resolve()
    .then((): string => usableToken(server))
    .then((token) => context.asker.me().then((me): Headers => plexHeaders(me, token)));
}

/** Races all addresses of a server, and remembers the server and the winner. */
export function reachGrant(context: ServersContext, owner: Owner, grant: Grant): Promise<Reached> {
  return wayTo(context, grant).then((reached) =>
    keepGrant(context, reached.grant, owner).then((): Reached => reached)
  );
}

/** Races all addresses of a server. */
export function wayTo(context: ServersContext, grant: Grant): Promise<Reached> {
  return headersFor(context, grant).then((headers) =>
    rankFor(context, grant).then((ranking) =>
      race(context, ranking, grant, headers).then(
        ({ winner, lanes, latencyMs }): Reached | Promise<Reached> =>
          winner === null
            ? explainLoss(context, grant.id, lanes, ranking.ruledOut).then(raise)
            : { route: routeOver(winner, grant, latencyMs), grant: { ...grant, uri: winner.uri } }
      )
    )
  );
}

function raise(reason: Failure): never {
  throw reason;
}

function rankFor({ options, ports }: ServersContext, grant: Grant): Promise<Ranking> {
  const { nearby, securePage } = options;
  return consentFor(ports.vault, options, grant.id).then((plainTwins): Ranking | Promise<Ranking> => {
    const rules = { securePage, plainTwins };
    return nearby === undefined
      ? rank(grant, rules)
      : nearby(grant).then((more): Ranking =>
          rank({ ...grant, connections: grant.connections.concat(more) }, rules)
        );
  });
}

function race(
  { brisk, ports }: ServersContext,
  ranking: Ranking,
  grant: Grant,
  headers: Headers
): Promise<RaceResult> {
  const { clock, http } = ports;
  return runRace(clock, lastGoodFirst(ranking.candidates, grant.uri), (candidate, stop, answered) =>
    verify(http, candidate, grant.id, headers, { stop, answered, brisk }).then(nothing)
  );
}

/** The last good address sets off first where not all can at once. It wins nothing by that. */
function lastGoodFirst(candidates: readonly Candidate[], uri: string | null): readonly Candidate[] {
  const isGood = (each: Candidate): boolean => each.uri === uri && each.place !== 'relay';
  return candidates.filter(isGood).concat(candidates.filter((each): boolean => !isGood(each)));
}

function nothing(): void {
  return undefined;
}
