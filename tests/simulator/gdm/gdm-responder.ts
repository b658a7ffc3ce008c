import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { gdmReply, isSearch, type GdmFacts } from './gdm-message';

export type GdmOptions = {
  /** 32414 is where servers listen; 0 takes a free port. */
  readonly port?: number;
  readonly address?: string;
};

/** One datagram that arrived, for a test to look at. */
export type GdmHeard = { readonly from: string; readonly port: number; readonly text: string };

export type GdmResponder = {
  readonly address: string;
  readonly port: number;
  heard(): readonly GdmHeard[];
  /** "Enable local network discovery" switched off: searches are heard and not answered. */
  setSilent(silent: boolean): void;
  /** Sends this instead of every reply, to see what a client makes of it; null ends that. */
  setReply(reply: Buffer | null): void;
  stop(): Promise<void>;
};

export const GDM_SERVER_PORT = 32414;

type Voice = { silent: boolean; reply: Buffer | null; readonly heard: GdmHeard[] };

function answer(socket: Socket, voice: Voice, servers: () => readonly GdmFacts[]) {
  return (datagram: Buffer, from: RemoteInfo): void => {
    voice.heard.push({ from: from.address, port: from.port, text: datagram.toString('utf8') });
    if (voice.silent || !isSearch(datagram)) return;
    servers().forEach((facts) => socket.send(voice.reply ?? gdmReply(facts), from.port, from.address));
  };
}

async function close(socket: Socket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close();
  await closed;
}

/** Answers searches for every server there is at that moment, one datagram each. */
export async function startGdmResponder(
  servers: () => readonly GdmFacts[],
  options: GdmOptions = {}
): Promise<GdmResponder> {
  const socket = createSocket('udp4');
  const voice: Voice = { silent: false, reply: null, heard: [] };
  socket.on('message', answer(socket, voice, servers));
  socket.bind(options.port ?? GDM_SERVER_PORT, options.address ?? '127.0.0.1');
  await once(socket, 'listening');
  let ending: Promise<void> | null = null;
  return {
    address: socket.address().address,
    port: socket.address().port,
    heard: () => voice.heard,
    setSilent: (silent) => {
      voice.silent = silent;
    },
    setReply: (reply) => {
      voice.reply = reply;
    },
    stop: () => (ending ??= close(socket))
  };
}
