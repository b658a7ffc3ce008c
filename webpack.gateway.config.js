const { join } = require('node:path');

const swc = {
  swcrc: false,
  jsc: {
    parser: { syntax: 'typescript' },
    target: 'es2022',
    transform: { useDefineForClassFields: false }
  }
};

/** One script for Node; the packages stay packages, whose files and licences are their own. */
module.exports = {
  mode: 'production',
  target: 'node20.19',
  context: __dirname,
  entry: { couchkey: './src/main-gateway.ts' },
  output: { path: join(__dirname, 'build/gateway'), filename: '[name].js', clean: true },
  resolve: { extensions: ['.ts', '.js'] },
  externals: [
    ({ request }, done) => (/^(\.|\/|[A-Za-z]:)/.test(request) ? done() : done(null, `commonjs ${request}`))
  ],
  module: { rules: [{ test: /\.ts$/, use: { loader: 'swc-loader', options: swc } }] },
  optimization: { minimize: false },
  devtool: false,
  performance: false,
  stats: 'errors-warnings'
};
