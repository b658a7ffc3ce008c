import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { problemOf, refusalFor, type ProblemCode } from './problem';

type Unread = { readonly status: number; readonly code: ProblemCode };

const KINDS: { readonly [code: string]: Unread } = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'TOO_SLOW' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'TOO_LARGE' }
};

/** Says in the one shape why a request was not read to its end, and closes the connection. */
export function refuseUnread(error: NodeJS.ErrnoException, socket: Socket): void {
  const { status, code } = KINDS[error.code ?? ''] ?? { status: 400, code: 'BAD_REQUEST' };
  // After or within another answer a proxy would take this one for the next request's.
  if (error.code !== 'ECONNRESET' && socket.writable && socket.bytesWritten === 0) {
    const body = JSON.stringify(refusalFor(problemOf(code)).body);
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'Connection: close'
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}
