const { join, resolve } = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');
const TerserPlugin = require('terser-webpack-plugin');
const webpack = require('webpack');
const { CORE_SOURCES, coreNames, cutPlugin, pruneRule, targetPlugin } = require('./webpack/cuts');
const { PagePlugin } = require('./webpack/page');
const { PLATFORMS, builtAt, version } = require('./webpack/platforms');

/**
 * What nobody's code here can notice. Not swc's `loose`: that takes a Set for an array, and Lightning spreads Sets.
 */
const assumptions = {
  constantSuper: true,
  ignoreFunctionLength: true,
  ignoreFunctionName: true,
  ignoreToPrimitiveHint: true,
  mutableTemplateObject: true,
  noClassCalls: true,
  noDocumentAll: true,
  objectRestNoSymbols: true,
  setClassMethods: true,
  setPublicClassFields: true,
  setSpreadProperties: true,
  skipForOfIteratorClosing: true,
  superIsCallableConstructor: true
};

const swcOptions = {
  swcrc: false,
  isModule: 'unknown',
  env: { targets: { chrome: '38' }, exclude: ['transform-typeof-symbol'] },
  jsc: {
    parser: { syntax: 'typescript' },
    assumptions,
    externalHelpers: true,
    transform: { useDefineForClassFields: false }
  }
};

/** Packages too: Lightning's own "ES5" file has `const` in strict code. swc's helpers are ES5 already. */
const scripts = {
  test: /\.m?[jt]s$/,
  exclude: /node_modules[\\/]@swc[\\/]/,
  resolve: { fullySpecified: false },
  use: { loader: 'swc-loader', options: swcOptions }
};

const texts = {
  test: /src[\\/]ui[\\/]texts[\\/](failures-)?[a-z]{2}\.ts$/,
  enforce: 'pre',
  use: join(__dirname, 'webpack/texts-loader.js')
};

const shakable = { test: /node_modules[\\/]@lightningjs[\\/]/, sideEffects: false };

function pluginsFor(platform, target, kept) {
  const facts = { target, version, builtAt: builtAt() };
  return [
    cutPlugin(kept),
    targetPlugin(target),
    new webpack.DefinePlugin({ COUCHKEY_BUILD: JSON.stringify(facts) }),
    new PagePlugin(platform),
    new CopyPlugin({ patterns: [{ from: 'static', to: 'static' }, ...platform.files] })
  ];
}

/**
 * What begins with _ is private, so that a shorter name for it is missed by nobody. But Lightning puts together the
 * names of key handlers, two names with __ belong to the language and to webpack, and what is read through a getter
 * is a string once it is ES5.
 */
const PRIVATE = /^_(?!handle|capture|_proto__|_esModule|children$|signalProxy$)_?[a-z]/;

/** Private names and those that only Lightning's core says are shortened. */
function minimizer(inner) {
  const regex = new RegExp(`${PRIVATE.source}|^(${inner.join('|')})$`);
  return new TerserPlugin({
    extractComments: false,
    terserOptions: {
      ecma: 5,
      compress: { passes: 3, inline: 1, pure_getters: true },
      format: { comments: false },
      mangle: { properties: { regex, keep_quoted: true } }
    }
  });
}

/** webpack --env target=browser|tizen|webos; for tests: entry=<file> out=<folder>; to weigh a cut: keep=<cut>,<cut> */
module.exports = (env = {}) => {
  const target = env.target || 'browser';
  const entry = env.entry || './src/main-tv.ts';
  const file = resolve(__dirname, entry);
  const kept = (env.keep || '').split(',');
  return {
    name: target,
    mode: 'production',
    target: ['web', 'es5'],
    context: __dirname,
    entry: {
      couchkey: entry,
      ...(target === 'browser' ? {} : { gateway: './src/main-by-gateway.ts' })
    },
    output: {
      path: env.out || join(__dirname, 'build', target),
      filename: '[name].js',
      chunkFilename: '[id].couchkey.js',
      publicPath: '',
      clean: true
    },
    resolve: { extensions: ['.ts', '.mjs', '.js'], alias: { 'lightning-core': CORE_SOURCES } },
    module: { rules: [scripts, shakable, texts, pruneRule(kept, file)] },
    plugins: pluginsFor(PLATFORMS[target], target, kept),
    optimization: { minimizer: [minimizer(coreNames(kept, file))] },
    performance: { hints: false },
    devtool: false,
    stats: 'errors-warnings'
  };
};

module.exports.PRIVATE = PRIVATE;
