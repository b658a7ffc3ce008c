import type { ServerResponse } from 'node:http';

const waiting = new WeakMap<AbortSignal, Set<AbortController>>();

/** Those who hear when the gateway begins to stop: one listener for all, because five thousand are slow to take away again. */
function hearersOf(stopping: AbortSignal): Set<AbortController> {
  const known = waiting.get(stopping);
  if (known !== undefined) {
    return known;
  }
  const hearers = new Set<AbortController>();
  stopping.addEventListener('abort', () => hearers.forEach((each) => each.abort()), { once: true });
  waiting.set(stopping, hearers);
  return hearers;
}

/** Aborts when the caller has left or the gateway begins to stop. `AbortSignal.any` says the same for a kilobyte more a screen. */
export function leavingOf(reply: ServerResponse, stopping: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const hearers = hearersOf(stopping);
  if (stopping.aborted) {
    controller.abort();
    return controller.signal;
  }
  hearers.add(controller);
  reply.once('close', () => {
    hearers.delete(controller);
    controller.abort();
  });
  return controller.signal;
}
