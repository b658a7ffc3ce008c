const { join } = require('node:path');
const TerserPlugin = require('terser-webpack-plugin');
const kiosk = require('./webpack.config.js');

/** One build each: what two entries share in one build is not folded into either. */
const ENTRIES = { 'couchkey-core': './src/main-core.ts', 'plex-auth': './src/modules/plex/auth/PlexAuth.ts' };

/** The app's own rules, in swc's loose dialect: our sources use nothing of what that leaves out. */
function looser(rule) {
  if (rule.use === undefined || rule.use.options === undefined) return rule;
  const { env, jsc, ...options } = rule.use.options;
  const loose = {
    ...options,
    env: { ...env, loose: true, exclude: ['transform-typeof-symbol'] },
    // The app's own assumptions would outvote `loose`, which says more.
    jsc: { ...jsc, assumptions: undefined, loose: true }
  };
  return { ...rule, use: { ...rule.use, options: loose } };
}

/** What begins with _ is private, so that a shorter name for it is missed by nobody. */
const minimizer = new TerserPlugin({
  extractComments: false,
  terserOptions: {
    ecma: 5,
    compress: { passes: 4, pure_getters: true, inline: 1 },
    format: { comments: false },
    mangle: { properties: { regex: /^_[a-z]/ } }
  }
});

/** webpack -c webpack.core.config.js [--env out=<folder>]; `extra` builds further entries by the same rules. */
module.exports = (env = {}) => {
  const { mode, target, context, resolve, module, performance, stats } = kiosk();
  return Object.entries({ ...ENTRIES, ...env.extra }).map(([name, entry]) => ({
    ...{ mode, target, context, resolve, performance, stats, name },
    module: { rules: module.rules.map(looser) },
    entry: { [name]: entry },
    output: {
      path: env.out || join(__dirname, 'build/core'),
      filename: '[name].js',
      library: { name: 'Couchkey', type: 'umd' },
      globalObject: 'this'
    },
    optimization: { minimizer: [minimizer] },
    devtool: false
  }));
};
