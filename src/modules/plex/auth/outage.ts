import { recoveryFor } from '../../../core/model/failure';
import type { Failure } from '../../../core/model/failure';

/** Whether the answer could not be had, as opposed to being no. */
export function isOutage(failure: Failure): boolean {
  return recoveryFor(failure) === 'retry' && failure.code !== 'forbidden' && failure.code !== 'bug';
}
