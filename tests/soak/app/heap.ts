import type { CDPSession } from 'puppeteer-core';

export type Heap = { readonly scriptKb: number; readonly codeKb: number };

type Snapshot = {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
};

/** What the browser and its developer tools hold for themselves is not the app's. */
const NOT_OURS = ['native', 'hidden', 'synthetic'];

async function snapshotOf(cdp: CDPSession): Promise<Snapshot> {
  const pieces: string[] = [];
  const take = ({ chunk }: { readonly chunk: string }): void => void pieces.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', take);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', take);
  return JSON.parse(pieces.join('')) as Snapshot;
}

function sizes({ snapshot, nodes }: Snapshot): { readonly [type: string]: number } {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const found: { [type: string]: number } = {};
  for (let at = 0; at < nodes.length; at += fields.length) {
    const name = types[0][nodes[at + type] as number] as string;
    found[name] = (found[name] ?? 0) + (nodes[at + size] as number);
  }
  return found;
}

/**
 * What is left after the engine has thrown away whatever it can: what the script holds, and apart from it what the
 * engine has compiled of the script. That comes as functions are used, for hours, and ends with the script.
 */
export async function heapOf(cdp: CDPSession): Promise<Heap> {
  const { code = 0, ...rest } = sizes(await snapshotOf(cdp));
  const script = Object.entries(rest).filter(([type]) => !NOT_OURS.includes(type));
  return { scriptKb: script.reduce((sum, [, size]) => sum + size, 0) / 1024, codeKb: code / 1024 };
}
