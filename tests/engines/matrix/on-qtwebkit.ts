import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { ensureFile, ensureSystem } from '../../support/system';
import { until } from '../../support/until';
import { asGroup, type Television } from './television';
import { wiredPicture } from './wire';

type Order = { readonly eval: string } | { readonly key: number };
type Came<T> = { readonly value: T; readonly error?: string; readonly thrown: readonly string[] };

const DRIVER = join(__dirname, 'qtwebkit.py');
const SCREEN = ['-a', '-s', '-screen 0 1280x800x24'];
const PATIENCE_MS = 30_000;

/** Lines in, lines out, in turn. */
function orderly(input: Writable, lines: AsyncIterator<string>): (order: Order) => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  const give = async (order: Order): Promise<unknown> => {
    input.write(`${JSON.stringify(order)}\n`);
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('QtWebKit does not answer')), PATIENCE_MS).unref();
    });
    const { value, done } = await Promise.race([lines.next(), late]);
    if (done === true) {
      throw new Error('QtWebKit has ended');
    }
    return (JSON.parse(value) as { came: unknown }).came;
  };
  return (order) => {
    last = last.then(
      () => give(order),
      () => give(order)
    );
    return last;
  };
}

/** An expression whose value comes as JSON, with what the page has thrown so far. */
function wrapped(expression: string): string {
  return `(function () {
    var came;
    try { came = { value: (${expression}) }; } catch (reason) { came = { error: String(reason) }; }
    came.thrown = window.wire ? window.wire.thrown : [];
    return JSON.stringify(came);
  })()`;
}

/** QtWebKit 602 in a window that nobody sees; a display is there for its WebGL. */
export async function onQtWebkit(userFolder: string, url: string): Promise<Television> {
  ensureFile('/usr/lib/python3/dist-packages/PyQt5/QtWebKit.pyi', 'python3-pyqt5.qtwebkit');
  const program = ensureSystem('xvfb-run');
  const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen', PYTHONUNBUFFERED: '1' };
  const args = [...SCREEN, '/usr/bin/python3', DRIVER, join(userFolder, 'qt'), url];
  const { child, kill } = asGroup(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
  const give = orderly(child.stdin as Writable, lines[Symbol.asyncIterator]());
  const thrown: string[] = [];
  const evaluate = async <T>(expression: string): Promise<T> => {
    const came = JSON.parse(String(await give({ eval: wrapped(expression) }))) as Came<T>;
    thrown.splice(0, Infinity, ...came.thrown);
    if (came.error !== undefined) {
      throw new Error(came.error);
    }
    return came.value;
  };
  await until(() => evaluate<boolean>('window.wire !== undefined'));
  return {
    kill,
    thrown,
    evaluate,
    press: async (key) => void (await give({ key })),
    picture: () => wiredPicture(evaluate)
  };
}
