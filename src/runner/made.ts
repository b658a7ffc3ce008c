import { failureOf } from '../core/model/failure';
import type { Make, Ports } from '../core/ports';

/** By the ports of whoever asks. What is asked of somebody who is not there is a bug. */
export function made<T>(make: Make<T> | undefined, ports: Ports): Promise<T> {
  return make === undefined ? Promise.reject(failureOf('bug')) : Promise.resolve(make(ports));
}
