const { join } = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');
const TerserPlugin = require('terser-webpack-plugin');
const webpack = require('webpack');
const { PagePlugin } = require('./webpack/page');
const { PLATFORMS, builtAt, version } = require('./webpack/platforms');

/** Lightning finds a state by the name of its class; everything else may be renamed. */
const STATE_NAMES = /^(Loading|Widgets|[A-Z]\w*State)$/;

const UNUSED_SDK =
  /(^@metrological\/sdk$)|(\/(Accessibility|Ads|FpsCounter|Locale|MediaPlayer|Router|VersionLabel)$)/;

const swcOptions = {
  swcrc: false,
  isModule: 'unknown',
  env: { targets: { chrome: '38' } },
  jsc: {
    parser: { syntax: 'typescript' },
    externalHelpers: true,
    transform: { useDefineForClassFields: false }
  }
};

/** Packages too: Lightning's own "ES5" file has `const` in strict code. core-js and swc's helpers are ES5 already. */
const scripts = {
  test: /\.m?[jt]s$/,
  exclude: /node_modules[\\/](core-js|@swc)[\\/]/,
  resolve: { fullySpecified: false },
  use: { loader: 'swc-loader', options: swcOptions }
};

const shakable = { test: /node_modules[\\/]@(lightningjs[\\/]sdk|metrological)[\\/]/, sideEffects: false };

/** Only inside the SDK: our own files may be called what they like. */
function stubUnused(resource) {
  if (/node_modules[\\/]@lightningjs[\\/]sdk/.test(resource.context)) {
    resource.request = join(__dirname, 'webpack/sdk-stub.js');
  }
}

function pluginsFor(platform, target) {
  const facts = { target, version, builtAt: builtAt() };
  return [
    new webpack.NormalModuleReplacementPlugin(UNUSED_SDK, stubUnused),
    new webpack.DefinePlugin({ COUCHKEY_BUILD: JSON.stringify(facts) }),
    new PagePlugin(platform),
    new CopyPlugin({ patterns: [{ from: 'static', to: 'static' }, ...platform.files] })
  ];
}

const minimizer = new TerserPlugin({
  extractComments: false,
  terserOptions: {
    ecma: 5,
    keep_classnames: STATE_NAMES,
    keep_fnames: STATE_NAMES,
    format: { comments: false }
  }
});

/** webpack --env target=browser|tizen|webos, and for tests: --env entry=<file> --env out=<folder> */
module.exports = (env = {}) => {
  const target = env.target || 'browser';
  return {
    name: target,
    mode: 'production',
    target: ['web', 'es5'],
    context: __dirname,
    entry: env.entry || './src/main-tv.ts',
    output: {
      path: env.out || join(__dirname, 'build', target),
      filename: 'couchkey.js',
      publicPath: '',
      clean: true
    },
    resolve: { extensions: ['.ts', '.mjs', '.js'] },
    module: { rules: [scripts, shakable] },
    plugins: pluginsFor(PLATFORMS[target], target),
    optimization: { minimizer: [minimizer] },
    performance: { hints: false },
    devtool: false,
    stats: 'errors-warnings',
    devServer: { host: 'localhost', port: 8080, hot: false, static: false, client: { overlay: false } }
  };
};
