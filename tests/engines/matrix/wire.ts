import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Came = { readonly value?: unknown; readonly error?: string; readonly thrown?: readonly string[] };
type Order = { readonly text: string; readonly done: (came: Came) => void };

/** Our end of the wire: the page (wire-page.js) holds a request open, an order answers it, the next brings what came of it. */
export type Wire = {
  readonly port: number;
  readonly thrown: readonly string[];
  readonly order: <T>(expression: string) => Promise<T>;
  readonly close: () => void;
};

const PATIENCE_MS = 30_000;

async function bodyOf(request: IncomingMessage): Promise<Came> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return JSON.parse(Buffer.concat(chunks).toString()) as Came;
}

/** Who asks next and what is asked for next, brought together whichever comes first. */
class Switchboard {
  public thrown: string[] = [];
  private _asking: ServerResponse | null = null;
  private _given: Order | null = null;
  private readonly _orders: Order[] = [];

  public hear(came: Came, response: ServerResponse): void {
    this.thrown.splice(0, Infinity, ...(came.thrown ?? []));
    this._given?.done(came);
    this._given = null;
    this._asking = response;
    this._connect();
  }

  public put(order: Order): void {
    this._orders.push(order);
    this._connect();
  }

  private _connect(): void {
    const order = this._orders[0];
    if (this._asking === null || order === undefined) {
      return;
    }
    this._orders.shift();
    this._given = order;
    this._asking.setHeader('access-control-allow-origin', '*');
    this._asking.end(order.text);
    this._asking = null;
  }
}

function ask<T>(board: Switchboard, text: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the page does not answer')), PATIENCE_MS);
    const done = ({ error, value }: Came): void => {
      clearTimeout(late);
      return error === undefined ? resolve(value as T) : reject(new Error(error));
    };
    board.put({ text, done });
  });
}

/** Opens a port of its own on this machine for one page. */
export async function openWire(): Promise<Wire> {
  const board = new Switchboard();
  const server = createServer((request, response) => {
    void bodyOf(request).then(
      (came) => board.hear(came, response),
      () => response.destroy()
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    thrown: board.thrown,
    order: (expression) => ask(board, expression),
    close: () => {
      server.close();
      server.closeAllConnections();
    }
  };
}

/** The newest picture that the app drew, as the page kept it. */
export async function wiredPicture(ask: (expression: string) => Promise<string>): Promise<Buffer> {
  const picture = await ask('wire.picture()');
  return Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64');
}
