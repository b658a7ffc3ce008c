import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { arOf } from './ar';
import { foldersOf, type Entry } from './tree';

export type AppInfo = { readonly id: string; readonly version: string };

/** Written in the order given, each the child of what came before. `at` is in seconds, the same for all. */
async function tarOf(entries: readonly Entry[], at: number): Promise<Buffer> {
  const tar = pack();
  const common = { mtime: new Date(at * 1000), uid: 0, gid: 0, uname: '', gname: '' };
  foldersOf(entries.map(({ path }) => path)).forEach((name) =>
    tar.entry({ ...common, name: `${name}/`, type: 'directory', mode: 0o755 })
  );
  entries.forEach(({ path, bytes }) => tar.entry({ ...common, name: path, mode: 0o644 }, bytes));
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) {
    chunks.push(chunk as Buffer);
  }
  return gzipSync(Buffer.concat(chunks), { level: 9 });
}

function controlOf({ id, version }: AppInfo, bytes: number): Entry {
  const lines = [
    `Package: ${id}`,
    `Version: ${version}`,
    'Section: misc',
    'Priority: optional',
    'Architecture: all',
    `Installed-Size: ${bytes}`,
    'Maintainer: N/A <nobody@example.com>',
    'Description: This is a webOS application.',
    'webOS-Package-Format-Version: 2',
    'webOS-Packager-Version: x.y.x'
  ];
  return { path: 'control', bytes: Buffer.from(`${lines.join('\n')}\n`) };
}

function dataOf({ id, version }: AppInfo, files: readonly Entry[]): readonly Entry[] {
  const about = JSON.stringify({ id, version, app: id }, null, 2);
  return [
    ...files.map(({ path, bytes }) => ({ path: `usr/palm/applications/${id}/${path}`, bytes })),
    { path: `usr/palm/packages/${id}/packageinfo.json`, bytes: Buffer.from(`${about}\n`) }
  ];
}

/** The .ipk of these files: the same bytes each time, which LG's own packer does not manage. */
export async function ipkOf(files: readonly Entry[], app: AppInfo, at: number): Promise<Buffer> {
  const data = dataOf(app, files);
  const bytes = data.reduce((sum, entry) => sum + entry.bytes.length, 0);
  return arOf(
    [
      { path: 'debian-binary', bytes: Buffer.from('2.0\n') },
      { path: 'control.tar.gz', bytes: await tarOf([controlOf(app, bytes)], at) },
      { path: 'data.tar.gz', bytes: await tarOf(data, at) }
    ],
    at
  );
}
