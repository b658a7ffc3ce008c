import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MediaServer } from '../simulator/media/media-types';
import type { Simulator } from '../simulator/start';

/** What it says to whoever shows it this token. */
export type EvilAnswer = (response: ServerResponse, token: string) => void;

export type EvilServer = { readonly stop: () => Promise<void> };

export type EvilOptions = { readonly sections?: EvilAnswer };

const NO_SECTIONS: EvilAnswer = (response) =>
  void response.end(JSON.stringify({ MediaContainer: { Directory: [] } }));

/** A program of somebody's own behind the name, the address and the identity of a media server. */
export async function evilServer(
  simulator: Simulator,
  { name, machineIdentifier }: MediaServer,
  answer: EvilAnswer,
  { sections = NO_SECTIONS }: EvilOptions = {}
): Promise<EvilServer> {
  const evil = createServer((request, response) => {
    const token = String(request.headers['x-plex-token']);
    if (request.url === '/identity') {
      response.end(JSON.stringify({ MediaContainer: { machineIdentifier } }));
    } else if (request.url === '/library/sections') {
      sections(response, token);
    } else {
      answer(response, token);
    }
  });
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  const { port } = evil.address() as AddressInfo;
  const uri = `http://127.0.0.1:${port}`;
  const connection = { uri, protocol: 'http', address: '127.0.0.1', port, local: true, relay: false };
  simulator.media.change(name, { advertise: [connection] as never });
  await simulator.media.stop(name);
  return { stop: () => new Promise((resolve) => void evil.close(() => resolve()).closeAllConnections()) };
}
