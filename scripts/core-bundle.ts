import { join } from 'node:path';
import webpack, { type Configuration } from 'webpack';
import { ROOT } from './processes';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- webpack's configurations are CommonJS
const configure = require('../webpack.core.config.js') as (env: {
  out: string;
  extra?: object;
}) => Configuration[];

/** Where the scripts are put. */
export const CORE_FOLDER = join(ROOT, 'build/core');

/** Builds the core, PlexAuth alone, and whatever else a caller wants built by the same rules: name to entry. */
export function buildCore(extra: Readonly<Record<string, string>> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    webpack(configure({ out: CORE_FOLDER, extra }), (error, stats) => {
      if (error !== null) {
        reject(error);
      } else if (stats === undefined || stats.hasErrors()) {
        reject(new Error(stats?.toString('errors-only')));
      } else {
        resolve();
      }
    });
  });
}
