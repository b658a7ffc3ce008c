// promises: B2
/** The crawl of what a browser was given can find: a token planted in each place that a gateway could leak by is found. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser } from '../support/chromium';
import { until } from '../support/until';
import { recordAll, type Received } from './received';

/** Put together where it is planted only, so that no script that plants it is taken for the plant. */
const planted = (nth: number): string => ['plant', 'ed', 'Token', nth].join('');

type Plant = {
  readonly name: string;
  readonly answer?: (response: ServerResponse, token: string) => void;
  /** Runs in the page. */
  readonly script?: string;
};

const json = (response: ServerResponse, headers: object = {}, body = '{}'): void =>
  void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

const ASK = `await (await fetch('/plant')).text().catch(() => '')`;
const LEAVE = `fetch('/plant', { keepalive: true }); location.href = '/elsewhere'; await new Promise((then) => setTimeout(then, 50))`;
const STORE = `const db = await new Promise((then) => {
  const opening = indexedDB.open('theirs');
  opening.onupgradeneeded = () => (opening.result.createObjectStore('first'), opening.result.createObjectStore('second'));
  opening.onsuccess = () => then(opening.result);
});
const write = db.transaction('second', 'readwrite');
`;
const WRITTEN = `await new Promise((then) => (write.oncomplete = then)); db.close()`;

const PLANTS: readonly Plant[] = [
  { name: 'a body', script: ASK, answer: (to, token) => json(to, {}, JSON.stringify({ token })) },
  {
    name: 'the bytes of a picture',
    script: ASK,
    answer: (to, token) => json(to, { 'content-type': 'image/png' }, token)
  },
  {
    name: 'a body that its page did not wait for',
    script: LEAVE,
    answer: (to, token) => json(to, {}, token)
  },
  { name: 'the body of a refusal', script: ASK, answer: (to, token) => void to.writeHead(503).end(token) },
  { name: 'a header', script: ASK, answer: (to, token) => json(to, { 'x-any': token }) },
  {
    name: 'a cookie that no script can read',
    script: ASK,
    answer: (to, token) => json(to, { 'set-cookie': `a=${token}; HttpOnly` })
  },
  {
    name: 'where a redirect leads',
    script: ASK,
    answer: (to, token) => void to.writeHead(302, { location: `/elsewhere?${token}` }).end()
  },
  {
    name: 'a server-sent event',
    script: `await new Promise((then) => (new EventSource('/plant').onmessage = then))`,
    answer: (to, token) =>
      void to.writeHead(200, { 'content-type': 'text/event-stream' }).write(`data: ${token}\n\n`)
  },
  { name: 'localStorage', script: `localStorage.setItem('a', token)` },
  { name: 'sessionStorage', script: `sessionStorage.setItem('a', token)` },
  {
    name: 'a value in the second store of a database',
    script: `${STORE} write.objectStore('second').put({ token }, 1); ${WRITTEN}`
  },
  { name: 'a name in a database', script: `${STORE} write.objectStore('second').put(1, token); ${WRITTEN}` },
  { name: 'a cache', script: `await (await caches.open('theirs')).put('/kept', new Response(token))` },
  { name: 'the address', script: `history.replaceState(null, '', '#' + token)` },
  { name: 'the console', script: `console.log(token)` }
];

let server: Server;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  let nth = 0;
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname;
    if (/^\/page\d+$/.test(path)) nth = Number(path.slice(5));
    if (path === '/plant') return PLANTS[nth]?.answer?.(response, planted(nth));
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>a page</p>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => server.close(resolve).closeAllConnections());
});

async function plantOn(page: Page, nth: number): Promise<void> {
  const script = `(async (token) => { ${PLANTS[nth]?.script} })(['plant', 'ed', 'Token', ${nth}].join(''))`;
  await page.evaluate(script).catch((thrown: unknown) => {
    if (!/context was destroyed/i.test(String(thrown))) throw thrown;
  });
}

async function visit(nth: number, work: (page: Page, received: Received) => Promise<void>): Promise<void> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const received = await recordAll(page);
  await page.goto(`${origin}/page${nth}`);
  await work(page, received);
  await context.close();
}

test.each(PLANTS.map(({ name }, nth) => [name, nth] as const))(
  'a token in %s is found',
  async (_name, nth) => {
    await visit(nth, async (page, received) => {
      await plantOn(page, nth);
      await until(async () => {
        await received.keepOf(page).catch(() => undefined);
        return received.all().includes(planted(nth));
      });
      expect(received.all()).toContain(planted(nth));
    });
  }
);

test('a page that was given none is found to hold none', async () => {
  await visit(PLANTS.length, async (page, received) => {
    await received.keepOf(page);
    expect(received.all()).toContain('a page');
    expect(
      PLANTS.map((_plant, nth) => planted(nth)).filter((token) => received.all().includes(token))
    ).toEqual([]);
  });
});
