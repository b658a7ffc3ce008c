import { addressInName, isPrivateHost, kindOfHost, originText, parseOrigin, readIpv4 } from './hosts';
import type { RuledOut, Tried } from '../../../core/model/failure';
import type { RouteReason } from '../../../core/model/session-state';
import type { Candidate, Connection, Place, Ranking, Resource } from './interfaces';
import type { HostKind, Origin } from './hosts';

/** What of a server decides about its addresses. */
export type Rankable = Pick<Resource, 'owned' | 'httpsRequired' | 'publicAddressMatches' | 'connections'> & {
  readonly typed: readonly string[];
};

/** `plainTwins`: whether plain http in the house is agreed to for this server, may be asked for, or is out of question. */
export type Rules = { readonly securePage: boolean; readonly plainTwins: 'use' | 'ask' | 'never' };

type Link = Connection & { readonly typed: boolean; readonly twin: boolean };
type Seen = { readonly link: Link; readonly origin: Origin; readonly kind: HostKind };

const PLACE_SCORE: { readonly [place in Place]: number } = {
  loopback: 300,
  local: 200,
  remote: 100,
  relay: 0
};
const SECURE_SCORE = 10;
/** Less than the scheme: a container's address is a LAN address that most sets cannot reach. */
const DOCKER_SCORE = -5;

/** Every address of a server with its score and the reasons for it, and the others with why they are none. */
export function rank(server: Rankable, rules: Rules): Ranking {
  const ruledOut: Tried[] = [];
  const candidates: Candidate[] = [];
  const taken: { [uri: string]: boolean } = {};
  linksOf(server).forEach((link): void => {
    const judged = judge(link, server, rules);
    const uri = judged.uri;
    if (!('score' in judged)) {
      ruledOut.push(judged);
    } else if (Object.prototype.hasOwnProperty.call(taken, uri)) {
      ruledOut.push({ uri, result: 'duplicate' });
    } else {
      taken[uri] = true;
      candidates.push(judged);
    }
  });
  return { candidates: candidates.sort(byScore), ruledOut };
}

/** Old engines sort lists of more than ten unstably, so the spelling decides between equals. */
function byScore(one: Candidate, other: Candidate): number {
  return other.score - one.score || (one.uri < other.uri ? -1 : 1);
}

function linksOf(server: Rankable): readonly Link[] {
  const listed = server.connections.map((each): Link => ({ ...each, typed: false, twin: false }));
  const typed = server.typed.map((uri): Link => {
    const origin = parseOrigin(uri);
    const host = origin === null ? '' : origin.host;
    return { uri, address: host, local: isPrivateHost(host), relay: false, typed: true, twin: false };
  });
  const all = typed.concat(listed);
  return all.concat(all.map(twinOf).filter((each): each is Link => each !== null));
}

/** What is left when a router hides plex.direct names. */
function twinOf(link: Link): Link | null {
  const uri = link.relay ? null : plainTwin(link.uri);
  return uri === null ? null : { ...link, uri, twin: true };
}

/** The plain form of a plex.direct address in the house; null for any other address. */
export function plainTwin(uri: string): string | null {
  const origin = parseOrigin(uri);
  const address = origin === null ? null : addressInName(origin.host);
  if (origin === null || address === null || !isPrivateHost(address)) {
    return null;
  }
  const host = readIpv4(address) === null ? '[' + address + ']' : address;
  return originText({ secure: false, host, port: origin.port });
}

function judge(link: Link, server: Rankable, rules: Rules): Candidate | Tried {
  const origin = parseOrigin(link.uri);
  if (origin === null) {
    return { uri: link.uri, result: 'badUri' };
  }
  const seen = { link, origin, kind: kindOf(link, origin) };
  const uri = originText(origin);
  const objection = objectionTo(seen, server, rules);
  return objection === null ? score(seen, uri, server) : { uri, result: objection };
}

/** A name may hide what the listed address beside it shows. */
function kindOf(link: Link, origin: Origin): HostKind {
  const kind = kindOfHost(origin.host);
  return kind === 'name' && link.local ? kindOfHost(link.address) : kind;
}

function objectionTo({ link, origin, kind }: Seen, server: Rankable, rules: Rules): RuledOut | null {
  if (kind === 'unspecified' || kind === 'linkLocal') {
    return kind;
  }
  if (!link.relay && !link.typed && !server.publicAddressMatches) {
    if (kind === 'docker') {
      return 'dockerBridge';
    }
    if (link.local && !server.owned) {
      return 'otherNetwork';
    }
  }
  return origin.secure ? null : objectionToPlain(link, origin, server, rules);
}

function objectionToPlain(link: Link, origin: Origin, server: Rankable, rules: Rules): RuledOut | null {
  if (server.httpsRequired) {
    return 'httpsRequired';
  }
  if (rules.securePage) {
    return 'mixedContent';
  }
  if (link.twin && rules.plainTwins !== 'use') {
    return rules.plainTwins === 'ask' ? 'needsConsent' : 'plainForbidden';
  }
  return link.typed || isPrivateHost(origin.host) ? null : 'insecureRemote';
}

function score({ link, origin, kind }: Seen, uri: string, server: Rankable): Candidate {
  const place = placeOf(link, kind);
  const nearby = reasonFor(link, place, server);
  // A private address of another network may be ours through a tunnel: tried, never waited for.
  const base = nearby === 'privateAddress' ? PLACE_SCORE.remote : PLACE_SCORE[place];
  const reasons: RouteReason[] = [nearby, origin.secure ? 'secure' : 'plain'];
  const marks: [boolean, RouteReason][] = [
    [kind === 'docker', 'dockerRange'],
    [link.twin, 'plainTwin'],
    [link.typed, 'typed']
  ];
  marks.forEach((mark): void => void (mark[0] && reasons.push(mark[1])));
  return {
    uri,
    place,
    secure: origin.secure,
    score: base + (origin.secure ? SECURE_SCORE : 0) + (kind === 'docker' ? DOCKER_SCORE : 0),
    reasons
  };
}

function placeOf(link: Link, kind: HostKind): Place {
  if (link.relay) {
    return 'relay';
  }
  if (!link.local) {
    return 'remote';
  }
  return kind === 'loopback' ? 'loopback' : 'local';
}

function reasonFor(link: Link, place: Place, server: Rankable): RouteReason {
  switch (place) {
    case 'relay':
      return 'relay';
    case 'remote':
      return 'direct';
    case 'loopback':
      return 'loopback';
    case 'local':
      return link.typed || server.publicAddressMatches ? 'sameNetwork' : 'privateAddress';
  }
}
