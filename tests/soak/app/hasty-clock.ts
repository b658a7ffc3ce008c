/**
 * Time as the page of the soak has it. While nothing is on its way it passes faster; while an answer or a frame is awaited, as it
 * always does, so that nothing is late by the hurry. Must be the first that is loaded: whoever keeps a timer takes this one.
 */
export type Hasty = {
  readonly now: () => number;
  readonly hurry: (speed: number) => void;
  readonly hide: (isHidden: boolean) => void;
  readonly alive: () => { readonly timers: number; readonly textures: number; readonly awaited: number };
};

type Timer = { due: number; readonly every: number | null; readonly then: () => void };

const realNow = performance.now.bind(performance);
const realAfter = window.setTimeout.bind(window);
const realClear = window.clearTimeout.bind(window);
const realFrame = window.requestAnimationFrame.bind(window);
const wallAtStart = Date.now();
const timers = new Map<number, Timer>();
let speed = 1;
let awaited = 0;
let textures = 0;
let isHidden = false;
let virtual = 0;
let seenAt = realNow();
let ids = 1;
let bell: number | undefined;

const rate = (): number => (awaited > 0 ? 1 : speed);

function now(): number {
  const at = realNow();
  virtual += (at - seenAt) * rate();
  seenAt = at;
  return virtual;
}

function next(): readonly [number, Timer] | undefined {
  return [...timers].reduce<readonly [number, Timer] | undefined>(
    (first, each) => (first === undefined || each[1].due < first[1].due ? each : first),
    undefined
  );
}

/** Fires what is due, one at a time: what it does may change what is due next. */
function ring(): void {
  const found = next();
  const isDue = found !== undefined && found[1].due <= now();
  if (isDue) {
    const [id, timer] = found;
    if (timer.every === null) timers.delete(id);
    else timer.due += Math.max(1, timer.every);
    arm();
    timer.then();
  } else {
    arm();
  }
}

function arm(): void {
  realClear(bell);
  const found = next();
  if (found !== undefined) {
    bell = realAfter(ring, Math.max(0, found[1].due - now()) / rate());
  }
}

function add(isRepeated: boolean, then: (...all: unknown[]) => void, ms: unknown, rest: unknown[]): number {
  const waitMs = Math.max(0, Number(ms) || 0);
  const id = ids;
  ids += 1;
  timers.set(id, { due: now() + waitMs, every: isRepeated ? waitMs : null, then: () => then(...rest) });
  arm();
  return id;
}

function drop(id: number): void {
  timers.delete(id);
  arm();
}

/** Whatever changes how fast time passes: what has passed until then has passed at the old speed. */
function change(act: () => void): void {
  now();
  act();
  arm();
}

function frame(then: FrameRequestCallback): number {
  change(() => (awaited += 1));
  return realFrame(() => {
    change(() => (awaited -= 1));
    then(now());
  });
}

function takeOverTime(): void {
  performance.now = now;
  Date.now = (): number => wallAtStart + now();
  Object.assign(window, {
    setTimeout: (then: () => void, ms: unknown, ...rest: unknown[]) => add(false, then, ms, rest),
    setInterval: (then: () => void, ms: unknown, ...rest: unknown[]) => add(true, then, ms, rest),
    clearTimeout: drop,
    clearInterval: drop,
    requestAnimationFrame: frame
  });
}

/** Ends with the first of these events: each comes at most once, and never two of them. */
function awaitEnd(of: EventTarget, ...ends: readonly string[]): void {
  change(() => (awaited += 1));
  ends.forEach((end) => of.addEventListener(end, () => change(() => (awaited -= 1)), { once: true }));
}

function watchRequests(): void {
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body): void {
    awaitEnd(this, 'loadend');
    send.call(this, body);
  };
}

function watchStorage(): void {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...named): IDBOpenDBRequest {
    const opening = open.apply(this, named);
    awaitEnd(opening, 'success', 'error');
    return opening;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...named): IDBTransaction {
    const going = transaction.apply(this, named);
    awaitEnd(going, 'complete', 'abort');
    return going;
  };
}

function countTextures(): void {
  const gl = WebGLRenderingContext.prototype;
  const { createTexture, deleteTexture } = gl;
  gl.createTexture = function (): WebGLTexture {
    textures += 1;
    return createTexture.call(this);
  };
  gl.deleteTexture = function (texture): void {
    textures -= texture === null ? 0 : 1;
    deleteTexture.call(this, texture);
  };
}

const hasty: Hasty = {
  now,
  hurry: (to) => change(() => (speed = to)),
  hide: (hidden) => {
    isHidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  },
  alive: () => ({ timers: timers.size, textures, awaited })
};

takeOverTime();
watchRequests();
watchStorage();
countTextures();
Object.defineProperty(document, 'hidden', { get: () => isHidden });
Object.assign(window, { hasty });
