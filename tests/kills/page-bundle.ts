import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import webpack from 'webpack';

const swc = {
  swcrc: false,
  env: { targets: { chrome: '38' } },
  jsc: { parser: { syntax: 'typescript' }, transform: { useDefineForClassFields: false } }
};

/** Builds the page that keeps and finds a record, with the vault as it ships, into an empty folder. */
export async function buildPage(folder: string): Promise<void> {
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>kills</title><script src="page.js"></script>'
  );
  const compiler = webpack({
    mode: 'production',
    target: ['web', 'es5'],
    entry: join(__dirname, 'page.ts'),
    output: { path: folder, filename: 'page.js' },
    resolve: { extensions: ['.ts', '.js'] },
    performance: false,
    module: { rules: [{ test: /\.[tj]s$/, use: { loader: 'swc-loader', options: swc } }] }
  });
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    compiler?.run((error, result) => (error === null ? resolve(result) : reject(error)));
  });
  if (stats === undefined || stats.hasErrors()) {
    throw new Error(stats?.toString() ?? 'webpack said nothing');
  }
}
