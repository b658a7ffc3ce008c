/** Bytes that are still needed. */
export function heapAfterGc(): number {
  if (global.gc === undefined) {
    throw new Error('run with node --expose-gc');
  }
  global.gc();
  global.gc();
  return process.memoryUsage().heapUsed;
}
