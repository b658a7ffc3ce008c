import { JSDOM, VirtualConsole } from 'jsdom';

const windows = new Map<string, JSDOM>();

/** jsdom would print every network error of every test; the tests look at the outcome. */
function windowAt(origin: string): JSDOM {
  const known = windows.get(origin) ?? new JSDOM('', { url: origin, virtualConsole: new VirtualConsole() });
  windows.set(origin, known);
  return known;
}

/** XMLHttpRequest as a page of this origin has it, CORS and all. */
export function pageXhr(origin: string): () => XMLHttpRequest {
  return () => new (windowAt(origin).window.XMLHttpRequest)();
}

/**
 * XMLHttpRequest as a packaged app is believed to have it: no origin stands in its way. Each request is made from
 * the origin it goes to, which is known only at `open`.
 */
export function packagedXhr(): XMLHttpRequest {
  let inner: XMLHttpRequest | null = null;
  const open = (method: string, url: string): void => {
    const xhr = new (windowAt(new URL(url).origin).window.XMLHttpRequest)();
    xhr.open(method, url, true);
    inner = xhr;
  };
  return new Proxy({} as XMLHttpRequest, {
    get: (_nothing, name) => (name === 'open' ? open : fieldOf(inner, name)),
    set: (_nothing, name, value) => (inner === null ? true : Reflect.set(inner, name, value))
  });
}

function fieldOf(xhr: XMLHttpRequest | null, name: string | symbol): unknown {
  const value: unknown = xhr === null ? undefined : Reflect.get(xhr, name);
  return typeof value === 'function' ? value.bind(xhr) : value;
}

/** Closes what is left of all pages, so that a test run can end. */
export function closePages(): void {
  windows.forEach((page) => page.window.close());
  windows.clear();
}
