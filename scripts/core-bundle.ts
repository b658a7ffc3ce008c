import { join } from 'node:path';
import webpack, { type Configuration } from 'webpack';
import { ROOT } from './processes';

/* eslint-disable @typescript-eslint/no-require-imports -- webpack's configurations are CommonJS */
const configureCore = require('../webpack.core.config.js') as (env: {
  out: string;
  extra?: object;
}) => Configuration[];
const configurePackage = require('../webpack.embed.config.js') as (env: { out: string }) => Configuration[];
/* eslint-enable @typescript-eslint/no-require-imports */

/** Where the scripts are put. */
export const CORE_FOLDER = join(ROOT, 'build/core');

/** The package's folder, which `npm run package:core` packs. */
export const PACKAGE_FOLDER = join(ROOT, 'build/couchkey-core');

function bundle(configurations: Configuration[]): Promise<void> {
  return new Promise((resolve, reject) => {
    webpack(configurations, (error, stats) =>
      error !== null || stats === undefined || stats.hasErrors() || stats.hasWarnings()
        ? reject(error ?? new Error(stats?.toString('errors-warnings')))
        : resolve()
    );
  });
}

/** Builds the core, PlexAuth alone, and whatever else a caller wants built by the same rules: name to entry. */
export const buildCore = (extra: Readonly<Record<string, string>> = {}): Promise<void> =>
  bundle(configureCore({ out: CORE_FOLDER, extra }));

/** Builds the scripts of the package: for `import`, for `require`, and for a script element. */
export const buildPackage = (): Promise<void> => bundle(configurePackage({ out: PACKAGE_FOLDER }));
