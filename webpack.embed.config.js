const { join } = require('node:path');
const TerserPlugin = require('terser-webpack-plugin');
const kiosk = require('./webpack.config.js');

/** For a bundler or a browser's `import`, for `require`, and for a script element on an old television. */
const FORMATS = [
  {
    filename: 'couchkey-core.mjs',
    library: { type: 'module' },
    module: true,
    chunkFormat: 'module',
    environment: { module: true }
  },
  { filename: 'couchkey-core.cjs', library: { type: 'commonjs2' } },
  { filename: 'couchkey-core.global.js', library: { type: 'var', name: 'Couchkey' } }
];

const minimizer = new TerserPlugin({
  extractComments: false,
  test: /\.[cm]?js$/,
  terserOptions: {
    ecma: 5,
    compress: { passes: 3 },
    format: { comments: false },
    mangle: { properties: { regex: /^_[a-z]/ } }
  }
});

/** webpack -c webpack.embed.config.js --env out=<folder>: the core as a package, by the app's own rules. */
module.exports = ({ out }) => {
  const { mode, target, context, resolve, module, performance, stats } = kiosk();
  return FORMATS.map((format) => ({
    ...{ mode, target, context, resolve, module, performance, stats, name: format.filename },
    entry: './src/main-embed.ts',
    output: { path: out || join(__dirname, 'build/couchkey-core'), ...format },
    experiments: { outputModule: format.module === true },
    optimization: { minimizer: [minimizer] },
    devtool: false
  }));
};
