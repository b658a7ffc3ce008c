import type { Simulator } from './start';

export type AskOptions = {
  readonly method?: string;
  readonly token?: string;
  /** null sends none. */
  readonly client?: string | null;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly json?: unknown;
};

/** `body` is the parsed JSON when there is some, else the text. */
export type Asked = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever came over the wire
  readonly body: any;
};

function headersOf(options: AskOptions): Record<string, string> {
  const { client = 'tv-1', token, accept = 'application/json', json, headers } = options;
  return {
    accept,
    ...(client === null ? {} : { 'x-plex-client-identifier': client }),
    ...(token === undefined ? {} : { 'x-plex-token': token }),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** One request as a television would send it. `url` is whole, or a path of plex.tv. */
export async function ask(simulator: Simulator, url: string, options: AskOptions = {}): Promise<Asked> {
  const { json } = options;
  const body = json === undefined ? options.body : JSON.stringify(json);
  const response = await fetch(url.startsWith('/') ? simulator.urls.plex + url : url, {
    method: options.method ?? 'GET',
    headers: headersOf(options),
    redirect: 'manual',
    ...(body === undefined ? {} : { body })
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

export function post(simulator: Simulator, url: string, options: AskOptions = {}): Promise<Asked> {
  return ask(simulator, url, { ...options, method: 'POST' });
}

/** A token that came the whole way: PIN, phone, poll. */
export async function signInAs(simulator: Simulator, person = 'ada', client = 'tv-1'): Promise<string> {
  const pin = await post(simulator, '/api/v2/pins', { client });
  const approved = simulator.phone.twoFactor(pin.body.code, person);
  if (!approved.ok) throw new Error(`the phone could not approve: ${approved.reason}`);
  const claimed = await ask(simulator, `/api/v2/pins/${pin.body.id}`, { client });
  return claimed.body.authToken as string;
}
