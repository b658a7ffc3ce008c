import { failureOf } from '../../src/core/model/failure';
import type { HttpReply, IHttp } from '../../src/core/ports';

export type BrowserHttp = IHttp & { readonly cookies: Map<string, string> };

function keep(cookies: Map<string, string>, headers: Headers): void {
  headers.getSetCookie().forEach((line) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  });
}

async function replyOf(response: Response): Promise<HttpReply> {
  const text = await response.text();
  return { status: response.status, text, url: response.url, header: (name) => response.headers.get(name) };
}

/** The port as a page of the gateway has it: cookies come and go by themselves, and no script sees them. */
export function browserHttp(cookies = new Map<string, string>()): BrowserHttp {
  return {
    cookies,
    send: async ({ method, url, headers, body, timeoutMs }) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const signal = AbortSignal.timeout(timeoutMs);
      const init = {
        method,
        headers: { ...headers, cookie },
        signal,
        ...(body === undefined ? {} : { body })
      };
      const response = await fetch(url, init).catch((reason: Error) => {
        throw failureOf(reason.name === 'TimeoutError' ? 'timeout' : 'unreachable');
      });
      keep(cookies, response.headers);
      return replyOf(response);
    }
  };
}
