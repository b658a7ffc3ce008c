const { readFileSync } = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');
const { NormalModuleReplacementPlugin } = require('webpack');
const { innerNames, pruned, reachedFrom, textsIn, unusedMembers } = require('./prune');

const PACKAGES = join(dirname(require.resolve('@lightningjs/core/package.json')), '../..');
/** Lightning publishes its sources but no way to name them. */
const CORE_SOURCES = join(PACKAGES, '@lightningjs/core/dist/src');

const core = (file) => `@lightningjs/core/dist/src/${file}`;
const sdkParts = (...names) =>
  Object.fromEntries(names.map((name) => [`@lightningjs/sdk/src/${name}`, 'sdk']));

/** What is left out of Lightning, and the file of webpack/lightning that stands in its place (ADR 21). */
const CUTS = {
  entry: { '@lightningjs/core': 'core' },
  flex: { [core('flex/FlexTarget.mjs')]: 'cut' },
  texturizer: { [core('tree/core/ElementTexturizer.mjs')]: 'cut' },
  spark: { [core('renderer/spark/SparkRenderer.mjs')]: 'cut' },
  richText: { [core('textures/TextTextureRendererAdvanced.js')]: 'cut' },
  imageWorker: { [core('platforms/browser/ImageWorker.mjs')]: 'cut' },
  animations: { [core('animation/AnimationManager.mjs')]: 'animations' },
  gl: { [core('tools/WebGLStateManager.mjs')]: 'gl' },
  states: { [core('application/StateMachine.mjs')]: 'states' },
  spread: { '@swc/helpers/_/_object_spread_props': 'spread' },
  merge: { deepmerge: 'merge', 'is-plain-object': 'merge' },
  services: {
    '@metrological/sdk': 'sdk',
    ...sdkParts('Accessibility', 'Ads', 'FpsCounter', 'Locale', 'MediaPlayer', 'Router', 'VersionLabel')
  },
  helpers: sdkParts('Colors', 'Language', 'Log', 'Registry', 'Storage', 'Utils')
};

/** What a request names, as a path below node_modules. */
function nameOf({ context, request }) {
  const file = request.startsWith('.') ? join(context, request) : request;
  return file.startsWith(PACKAGES) ? relative(PACKAGES, file).split(sep).join('/') : request;
}

/** The replacements of all cuts but those to keep. */
function replacements(kept) {
  const cuts = Object.keys(CUTS).filter((name) => !kept.includes(name));
  return Object.assign({}, ...cuts.map((name) => CUTS[name]));
}

const PACKAGED = {
  'src/compose/load-gateway': 'load-gateway',
  'src/core/machine/admin-machine': 'no-admin-machine',
  'src/ui/screens/admin': 'no-admin'
};

/** What one target's script has no use for, and the file of webpack/parts that stands in its place. */
const TARGET_CUTS = {
  browser: { 'src/compose/own-servers': 'no-own-servers' },
  tizen: PACKAGED,
  webos: PACKAGED
};

const ROOT = join(__dirname, '..');

/** Puts what stands in for them in the place of the parts of ours that a target does without. */
function targetPlugin(target) {
  const table = TARGET_CUTS[target];
  return new NormalModuleReplacementPlugin(/^\./, (resource) => {
    const file = table[relative(ROOT, join(resource.context, resource.request)).split(sep).join('/')];
    if (file !== undefined) {
      resource.request = join(__dirname, 'parts', `${file}.js`);
    }
  });
}

const CORE = /node_modules[\\/]@lightningjs[\\/]core[\\/]/;

/** Puts what stands in for them in the place of the parts that are cut. */
function cutPlugin(kept = []) {
  const table = replacements(kept);
  return new NormalModuleReplacementPlugin(/^[.@\w]/, (resource) => {
    const file = table[nameOf(resource)];
    if (file !== undefined) {
      resource.request = join(__dirname, 'lightning', `${file}.js`);
    }
  });
}

/** Where an import of Lightning leads within its core; null outside of it and where something was cut. */
function locateWithin(table) {
  return (context, request) => {
    const path = request.replace(/^lightning-core/, CORE_SOURCES);
    const file = path.startsWith('.') ? join(context, path) : path;
    return file.startsWith(CORE_SOURCES) && table[nameOf({ context, request: file })] === undefined
      ? file
      : null;
  };
}

function aroundCore(entry) {
  const ours = [...textsIn(join(__dirname, '../src')), ...textsIn(join(__dirname, 'lightning'))];
  const sdk = ['Application', 'Launch'].map((name) =>
    join(PACKAGES, `@lightningjs/sdk/src/${name}/index.js`)
  );
  return [...ours, ...[...sdk, entry].map((file) => readFileSync(file, 'utf8'))];
}

/** The sources of Lightning's core that are left. */
function coreSources(kept) {
  const first = kept.includes('entry')
    ? join(CORE_SOURCES, 'index.js')
    : join(__dirname, 'lightning/core.js');
  return Object.values(reachedFrom(first, locateWithin(replacements(kept))));
}

function unusedOf(kept, entry) {
  return kept.includes('members') ? [] : unusedMembers(coreSources(kept), aroundCore(entry));
}

/** What nobody names of the classes that are left goes as well. */
function pruneRule(kept, entry) {
  return {
    test: CORE,
    enforce: 'pre',
    use: { loader: join(__dirname, 'prune-loader.js'), options: { unused: unusedOf(kept, entry) } }
  };
}

/** The names that only Lightning's core says. What a test's page hands to its test lies beside that page. */
function coreNames(kept, entry) {
  const unused = unusedOf(kept, entry);
  const left = coreSources(kept).map((text) => pruned(text, unused));
  return kept.includes('names') ? [] : innerNames(left, [...aroundCore(entry), ...textsIn(dirname(entry))]);
}

module.exports = { CUTS, CORE_SOURCES, coreNames, cutPlugin, pruneRule, targetPlugin };
