import type { SimReply, SimRequest, SimRoute, SimServerFacts } from '../kernel/types';
import { ERRORS, type PlexError } from './answer';
import { BLANK_DEVICE, type Device } from './devices';
import type { SignedIn } from './guard';
import { homeFields, homeUserFields, mayEnter, switchable } from './home';
import { oldAuthenticated } from './legacy-account';
import { xmlReply } from './legacy-pins';
import { clientIdentifierOf } from './plex-values';
import { connectionsFor, resourceFields, serversFor } from './resource-body';
import { resourceView } from './resources';
import { userBody } from './user-body';
import { elementXml, isDate, type XmlFields, type XmlValue } from './xml';
import type { PlexWorld } from './world';

type Element = { readonly name: string; readonly fields: XmlFields; readonly inner?: readonly Element[] };

function render({ name, fields, inner = [] }: Element): string {
  const open = elementXml(name, fields);
  if (inner.length === 0) return open;
  return `${open.slice(0, -2)}>${inner.map(render).join('')}</${name}>`;
}

function container(fields: XmlFields, inner: readonly Element[]): SimReply {
  return xmlReply(200, render({ name: 'MediaContainer', fields, inner }));
}

/** The old lists write moments as seconds since 1970. */
function epochSeconds(value: XmlValue | undefined): string {
  return isDate(value) ? String(Date.parse(value.isoDate) / 1000) : '';
}

function serverElement(
  world: PlexWorld,
  request: SimRequest,
  signedIn: SignedIn,
  server: SimServerFacts
): Element {
  const view = resourceView(world, request, signedIn);
  const {
    connections: _connections,
    ownerId: _ownerId,
    sourceTitle: _title,
    home: _home,
    ...rest
  } = resourceFields(view, server);
  const moments = {
    createdAt: epochSeconds(rest['createdAt']),
    lastSeenAt: epochSeconds(rest['lastSeenAt'])
  };
  const inner = connectionsFor(server, view.wish).map((connection): Element => {
    const { protocol, address, port, uri, local, relay } = connection;
    return {
      name: 'Connection',
      fields: { protocol, address, port, uri, local, ...(relay ? { relay } : {}) }
    };
  });
  return { name: 'Device', fields: { ...rest, ...moments }, inner };
}

function resources(world: PlexWorld, request: SimRequest): SimReply {
  return oldAuthenticated(world, request, 401, (signedIn) => {
    const servers = serversFor(signedIn.user, world.servers());
    const devices = servers.map((server) => serverElement(world, request, signedIn, server));
    return container({ size: devices.length }, devices);
  });
}

function homeUsers(world: PlexWorld, request: SimRequest): SimReply {
  return oldAuthenticated(world, request, 401, ({ user }) => {
    const members = world.users.homeOf(user);
    const inner = members.map((one): Element => ({
      name: 'User',
      fields: homeUserFields(one, world.linkBase())
    }));
    const fields = { ...homeFields(members), totalSize: inner.length, size: inner.length };
    return container({ friendlyName: 'myPlex', identifier: 'com.plexapp.plugins.myplex', ...fields }, inner);
  });
}

function oldRefusal(error: PlexError): SimReply {
  return xmlReply(error.status, elementXml('Response', { code: error.code, status: error.message }));
}

function switchUser(world: PlexWorld, request: SimRequest): SimReply {
  return oldAuthenticated(world, request, 401, ({ user }) => {
    const profile = switchable(world, user, ({ id }) => String(id) === request.params['id']);
    if (profile === null) return oldRefusal(ERRORS.homeUserNotFound);
    if (!mayEnter(world, profile, request.query['pin'])) return oldRefusal(ERRORS.profilePinRequired);
    const token = world.tokens.mintLegacy(profile.id, clientIdentifierOf(request) ?? '', 'switch');
    const view = { user: profile, users: world.users, authToken: token, linkBase: world.linkBase() };
    const fields = { ...userBody(view, world.clock.now()), authenticationToken: token };
    return xmlReply(201, elementXml('user', fields));
  });
}

function deviceElement(device: Device, token: string, at: number): Element {
  const { jwk: _jwk, ...said } = device;
  const publicAddress = '203.0.113.7';
  const seen = { createdAt: String(Math.floor(at / 1000)), lastSeenAt: String(Math.floor(at / 1000)) };
  return {
    name: 'Device',
    fields: {
      ...said,
      productVersion: device.version,
      publicAddress,
      id: String(at),
      token,
      ...seen,
      screenDensity: ''
    }
  };
}

function devices(world: PlexWorld, request: SimRequest): SimReply {
  return oldAuthenticated(world, request, 401, ({ user }) => {
    const mine = world.tokens.all().filter((record) => record.userId === user.id);
    const inner = mine.map(({ clientIdentifier, token, createdAt }) => {
      const device = world.devices.get(clientIdentifier) ?? { ...BLANK_DEVICE, clientIdentifier };
      return deviceElement(device, token, createdAt);
    });
    return container({ publicAddress: '203.0.113.7', size: inner.length }, inner);
  });
}

/** The XML lists of the old site. */
export function legacyListRoutes(world: PlexWorld): readonly SimRoute[] {
  const route = (method: string, path: string, name: string, handle: typeof resources): SimRoute => {
    return { method, path, name: `legacy.${name}`, handle: (request) => handle(world, request) };
  };
  return [
    route('GET', '/api/resources', 'resources', resources),
    route('GET', '/pms/resources', 'resources', resources),
    route('GET', '/pms/resources.xml', 'resources', resources),
    route('GET', '/api/home/users', 'home.users', homeUsers),
    route('POST', '/api/home/users/:id/switch', 'home.switch', switchUser),
    route('GET', '/devices.xml', 'devices', devices)
  ];
}
