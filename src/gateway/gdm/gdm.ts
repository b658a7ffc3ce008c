import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { broadcastsOf } from './broadcasts';

/** A media server that answered on the local network. */
export type LanServer = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly version: string;
};

/** Who is on the local network. */
export interface IGdm {
  /** `heard` is told of each at once, the promise of all in the end. */
  search(heard?: (server: LanServer) => void): Promise<readonly LanServer[]>;
}

export type GdmPlace = { readonly address: string; readonly port: number };

const PORT = 32414;
const MULTICAST = '239.0.0.250';
const SEARCH = 'M-SEARCH * HTTP/1.1\r\n\r\n';
const PATIENCE_MS = 1500;
/** More is somebody who wants to fill our memory. */
const MOST_SERVERS = 32;
const LONGEST_REPLY = 2048;
const LONGEST_NAME = 100;

function fieldIn(text: string, name: string): string {
  return (new RegExp(`^${name}:[ \\t]*([^\\r\\n]*)`, 'im').exec(text)?.[1] ?? '')
    .trim()
    .slice(0, LONGEST_NAME);
}

/** What a datagram says of a server; null when it is none. */
export function readGdmReply(text: string, from: string): LanServer | null {
  const id = fieldIn(text, 'Resource-Identifier');
  const port = Number(fieldIn(text, 'Port'));
  const isServer = /^\S+ 200 OK/.test(text) && fieldIn(text, 'Content-Type') === 'plex/media-server';
  const isSound = /^[A-Za-z0-9-]{1,64}$/.test(id) && Number.isInteger(port) && port > 0 && port < 65536;
  return isServer && isSound
    ? { id, name: fieldIn(text, 'Name') || id, address: from, port, version: fieldIn(text, 'Version') }
    : null;
}

/** Networks come and go, so they are looked at for each search. */
function everybody(): readonly GdmPlace[] {
  return [MULTICAST, ...broadcastsOf()].map((address) => ({ address, port: PORT }));
}

/** Asks the whole local network once; a network that does not let us ask is one without servers. */
export function openGdm(
  placesNow: () => readonly GdmPlace[] = everybody,
  patienceMs: number = PATIENCE_MS
): IGdm {
  return { search: (heard = () => undefined) => searchAt(placesNow(), patienceMs, heard) };
}

function searchAt(
  places: readonly GdmPlace[],
  patienceMs: number,
  heard: (server: LanServer) => void
): Promise<readonly LanServer[]> {
  return new Promise((resolve) => {
    const found = new Map<string, LanServer>();
    const socket = createSocket({ type: 'udp4' });
    const end = (): void => {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.close();
      resolve([...found.values()]);
    };
    const timer = setTimeout(end, patienceMs);
    socket.on('error', end);
    socket.on('message', (datagram: Buffer, from: RemoteInfo) => {
      const server = readGdmReply(datagram.toString('utf8', 0, LONGEST_REPLY), from.address);
      const name = server === null ? '' : `${server.id} ${server.address}:${server.port}`;
      if (server !== null && found.size < MOST_SERVERS && !found.has(name)) {
        found.set(name, server);
        heard(server);
      }
    });
    ask(socket, places, end);
  });
}

/** One way that is shut (a network without multicast, or without a broadcast address) shuts no other. */
function ask(socket: Socket, places: readonly GdmPlace[], giveUp: () => void): void {
  let left = places.length;
  socket.bind(() => {
    socket.setBroadcast(true);
    places.forEach(({ address, port }) =>
      socket.send(SEARCH, port, address, (error) => {
        left -= error === null ? 0 : 1;
        if (left === 0) {
          giveUp();
        }
      })
    );
  });
}
