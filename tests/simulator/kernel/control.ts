import type { SimReply, SimRequest, SimRoute, SimService } from './types';
import { readFaultRule } from './fault-rule';
import type { Kernel } from './exchange';

/** Data in, data out: POST bodies are JSON. */
export type ControlHandler = (body: Readonly<Record<string, unknown>>, request: SimRequest) => unknown;

export type ControlRoutes = Readonly<Record<string, ControlHandler>>;

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS'
} as const;

function json(status: number, value: unknown): SimReply {
  const headers = { ...CORS, 'content-type': 'application/json' };
  return { status, headers, body: JSON.stringify(value === undefined ? null : value) };
}

function parseBody(request: SimRequest): Readonly<Record<string, unknown>> {
  return request.body.trim() === '' ? {} : (JSON.parse(request.body) as Record<string, unknown>);
}

async function run(handler: ControlHandler, request: SimRequest): Promise<SimReply> {
  try {
    return json(200, await handler(parseBody(request), request));
  } catch (error) {
    return json(400, { error: (error as Error).message });
  }
}

function routesOf(table: ControlRoutes): readonly SimRoute[] {
  return Object.entries(table).map(([key, handler]) => {
    const [method = 'GET', path = ''] = key.split(' ');
    return { method, path: `/__sim${path}`, name: `sim ${key}`, handle: (request) => run(handler, request) };
  });
}

/** What the kernel itself can be told. */
export function kernelControls({ clock, journal, faults }: Kernel): ControlRoutes {
  return {
    'GET /clock': () => ({ now: clock.now() }),
    'POST /clock': (body) => {
      clock.jump(Number(body['jump'] ?? 0));
      return { now: clock.now() };
    },
    'GET /journal': (_body, { query }) => {
      const { token, ...filter } = query;
      return token === undefined ? journal.all(filter) : journal.sentTo(token);
    },
    'DELETE /journal': () => journal.clear(),
    'GET /faults': () => faults.list(),
    'POST /faults': async (body) => {
      const id = faults.set(readFaultRule(body));
      await faults.settled();
      return { id };
    },
    'DELETE /faults': async (_body, { query }) => {
      faults.clear(query['id']);
      await faults.settled();
    }
  };
}

/** `/__sim/…`: open to any page, never journalled, never faulted. */
export function controlService(table: ControlRoutes): SimService {
  return {
    name: 'sim',
    internal: true,
    routes: [
      ...routesOf(table),
      {
        method: 'OPTIONS',
        path: '/__sim/:one',
        name: 'sim preflight',
        handle: () => ({ status: 204, headers: CORS })
      },
      {
        method: 'OPTIONS',
        path: '/__sim/:one/:two',
        name: 'sim preflight',
        handle: () => ({ status: 204, headers: CORS })
      }
    ]
  };
}
