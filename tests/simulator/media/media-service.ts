import type { SimAccounts, SimReply, SimRequest, SimRoute, SimService } from '../kernel/types';
import { plexValue } from '../plex/plex-values';
import type { XmlFields } from '../plex/xml';
import { visitorOf } from './media-access';
import { identityFields, itemsFields, rootFields, sectionsFields } from './media-content';
import { preflight, withCors } from './media-cors';
import { container, forbidden, notFound, unauthorized } from './media-reply';
import type { MediaServer } from './media-types';

export type MediaWorld = {
  readonly accounts: SimAccounts;
  /** The user name that a server shows as its owner's. */
  nameOf(userId: number): string;
};

type Visit = { readonly server: MediaServer; readonly request: SimRequest; readonly userId: number };

function library(): XmlFields {
  const Directory = [{ key: 'sections', title: 'Library Sections' }];
  return { size: 1, allowSync: false, title1: 'Plex Library', Directory };
}

function items({ server, request }: Visit): SimReply {
  const fields = itemsFields(server, request);
  return fields === null ? notFound() : container(request, fields);
}

function delegate({ server, request, userId }: Visit): SimReply {
  if (request.query['type'] !== 'delegation') return notFound();
  return container(request, { size: 0, token: server.tokens.newTransient(userId) });
}

/** A server that insists on secure connections has nothing for plain http. */
function insecure(server: MediaServer, request: SimRequest): SimReply | null {
  return server.settings.httpsRequired && !request.secure ? forbidden() : null;
}

function mediaRoutes(world: MediaWorld, speaker: () => MediaServer): readonly SimRoute[] {
  const guarded = (
    method: string,
    path: string,
    name: string,
    show: (visit: Visit) => SimReply
  ): SimRoute => ({
    method,
    path,
    name,
    handle: (request) => {
      const server = speaker();
      const userId = visitorOf(server, world.accounts, request);
      if (userId === null) return unauthorized();
      return insecure(server, request) ?? show({ server, request, userId });
    }
  });
  const showRoot = ({ server, request }: Visit): SimReply =>
    container(request, rootFields(server, world.nameOf(server.ownerId)));
  return [
    {
      method: 'GET',
      path: '/identity',
      name: 'identity',
      handle: (request) => insecure(speaker(), request) ?? container(request, identityFields(speaker()))
    },
    guarded('GET', '/', 'root', showRoot),
    guarded('GET', '/library', 'library', ({ request }) => container(request, library())),
    guarded('GET', '/library/sections', 'sections', ({ server, request }) =>
      container(request, sectionsFields(server))
    ),
    guarded('GET', '/library/sections/:section/all', 'items', items),
    guarded('POST', '/security/token', 'delegation', delegate)
  ];
}

/** What answers at one address of a server, in the voice of whoever speaks there just now. */
export function mediaService(name: string, world: MediaWorld, speaker: () => MediaServer): SimService {
  const routes = mediaRoutes(world, speaker);
  return {
    name: `media:${name}`,
    routes,
    before: (request) => preflight(speaker().settings.cors, request),
    after: (request, reply) => {
      const isUnknown = reply.status === 404 && reply.body === undefined;
      return withCors(
        speaker().settings.cors,
        request,
        isUnknown ? unknownPath(world, speaker(), request) : reply
      );
    },
    misfortunes: {
      tokenRevoked: (request) => speaker().tokens.revokeToken(plexValue(request, 'Token') ?? '')
    }
  };
}

/** Without a token a server does not even tell which paths it has. */
function unknownPath(world: MediaWorld, server: MediaServer, request: SimRequest): SimReply {
  return visitorOf(server, world.accounts, request) === null ? unauthorized() : notFound();
}
