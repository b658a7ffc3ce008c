import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator, type Simulator } from '../start';

const SEARCH = 'M-SEARCH * HTTP/1.0';
const GRACE_MS = 40;

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({
    gdm: { port: 0 },
    media: [
      { name: 'Den', owner: 1001 },
      { name: 'Attic', owner: 1001 }
    ]
  });
});
afterEach(() => simulator.stop());

/** Sends one datagram, waits for as many replies, and a little longer for one too many. */
async function search(text: string, expected: number): Promise<readonly string[]> {
  const socket = createSocket('udp4');
  const replies: string[] = [];
  socket.on('message', (datagram) => replies.push(datagram.toString('utf8')));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const before = simulator.gdm?.heard().length;
  socket.send(text, simulator.gdm?.port ?? 0, '127.0.0.1');
  while (simulator.gdm?.heard().length === before || replies.length < expected) await sleep(5);
  await sleep(GRACE_MS);
  socket.close();
  return replies;
}

const field = (reply: string, name: string): string =>
  new RegExp(`^${name}: (.*)\\r$`, 'm').exec(reply)?.[1] ?? '';

it('answers a search once for each server, with an address that serves that very machine', async () => {
  const replies = await search(SEARCH, 2);
  expect(replies.map((reply) => field(reply, 'Name')).sort()).toEqual(['Attic', 'Den']);
  for (const reply of replies) {
    expect(reply.split('\r\n')[0]).toContain('200 OK');
    expect(field(reply, 'Content-Type')).toBe('plex/media-server');
    expect(field(reply, 'Host')).toMatch(/^[0-9a-f]{32}\.plex\.direct$/);
    const identity = await fetch(`http://127.0.0.1:${field(reply, 'Port')}/identity`, {
      headers: { accept: 'application/json' }
    });
    const { MediaContainer } = await identity.json();
    expect(MediaContainer.machineIdentifier).toBe(field(reply, 'Resource-Identifier'));
    expect(MediaContainer.version).toBe(field(reply, 'Version'));
  }
});

it('answers the HTTP/1.1 form of a search as well', async () => {
  expect(await search('M-SEARCH * HTTP/1.1\r\n\r\n', 2)).toHaveLength(2);
});

it('is silent for a server that is off', async () => {
  await simulator.media.stop('Den');
  expect((await search(SEARCH, 1)).map((reply) => field(reply, 'Name'))).toEqual(['Attic']);
});

it('hears what is no search, and says nothing', async () => {
  expect(await search('NOTIFY * HTTP/1.1\r\n\r\n', 0)).toEqual([]);
  expect(simulator.gdm?.heard().map(({ text }) => text)).toEqual(['NOTIFY * HTTP/1.1\r\n\r\n']);
});

it('can be switched off like the real setting, or made to talk nonsense', async () => {
  simulator.gdm?.setSilent(true);
  expect(await search(SEARCH, 0)).toEqual([]);
  simulator.gdm?.setSilent(false);
  simulator.gdm?.setReply(Buffer.from('gibberish'));
  expect(await search(SEARCH, 2)).toEqual(['gibberish', 'gibberish']);
});
