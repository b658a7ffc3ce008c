import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { failureOf } from '../../../core/model/failure';
import type { Headers } from '../../../core/ports';
import { problemOf } from '../../http/problem';
import type { Answer, Asked } from '../../http/route';
import { allowedPath } from '../../pms/paths';
import { bounded } from '../../pms/bounded';
import { tokenMask } from '../../pms/token-mask';
import type { World } from '../../world';
import { holderOf } from '../holder';
import { secretsOf } from './secrets-of';
import { provenWayTo } from './way';

const SILENCE_MS = 15_000;
/** Lists and pictures are handed on, films are not. */
const MOST_BYTES = 32 * 1024 * 1024;
const PATIENCE_MS = 120_000;
const HANDED_IN = ['range', 'if-none-match', 'if-modified-since', 'if-range'];
const HANDED_OUT = [
  'content-type',
  'content-length',
  'content-range',
  'accept-ranges',
  'etag',
  'last-modified'
];
/** What a browser would run or show as a page is no answer of a media server. */
const KINDS =
  /^(application\/(json|xml)|text\/xml|image\/(jpeg|png|webp|gif)|audio\/(mpeg|mp4|ogg))\s*(;|$)/i;

function picked(
  from: { readonly [name: string]: unknown },
  names: readonly string[]
): { [name: string]: string } {
  return Object.fromEntries(
    names.flatMap((name) => (typeof from[name] === 'string' ? [[name, from[name]]] : []))
  );
}

function checked(reply: IncomingMessage, most: number): IncomingMessage {
  const { statusCode = 0, headers } = reply;
  const isKind = KINDS.test(headers['content-type'] ?? '') || [204, 304, 416].includes(statusCode);
  const isPlain = headers['content-encoding'] === undefined || headers['content-encoding'] === 'identity';
  if (statusCode === 401) {
    reply.destroy();
    throw failureOf('serverRefused', 401);
  }
  if (statusCode >= 400 && statusCode !== 404 && statusCode !== 416) {
    reply.destroy();
    throw failureOf(statusCode >= 500 ? 'serviceDown' : 'forbidden', statusCode);
  }
  if (statusCode === 404) {
    reply.destroy();
    throw problemOf('NOT_FOUND');
  }
  if (!isKind || !isPlain || Number(headers['content-length'] ?? 0) > most) {
    reply.destroy();
    throw failureOf('malformedReply', statusCode);
  }
  return reply;
}

function headersOut({ headers }: IncomingMessage, secrets: readonly string[]): Headers {
  const said = Object.entries(picked(headers, HANDED_OUT));
  return {
    ...Object.fromEntries(said.filter(([, value]) => !secrets.some((secret) => value.includes(secret)))),
    'cache-control': 'private, max-age=300',
    'content-disposition': 'inline'
  };
}

/** A stream ends by an Error only; a browser that has heard nothing yet is told the Failure in it. */
function brokenOff(): Error {
  return Object.assign(new Error('broken off'), failureOf('unreachable'));
}

function handedOut(reply: IncomingMessage, secrets: readonly string[]): Readable {
  const mask = tokenMask(secrets);
  const breakOff = (): void => void mask.destroy(brokenOff());
  reply.on('error', breakOff);
  reply.on('close', () => (reply.complete ? undefined : breakOff()));
  return bounded(reply.pipe(mask), MOST_BYTES);
}

/** Hands a question on to the media server that this person reaches, with its token added here and nowhere else. */
export async function handOn(asked: Asked, world: World): Promise<Answer> {
  const { '*': rest = '', serverId = '' } = asked.params;
  const path = allowedPath(rest, asked.query);
  if (path === null) {
    throw problemOf('PATH_NOT_ALLOWED');
  }
  const holder = holderOf(asked.caller, world);
  const route = await provenWayTo(holder, world, serverId);
  const rights = await world.upstream.headersTo(serverId, holder.vault, holder.memory);
  const said = { ...picked(asked.headers, HANDED_IN), ...rights, 'accept-encoding': 'identity' };
  const method = asked.isHead ? 'HEAD' : 'GET';
  const request = { method, url: route.uri + path, headers: said, silenceMs: SILENCE_MS } as const;
  const end = AbortSignal.any([asked.gone, AbortSignal.timeout(PATIENCE_MS)]);
  const reply = checked(await world.upstream.stream(request, end), MOST_BYTES);
  const secrets = await secretsOf(asked, holder, world, rights);
  const answer = { status: reply.statusCode ?? 200, headers: headersOut(reply, secrets) };
  reply.on('error', () => undefined);
  return asked.isHead ? (reply.resume(), answer) : { ...answer, stream: handedOut(reply, secrets) };
}
