/** A kiosk browser in code: keeps its cookies and the CSRF token as the page does. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a reply holds is what its test says
export type Reply = { readonly status: number; readonly headers: Headers; readonly body: any };

export type Screen = {
  readonly get: (path: string) => Promise<Reply>;
  readonly send: (method: string, path: string, body?: unknown, headers?: object) => Promise<Reply>;
  readonly begin: () => Promise<Reply>;
  readonly cookies: Map<string, string>;
  csrf: string;
};

function keepCookies(cookies: Map<string, string>, headers: Headers): void {
  headers.getSetCookie().forEach((line) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') {
      cookies.delete(name);
    } else {
      cookies.set(name, value);
    }
  });
}

async function bodyOf(reply: Response): Promise<unknown> {
  const text = await reply.text();
  return text !== '' && /json/.test(reply.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
}

/** Asks a gateway over a real socket. `extra` goes along with every request, as a proxy's headers would. */
export function aScreen(url: string, extra: { readonly [name: string]: string } = {}): Screen {
  const cookies = new Map<string, string>();
  const ask = async (method: string, path: string, body: unknown, headers: object): Promise<Reply> => {
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const told: { [name: string]: string } = body === undefined ? {} : { 'content-type': 'application/json' };
    const reply = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...extra, ...told, ...(jar === '' ? {} : { cookie: jar }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
    });
    keepCookies(cookies, reply.headers);
    return { status: reply.status, headers: reply.headers, body: await bodyOf(reply) };
  };
  const screen: Screen = {
    cookies,
    csrf: '',
    get: (path) => ask('GET', path, undefined, {}),
    send: (method, path, body, headers = {}) =>
      ask(method, path, body, { 'x-csrf-token': screen.csrf, ...headers }),
    begin: async () => {
      const reply = await screen.get('/api/session');
      screen.csrf = reply.body.csrf;
      return reply;
    }
  };
  return screen;
}
