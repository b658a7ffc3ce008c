/** Every command that the docs name, and who runs it. */
export type Runner =
  /** The test runs it, with these arguments. */
  | { readonly kind: 'here'; readonly args: readonly string[] }
  /** A stage of `npm run check` or of .ci/run does. */
  | { readonly kind: 'stage'; readonly file: string; readonly says: string }
  /** Another test does: the words by which it can be seen in its file. */
  | { readonly kind: 'test'; readonly file: string; readonly says: string }
  /** Nobody but a person, and why; that it starts and knows its options is looked at here. */
  | { readonly kind: 'byHand'; readonly why: string };

const here = (...args: readonly string[]): Runner => ({ kind: 'here', args });
const stage = (name: string): Runner => ({
  kind: 'stage',
  file: 'scripts/check.ts',
  says: `name: '${name}'`
});
const test = (file: string, says: string): Runner => ({ kind: 'test', file, says });
const byHand = (why: string): Runner => ({ kind: 'byHand', why });

/** By the name in package.json. */
export const NPM_COMMANDS: { readonly [script: string]: Runner } = {
  start: test('tests/journey/commands.test.ts', "name: 'start'"),
  demo: test('tests/journey/commands.test.ts', "name: 'demo'"),
  gateway: test('tests/journey/commands.test.ts', "name: 'gateway'"),
  simulator: test('tests/simulator/kernel/start-stop.test.ts', 'scripts/simulator.ts'),
  device: test('tests/journey/commands.test.ts', "name: 'device'"),
  build: stage('build'),
  package: test('tests/unit/house/package-command.test.ts', 'scripts/package.ts'),
  'package:tizen': test('tests/unit/house/package-command.test.ts', "'tizen'"),
  'package:webos': test('tests/unit/house/package-command.test.ts', "'webos'"),
  'package:core': test('tests/journey/embed.test.ts', 'package-core.ts'),
  'package:compare': byHand(
    "asks LG's own packer, which takes a minute and is compared in the tests of packages"
  ),
  test: { kind: 'stage', file: 'scripts/check.ts', says: "args: ['test']" },
  check: { kind: 'stage', file: '.ci/run', says: 'npm run --silent check' },
  ci: { kind: 'stage', file: '.ci/run', says: 'npm ci' },
  lint: stage('lint'),
  typecheck: stage('typecheck'),
  size: stage('size'),
  'size:core': stage('size:core'),
  'lng:build': stage('lng'),
  'dead-code': stage('dead-code'),
  spelling: stage('spelling'),
  licences: here(),
  house: here(),
  docs: here('--help'),
  pictures: byHand('photographs every screen: minutes; whether the pictures are complete is tested'),
  screens: byHand('photographs and measures every screen: minutes; tests/screens does the same'),
  walk: byHand('millions of key presses; tests/walk/walk.test.ts walks a short way'),
  engines: { kind: 'stage', file: 'scripts/check.ts', says: "name: 'engines'" },
  'test:v8': { kind: 'stage', file: 'scripts/check.ts', says: "name: 'v8'" },
  'test:engines': { kind: 'stage', file: 'scripts/check.ts', says: "name: 'matrix'" },
  'test:kills': test('tests/journey/storage-kills.test.ts', '../kills/'),
  'test:gateway-kills': test('tests/journey/gateway-kills.test.ts', '../kills/gateway'),
  mutation: byHand('hours; a sample of it takes minutes'),
  soak: byHand('a compressed day: ten minutes and more; its verdict and its page are tested'),
  'soak:servers': test('tests/unit/core/server-soak.test.ts', 'soakServers'),
  'soak:retention': here('--polls', '200', '--sign-ins', '10'),
  'soak:gateway': byHand('a quarter of an hour; its attacks one by one are tests of the gateway'),
  bench: byHand('half an hour; its page and its plots are tested'),
  'bench:core': byHand('minutes of one machine to itself'),
  'bench:connect': test('tests/unit/core/recovery.test.ts', '../../bench/support/recovery'),
  'bench:ui': byHand('minutes of one machine to itself'),
  'bench:gateway': byHand('minutes of one machine to itself'),
  release: test('tests/unit/house/release.test.ts', 'scripts/release.ts')
};

/** Lines of fenced blocks that are not npm's, by how they begin. */
export const OTHER_COMMANDS: { readonly [begin: string]: Runner } = {
  'npx couchkey start': test('tests/journey/couchkey-command.test.ts', 'start'),
  'npx tsx tests/screens/look.ts': byHand(
    'looks at one screen; the gallery that it opens is that of tests/screens'
  ),
  'git clone': byHand('brings this folder here'),
  'sudo install': test('tests/journey/kiosk-files.test.ts', 'kiosk/'),
  'sudo useradd': byHand('makes a user of the machine'),
  'sudo systemctl': byHand('needs a kiosk with systemd'),
  'echo COUCHKEY_URL=': byHand('needs a kiosk with systemd'),
  'COUCHKEY_AUTHOR_PASSWORD=': test('tests/unit/house/package-command.test.ts', '--author')
};
