import { asFailure, failureOf } from '../../core/model/failure';
import { fieldsOf, isSuccess, parseJson, refusalOf, retryAfterMs, textOf } from '../../core/wire';
import type { Failure } from '../../core/model/failure';
import type { HttpReply } from '../../core/ports';
import type { Fields } from '../../core/wire';

const NO_CONTENT = 204;

/** What a refusal holds: the gateway's own code, and the failure that it hands on from a service. */
type Refusal = { readonly code: string; readonly failure: Failure | null };

/** Reads the one shape that all errors of the gateway have. */
export function refusalIn(reply: HttpReply): Refusal {
  const body = fieldsOf(parseJson(reply.text)) || {};
  const error = fieldsOf(body['error']) || {};
  const handed = fieldsOf(error['failure']);
  const failure = handed === null ? null : asFailure(handed);
  return {
    code: textOf(error['code']) || '',
    failure: failure === null || failure.code === 'bug' ? null : failure
  };
}

/** Whether the session is in question, and not what was asked. What a service refused is no such thing. */
export function isAboutSession(reply: HttpReply): boolean {
  const { code, failure } = refusalIn(reply);
  return failure === null && (reply.status === 401 || code === 'CSRF_REFUSED');
}

/** The body of a success, empty where there is none; throws the failure of anything else. */
export function readAnswer(reply: HttpReply): Fields {
  if (reply.status === NO_CONTENT) {
    return {};
  }
  const body = isSuccess(reply) ? fieldsOf(parseJson(reply.text)) : null;
  if (body !== null) {
    return body;
  }
  throw isSuccess(reply) ? failureOf('malformedReply', reply.status) : failureIn(reply);
}

/** A service's own failure is handed on as it is; a gateway that asks for patience gets it. */
export function failureIn(reply: HttpReply): Failure {
  const { code, failure } = refusalIn(reply);
  const waitMs = retryAfterMs(reply);
  if (failure !== null) {
    return failure;
  }
  if (reply.status === 401 || code === 'ADDRESS_NOT_ALLOWED') {
    return failureOf(reply.status === 401 ? 'issuerRefused' : 'notPlexServer', reply.status);
  }
  return waitMs !== undefined ? failureOf('busy', reply.status, waitMs) : refusalOf('gateway', reply);
}

/** What the caller cannot do without; a reply that lacks it came from somewhere else. */
export function need<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) {
    throw failureOf('malformedReply');
  }
  return value;
}
