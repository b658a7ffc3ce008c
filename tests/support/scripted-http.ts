import { failureOf, type Failure } from '../../src/core/model/failure';
import type { HttpReply, HttpRequest, IHttp, IStop } from '../../src/core/ports';

export type Scripted = {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answerer = (request: HttpRequest) => Scripted | Failure | Promise<Scripted | Failure>;

export type ScriptedHttp = IHttp & { readonly asked: HttpRequest[]; stopped: number };

/** A reply as the port gives it: text as it is, anything else as JSON. */
export function replyOf({ status = 200, body, headers = {} }: Scripted): HttpReply {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return { status, text, url: null, header: (name) => headers[name.toLowerCase()] ?? null };
}

/** Answers each request as the test says, and remembers it. A stop ends the request at once. */
export function scriptedHttp(answer: Answerer): ScriptedHttp {
  const http: ScriptedHttp = {
    asked: [],
    stopped: 0,
    send: (request: HttpRequest, stop?: IStop) => {
      http.asked.push(request);
      return new Promise<HttpReply>((resolve, reject) => {
        stop?.onStop(() => {
          http.stopped += 1;
          reject(failureOf('cancelled'));
        });
        Promise.resolve(answer(request)).then(
          (said) => ('code' in said ? reject(said) : resolve(replyOf(said))),
          reject
        );
      });
    }
  };
  return http;
}
