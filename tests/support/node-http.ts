import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { failureOf, type FailureCode } from '../../src/core/model/failure';
import type { HttpReply, HttpRequest, IHttp, IStop } from '../../src/core/ports';

const CAUSES: Readonly<Record<string, FailureCode>> = {
  ENOTFOUND: 'nameNotFound',
  EAI_AGAIN: 'nameNotFound',
  ECONNREFUSED: 'connectionRefused'
};

/** The port over Node's own http: for tests that want a real network and no television. */
export function nodeHttp(): IHttp {
  return { send };
}

function send(question: HttpRequest, stop?: IStop): Promise<HttpReply> {
  if (stop !== undefined && stop.stopped) return Promise.reject(failureOf('cancelled'));
  return new Promise((resolve, reject) => {
    const { method, url, headers, body = '', timeoutMs } = question;
    const open = url.startsWith('https:') ? tlsRequest : plainRequest;
    const length = body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const request = open(url, { method, headers: { ...headers, ...length } });
    const timer = setTimeout(() => fail('timeout'), timeoutMs);
    const unhook = stop === undefined ? () => undefined : stop.onStop(() => fail('cancelled'));
    const end = (): void => {
      clearTimeout(timer);
      unhook();
    };
    const fail = (code: FailureCode): void => {
      end();
      request.destroy();
      reject(failureOf(code));
    };
    request.on('error', (error: NodeJS.ErrnoException) => fail(CAUSES[error.code ?? ''] ?? 'unreachable'));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => fail('unreachable'));
      response.on('end', () => {
        end();
        const header = (name: string): string | null =>
          String(response.headers[name.toLowerCase()] ?? '') || null;
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          url,
          header
        });
      });
    });
    request.end(body);
  });
}
