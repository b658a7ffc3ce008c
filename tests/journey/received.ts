import type { CDPSession, Page, Protocol } from 'puppeteer-core';
import type { Simulator } from '../simulator/start';

/** Everything that a browser was ever given: bodies, headers with cookies, and what its pages keep. */
export type Received = {
  readonly all: () => string;
  readonly keepOf: (page: Page) => Promise<void>;
};

/** Runs in the page: whatever a script of it could read. Databases and caches are read whole, names included. */
async function keptHere(): Promise<string> {
  const answerTo = <T>(asked: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      asked.onerror = () => reject(asked.error);
      asked.onsuccess = () => resolve(asked.result);
    });
  const databases: unknown[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await answerTo(indexedDB.open(name));
    for (const each of [...database.objectStoreNames]) {
      const store = database.transaction(each).objectStore(each);
      databases.push(name, each, await answerTo(store.getAllKeys()), await answerTo(store.getAll()));
    }
    database.close();
  }
  const cached: unknown[] = [];
  for (const name of 'caches' in globalThis ? await caches.keys() : []) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const reply = await cache.match(url);
      cached.push(name, url, [...(reply?.headers ?? [])], await reply?.text());
    }
  }
  const page = [document.cookie, name, location.href, JSON.stringify(history.state)];
  const html = document.documentElement.outerHTML;
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, page, databases, cached, html]);
}

const isEvents = (headers: readonly Protocol.Fetch.HeaderEntry[]): boolean =>
  headers.some(({ name, value }) => /^content-type$/i.test(name) && /event-stream/.test(value));

const isBodiless = (status: number): boolean =>
  [204, 304].includes(status) || (status >= 300 && status < 400);

type Note = (...more: readonly string[]) => void;

/**
 * Each answer is held until it was read here, so that no page can leave before its body was seen; one that cannot be
 * read is not handed on. Events have no end, and are heard one by one.
 */
async function readPaused(
  devtools: CDPSession,
  paused: Protocol.Fetch.RequestPausedEvent,
  note: Note
): Promise<void> {
  const { requestId, responseStatusCode = 0, responseHeaders = [], responseErrorReason } = paused;
  const isWhole = !isEvents(responseHeaders) && !isBodiless(responseStatusCode);
  if (responseErrorReason === undefined && isWhole) {
    const { body, base64Encoded } = await devtools.send('Fetch.getResponseBody', { requestId });
    note(base64Encoded ? Buffer.from(body, 'base64').toString('latin1') : body);
  }
  await devtools.send('Fetch.continueRequest', { requestId });
}

/** Nobody is told when the page or its browser has gone meanwhile. */
function withheld(devtools: CDPSession, requestId: string): Promise<void> {
  return devtools.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => undefined);
}

/** Listens below the page, where no script could hide anything. */
export async function recordAll(page: Page, pieces: string[] = []): Promise<Received> {
  const devtools = await page.createCDPSession();
  const note: Note = (...more) => void pieces.push(...more);
  devtools.on('Network.responseReceivedExtraInfo', ({ headers }) => note(JSON.stringify(headers)));
  devtools.on('Network.responseReceived', ({ response }) =>
    note(response.url, JSON.stringify(response.headers))
  );
  devtools.on('Network.eventSourceMessageReceived', (event) => note(JSON.stringify(event)));
  devtools.on(
    'Fetch.requestPaused',
    (paused) => void readPaused(devtools, paused, note).catch(() => withheld(devtools, paused.requestId))
  );
  page.on('console', (message) => note(message.text()));
  await devtools.send('Network.enable');
  await devtools.send('Fetch.enable', { patterns: [{ requestStage: 'Response' }] });
  return {
    all: () => pieces.join('\n'),
    keepOf: async (kept) => {
      note(await kept.evaluate(keptHere));
      const { cookies } = await devtools.send('Network.getAllCookies');
      note(JSON.stringify(cookies));
    }
  };
}

/** Tokens end and new ones are minted all evening; each is to be looked for. */
export function noteTokens({ plex, journal }: Simulator, minted: Set<string>): void {
  plex.tokens().forEach(({ token }) => minted.add(token));
  journal.all().forEach(({ headers }) => {
    const token = headers['x-plex-token'];
    if (token !== undefined) minted.add(token);
  });
}
