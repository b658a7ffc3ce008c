import { asFailure } from '../../../core/model/failure';
import { fieldsOf, idOf, listOf, numberOf, readFields, textOf } from '../../../core/wire';
import { rightTo } from './find';
import { headersFor } from './reach';
import { sendStraight, verify } from './verify';
import type { Library, Route } from '../../../core/model/session-state';
import type { Headers, HttpReply } from '../../../core/ports';
import type { Fields } from '../../../core/wire';
import type { ServersContext } from './interfaces';

/** More do not fit on the screen, and each costs the server a count. */
const MAX_LIBRARIES = 8;
/** All counts together stay below the minute that a question has. */
const COUNT_MS = 5000;
const KINDS: readonly string[] = ['movie', 'show', 'artist', 'photo'];

type Named = Pick<Library, 'id' | 'title' | 'kind'>;

/** What a server has, in its own order; how much of each is asked one after another. */
export function listLibraries(context: ServersContext, route: Route): Promise<readonly Library[]> {
  return rightTo(context, route.server.id)
    .then((grant) => headersFor(context, grant))
    .then((headers) =>
      verify(context.ports.http, { uri: route.uri, place: route.class }, route.server.id, headers).then(
        (reply) =>
          readSections(reply).reduce(
            (before: Promise<readonly Library[]>, each) =>
              before.then((all) => count(context, route, headers, each).then((one) => all.concat([one]))),
            Promise.resolve([])
          )
      )
    );
}

function readSections(reply: HttpReply): readonly Named[] {
  return listOf(containerOf(reply)['Directory'])
    .map(readSection)
    .filter((each): each is Named => each !== null)
    .slice(0, MAX_LIBRARIES);
}

function readSection(fields: Fields): Named | null {
  const id = idOf(fields['key']);
  const kind = textOf(fields['type']) || '';
  const known = KINDS.indexOf(kind) >= 0 ? (kind as Library['kind']) : 'other';
  return id === null ? null : { id, title: textOf(fields['title']) || id, kind: known };
}

function containerOf(reply: HttpReply): Fields {
  return fieldsOf(readFields('server', reply)['MediaContainer']) || {};
}

/** A library that cannot be counted is still one; a server that turns us away meanwhile has turned us away. */
function count(context: ServersContext, { uri }: Route, headers: Headers, named: Named): Promise<Library> {
  const { clock, http } = context.ports;
  const path = '/library/sections/' + encodeURIComponent(named.id) + '/all';
  const url = uri + path + '?X-Plex-Container-Start=0&X-Plex-Container-Size=0';
  const begun = clock.now();
  const counted = (items: number | null): Library => ({
    ...named,
    items,
    tookMs: Math.round(clock.now() - begun)
  });
  return sendStraight(http, { method: 'GET', url, headers, timeoutMs: COUNT_MS })
    .then((reply): Library => counted(numberOf(containerOf(reply)['totalSize'])))
    .then(undefined, (thrown: unknown): Library => {
      const { code, status } = asFailure(thrown);
      if (status === 401 || code === 'cancelled' || code === 'bug') {
        throw thrown;
      }
      return counted(null);
    });
}
