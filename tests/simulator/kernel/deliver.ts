import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyBodyFault, type FaultyBody } from './fault-body';
import type { FaultPlan } from './fault-plan';
import type { SimReply } from './types';

export type Delivery = {
  readonly reply: SimReply;
  readonly plan: FaultPlan;
  readonly now: number;
  readonly headOnly: boolean;
  /** Ends waiting when the client goes or the simulator stops. */
  readonly signal: AbortSignal;
};

const HUGE_CHUNK = Buffer.alloc(64 * 1024, 'x');

function bodyOf(reply: SimReply, plan: FaultPlan): FaultyBody {
  const text = Buffer.isBuffer(reply.body) ? reply.body : Buffer.from(reply.body ?? '');
  const plain: FaultyBody = { text, contentType: null, hugeBytes: 0 };
  return plan.bodies.reduce(applyBodyFault, plain);
}

function headersOf(delivery: Delivery, body: FaultyBody): Record<string, string> {
  const lower = Object.entries(delivery.reply.headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    value
  ]);
  const bodiless = delivery.reply.status === 204 || delivery.reply.status === 304;
  return {
    ...(Object.fromEntries(lower) as Record<string, string>),
    ...(body.contentType === null ? {} : { 'content-type': body.contentType }),
    ...(bodiless ? {} : { 'content-length': String(body.text.length + body.hugeBytes) }),
    date: new Date(delivery.now + delivery.plan.dateSkewMs).toUTCString()
  };
}

function* pieces(body: FaultyBody, size: number): Generator<Buffer> {
  for (let at = 0; at < body.text.length; at += size) yield body.text.subarray(at, at + size);
  for (let left = body.hugeBytes; left > 0; left -= HUGE_CHUNK.length) {
    yield HUGE_CHUNK.subarray(0, Math.min(left, HUGE_CHUNK.length));
  }
}

async function send(response: ServerResponse, piece: Buffer, signal: AbortSignal): Promise<void> {
  if (!response.write(piece)) await once(response, 'drain', { signal });
}

/** Writes piece by piece, and cuts the line after `limit` bytes. Resolves to whether everything was written. */
async function sendBody(response: ServerResponse, body: FaultyBody, delivery: Delivery): Promise<boolean> {
  const { drip, resetAfterBytes } = delivery.plan;
  let room = resetAfterBytes ?? Infinity;
  for (const piece of pieces(body, drip?.bytes ?? (drip === null ? HUGE_CHUNK.length : 1))) {
    await send(response, piece.subarray(0, Math.min(room, piece.length)), delivery.signal);
    room -= piece.length;
    if (room <= 0) return false;
    if (drip !== null) await sleep(drip.everyMs, undefined, { signal: delivery.signal });
  }
  return resetAfterBytes === null;
}

/** A reset, not an orderly end: the client sees ECONNRESET. */
export function reset(response: ServerResponse): void {
  if (response.socket === null) response.destroy();
  else response.socket.resetAndDestroy();
}

/** Sends one reply the way the plan says. */
export async function deliver(response: ServerResponse, delivery: Delivery): Promise<void> {
  const body = bodyOf(delivery.reply, delivery.plan);
  response.writeHead(delivery.reply.status, headersOf(delivery, body));
  if (delivery.headOnly) return void response.end();
  if (await sendBody(response, body, delivery)) return void response.end();
  // What was written must be on its way before the line is cut, or the client sees no body at all.
  await new Promise<void>((resolve) => response.write('', () => resolve()));
  setImmediate(() => reset(response));
}
