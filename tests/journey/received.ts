import type { CDPSession, Page } from 'puppeteer-core';

/** Everything that a browser was ever given: bodies, headers with cookies, and what its pages keep. */
export type Received = {
  readonly all: () => string;
  readonly count: () => number;
  readonly keepOf: (page: Page) => Promise<void>;
};

/** Runs in the page: whatever a script of it could read. Databases are read whole. */
async function keptHere(): Promise<string> {
  const names = (await indexedDB.databases()).map(({ name }) => String(name));
  const read = (name: string): Promise<string> =>
    new Promise((resolve) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => resolve('');
      opening.onsuccess = () => {
        const stores = [...opening.result.objectStoreNames];
        if (stores.length === 0) return resolve('');
        const reading = opening.result
          .transaction(stores)
          .objectStore(stores[0] as string)
          .getAll();
        reading.onerror = () => resolve('');
        reading.onsuccess = () => resolve(JSON.stringify(reading.result));
      };
    });
  const databases = await Promise.all(names.map(read));
  return JSON.stringify([
    { ...localStorage },
    { ...sessionStorage },
    document.cookie,
    databases,
    document.documentElement.outerHTML
  ]);
}

async function bodyOf(devtools: CDPSession, requestId: string): Promise<string> {
  try {
    const { body, base64Encoded } = await devtools.send('Network.getResponseBody', { requestId });
    return base64Encoded ? Buffer.from(body, 'base64').toString('latin1') : body;
  } catch {
    return '';
  }
}

/** Listens below the page, where no script could hide anything. */
export async function recordAll(page: Page, pieces: string[] = []): Promise<Received> {
  const devtools = await page.createCDPSession();
  await devtools.send('Network.enable', {
    maxTotalBufferSize: 100_000_000,
    maxResourceBufferSize: 50_000_000
  });
  const note = (...more: readonly string[]): void => void pieces.push(...more);
  devtools.on('Network.responseReceivedExtraInfo', ({ headers }) => note(JSON.stringify(headers)));
  devtools.on('Network.responseReceived', ({ response }) =>
    note(response.url, JSON.stringify(response.headers))
  );
  devtools.on('Network.eventSourceMessageReceived', ({ data }) => note(data));
  devtools.on('Network.dataReceived', ({ data }) => note(data ?? ''));
  devtools.on('Network.loadingFinished', ({ requestId }) => void bodyOf(devtools, requestId).then(note));
  page.on('console', (message) => note(message.text()));
  return {
    all: () => pieces.join('\n'),
    count: () => pieces.length,
    keepOf: async (kept) => {
      note(await kept.evaluate(keptHere));
      const { cookies } = await devtools.send('Network.getAllCookies');
      note(JSON.stringify(cookies));
    }
  };
}
