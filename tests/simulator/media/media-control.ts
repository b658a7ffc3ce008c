import type { ControlHandler, ControlRoutes } from '../kernel/control';
import { connectionsOf } from './media-addresses';
import type { MediaPark } from './media-park';
import type { MediaAddressPlan, MediaServer, MediaServerOptions, MediaSettings } from './media-types';

type Body = Parameters<ControlHandler>[0];

function view(server: MediaServer): object {
  const { name, ownerId, machineIdentifier, isRunning } = server;
  return { name, ownerId, machineIdentifier, isRunning, connections: connectionsOf(server) };
}

function nameIn(body: Body): string {
  const name = body['name'];
  if (typeof name !== 'string') throw new TypeError('"name" is missing');
  return name;
}

function numberIn(body: Body, field: string): number | undefined {
  return body[field] === undefined ? undefined : Number(body[field]);
}

function settingsIn({ name: _name, ...settings }: Body): Partial<MediaSettings> {
  return settings as Partial<MediaSettings>;
}

/** `/__sim/media/…`: what `simulator.media` does, by HTTP. Each answers with the server as it then is. */
export function mediaControlRoutes(park: MediaPark): ControlRoutes {
  const acting =
    (act: (name: string, body: Body) => unknown): ControlHandler =>
    async (body) => {
      const name = nameIn(body);
      await act(name, body);
      return view(park.get(name));
    };
  return {
    'GET /media': () => park.all().map(view),
    'POST /media/add': async (body) => view(await park.add(body as unknown as MediaServerOptions)),
    'POST /media/change': acting((name, body) => park.change(name, settingsIn(body))),
    'POST /media/move': acting((name, body) =>
      park.move(name, body['addresses'] as readonly MediaAddressPlan[] | undefined)
    ),
    'POST /media/stop': acting((name) => park.stop(name)),
    'POST /media/start': acting((name) => park.start(name)),
    'POST /media/impersonate': acting((name, body) =>
      park.impersonate(name, body['by'] as string | undefined, numberIn(body, 'port'))
    ),
    'POST /media/unmask': acting((name) => park.unmask(name)),
    'POST /media/rotate-token': acting((name, body) => park.rotateToken(name, numberIn(body, 'userId'))),
    'POST /media/revoke-token': acting((name, body) => park.revokeToken(name, numberIn(body, 'userId')))
  };
}
