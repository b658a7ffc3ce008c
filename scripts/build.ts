/** Builds each target into build/<target>, then reads every script that reaches a television again as ES5. */
import webpack, { type Configuration, type MultiStats } from 'webpack';
import { es5Faults } from './es5';
import { readOptions } from './options';
import { binOf, ROOT, run } from './processes';

const PAGES = ['browser', 'tizen', 'webos'] as const;
const TARGETS = [...PAGES, 'gateway'] as const;

type Page = (typeof PAGES)[number];
type Target = (typeof TARGETS)[number];

const isPage = (target: Target): target is Page => target !== 'gateway';

function configurations(targets: readonly Target[]): Configuration[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- webpack's own CLI reads this file too, as CommonJS
  const make = require('../webpack.config.js') as (env: { target: Page }) => Configuration;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
  const gateway = require('../webpack.gateway.config.js') as Configuration;
  return targets.map((target) => (isPage(target) ? make({ target }) : gateway));
}

function bundle(targets: readonly Target[]): Promise<MultiStats> {
  return new Promise((resolve, reject) => {
    const compiler = webpack(configurations(targets));
    compiler.run((error, stats) => {
      compiler.close(() => (stats === undefined ? reject(error) : resolve(stats)));
    });
  });
}

/** Twice, by two readers: es-check over the files, acorn over the scripts inside the pages as well. */
async function checkEs5(targets: readonly Page[]): Promise<boolean> {
  const faults = targets.flatMap((target) => es5Faults(`${ROOT}/build/${target}`));
  faults.forEach((fault) => process.stderr.write(`${fault}\n`));
  const files = targets.map((target) => `build/${target}/**/*.js`);
  const { status, output } = await run(binOf('es-check'), ['es5', ...files], { quiet: true });
  process.stdout.write(status === 0 ? 'every shipped script is ES5\n' : output);
  return faults.length === 0 && status === 0;
}

async function build(targets: readonly Target[]): Promise<number> {
  const stats = await bundle(targets);
  if (stats.hasErrors() || stats.hasWarnings()) {
    process.stderr.write(`${stats.toString('errors-warnings')}\n`);
    return 1;
  }
  targets.forEach((target) => process.stdout.write(`built build/${target}\n`));
  const pages = targets.filter(isPage);
  return pages.length === 0 || (await checkEs5(pages)) ? 0 : 1;
}

const { target } = readOptions(process.argv.slice(2), {
  target: { kind: 'text', fallback: 'all', oneOf: ['all', ...TARGETS], about: 'what to build' }
});
void build(target === 'all' ? TARGETS : [target as Target]).then((status) => process.exit(status));
