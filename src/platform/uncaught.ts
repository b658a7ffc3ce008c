import type { Cancel } from '../core/ports';

export type ErrorWorld = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/** Tells of every error and every rejection that nobody caught. */
export function onUncaught(world: ErrorWorld, then: (bug: string) => void): Cancel {
  const thrown = (event: ErrorEvent): void => then(event.message);
  const rejected = (event: PromiseRejectionEvent): void => then(String(event.reason));
  world.addEventListener('error', thrown);
  world.addEventListener('unhandledrejection', rejected);
  return (): void => {
    world.removeEventListener('error', thrown);
    world.removeEventListener('unhandledrejection', rejected);
  };
}
