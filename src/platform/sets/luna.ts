import type { Cancel } from '../../core/ports';

type Bridge = {
  onservicecallback: (text: string) => void;
  call(uri: string, parameters: string): void;
  cancel?(): void;
};

/** Where webOS has its bus; nowhere else. */
export type LunaWorld = { readonly PalmServiceBridge?: new () => Bridge };

/** Asks a service of the set. Each answer that can be read is told; a bus that refuses tells nothing. */
export function askLuna(
  world: LunaWorld,
  uri: string,
  parameters: object,
  then: (answer: { readonly [name: string]: unknown }) => void
): Cancel {
  if (world.PalmServiceBridge === undefined) {
    return (): void => undefined;
  }
  try {
    const bridge = new world.PalmServiceBridge();
    bridge.onservicecallback = (text: string): void => tell(text, then);
    bridge.call(uri, JSON.stringify(parameters));
    return (): void => (bridge.cancel === undefined ? undefined : bridge.cancel());
  } catch (_refused) {
    return (): void => undefined;
  }
}

function tell(text: string, then: (answer: { readonly [name: string]: unknown }) => void): void {
  const answer = read(text);
  if (typeof answer === 'object' && answer !== null) {
    then(answer as { readonly [name: string]: unknown });
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (_garbled) {
    return null;
  }
}
