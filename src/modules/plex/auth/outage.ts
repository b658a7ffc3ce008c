import { recoveryFor } from '../../../core/model/failure';
import type { Failure } from '../../../core/model/failure';

/** Whether the answer could not be had, as opposed to being no. */
export function isOutage(failure: Failure): boolean {
  return recoveryFor(failure) === 'retry' && failure.code !== 'forbidden' && failure.code !== 'bug';
}

const REFUSING = [400, 401, 403, 409, 422, 498];

/** Whether a service that was reached said no to what was asked, in whatever words. */
export function isRefusal(failure: Failure): boolean {
  return failure.status !== undefined && REFUSING.indexOf(failure.status) >= 0;
}
