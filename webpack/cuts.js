const { dirname, join, relative, sep } = require('node:path');
const { NormalModuleReplacementPlugin } = require('webpack');

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
  spark: { [core('renderer/spark/SparkRenderer.mjs')]: 'cut' },
  richText: { [core('textures/TextTextureRendererAdvanced.js')]: 'cut' },
  imageWorker: { [core('platforms/browser/ImageWorker.mjs')]: 'cut' },
  animations: { [core('animation/AnimationManager.mjs')]: 'animations' },
  gl: { [core('tools/WebGLStateManager.mjs')]: 'gl' },
  states: { [core('application/StateMachine.mjs')]: 'states' },
  merge: { deepmerge: 'merge', 'is-plain-object': 'merge' },
  services: {
    '@metrological/sdk': 'sdk',
    ...sdkParts('Accessibility', 'Ads', 'FpsCounter', 'Locale', 'MediaPlayer', 'Router', 'VersionLabel')
  },
  helpers: sdkParts('Colors', 'Language', 'Log', 'Registry', 'Storage', 'Utils')
};

/** What a request names, as a path below node_modules. */
function nameOf({ context, request }) {
  return request.startsWith('.') ? relative(PACKAGES, join(context, request)).split(sep).join('/') : request;
}

/** The replacements of all cuts but those to keep. */
function replacements(kept) {
  const cuts = Object.keys(CUTS).filter((name) => !kept.includes(name));
  return Object.assign({}, ...cuts.map((name) => CUTS[name]));
}

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

module.exports = { CUTS, CORE_SOURCES, cutPlugin };
