import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { failureOf } from '../../core/model/failure';
import type { Headers } from '../../core/ports';
import { causeOf } from './http-cause';
import type { AgentsFor } from './node-http';

export type StreamRequest = {
  readonly method: 'GET' | 'HEAD';
  readonly url: string;
  readonly headers: Headers;
  /** How long the other end may say nothing, at the beginning and between two pieces. */
  readonly silenceMs: number;
};

/** Hands on a reply piece by piece. A redirect is a failure, as everywhere. */
export async function openStream(
  agentsFor: AgentsFor,
  { method, url, headers, silenceMs }: StreamRequest,
  gone: AbortSignal
): Promise<IncomingMessage> {
  const { plain, tls } = await agentsFor(url);
  const said = { method, headers, timeout: silenceMs, signal: gone };
  return new Promise((resolve, reject) => {
    const fail = (thrown: unknown): void => reject(gone.aborted ? failureOf('cancelled') : causeOf(thrown));
    try {
      const request = url.startsWith('https:')
        ? tlsRequest(url, { ...said, agent: tls })
        : plainRequest(url, { ...said, agent: plain });
      request.on('error', fail);
      request.on('timeout', () =>
        request.destroy(Object.assign(new Error('silence'), { code: 'ETIMEDOUT' }))
      );
      request.on('response', (response) => {
        const { statusCode = 0 } = response;
        if (statusCode >= 300 && statusCode < 400 && statusCode !== 304) {
          request.destroy();
          reject(failureOf('redirected', statusCode));
        } else {
          resolve(response);
        }
      });
      request.end();
    } catch (thrown) {
      fail(thrown);
    }
  });
}
