import { keySetOf, keysOf, type KeyTable, type KeyWorld } from './keys';
import type { SessionState } from '../core/model/session-state';
import type { Cancel } from '../core/ports';

export type DiagnosisWorld = KeyWorld & {
  readonly addEventListener: (type: 'keydown', then: (event: KeyboardEvent) => void, early: boolean) => void;
  readonly performance: object;
};
type Watched = {
  readonly session: { subscribe(listener: (state: SessionState) => void): Cancel };
  readonly now: () => number;
};
/** What the machine itself shows, as lines for whoever helps. */
export type Diagnosis = {
  readonly onFirstPicture: () => void;
  readonly facts: (textureBytes: number) => readonly string[];
};

type Times = { picture: number; code: number; connect: number; from: number };

const CODES = 8;
/** Makes and versions, out of all that an engine calls itself. */
const ENGINE = /(Tizen|Web0S|Chrom\w*|Version|Firefox|QtWebEngine)[/ ]?[\d.]*/g;

/** Watches from the start: the keys as they were pressed, and how long what the viewer waits for took. */
export function createDiagnosis(world: DiagnosisWorld, { session, now }: Watched): Diagnosis {
  const times: Times = { picture: NaN, code: NaN, connect: NaN, from: NaN };
  const codes: string[] = [];
  const keySet = keySetOf(world);
  const keys = keysOf(keySet);
  world.addEventListener(
    'keydown',
    ({ keyCode }): void => {
      codes.unshift(codeOf(keyCode, keys));
      codes.length = Math.min(codes.length, CODES);
    },
    true
  );
  session.subscribe((state): void => note(times, state, now()));
  return {
    onFirstPicture: (): void => {
      times.picture = times.picture || now();
    },
    facts: (textureBytes): readonly string[] => [
      (world.navigator.userAgent.match(ENGINE) || []).join(' '),
      `first picture ${s(times.picture)} · first code ${s(times.code)} · last connect ${s(times.connect)}`,
      `textures ${mb(textureBytes)}${heapOf(world)}`,
      `keys (${keySet}) ${codes.join(', ')}`
    ]
  };
}

function note(times: Times, { auth, connection }: SessionState, now: number): void {
  if (auth.kind === 'awaitingLink') {
    times.code = times.code || now;
  }
  if (connection.kind === 'online') {
    times.connect = now - times.from || times.connect;
  }
  times.from = /^(listing|searching|waiting|tryingAddress)$/.test(connection.kind) ? times.from || now : NaN;
}

/** Letters and digits may be somebody's PIN or token. */
function codeOf(code: number, keys: KeyTable): string {
  const action = keys[code];
  return action !== undefined
    ? code + ' ' + action
    : (code > 47 && code < 112) || (code > 185 && code < 223)
      ? '*'
      : String(code);
}

function heapOf({ performance }: DiagnosisWorld): string {
  const { memory } = performance as { readonly memory?: { readonly usedJSHeapSize: number } };
  return memory === undefined ? '' : ' · heap ' + mb(memory.usedJSHeapSize);
}

const s = (ms: number): string => (ms > 0 ? (ms / 1000).toFixed(2) + ' s' : '–');
const mb = (bytes: number): string => (bytes / 1e6).toFixed(1) + ' MB';
