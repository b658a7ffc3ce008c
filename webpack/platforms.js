const { execFileSync } = require('node:child_process');
const { version } = require('../package.json');

/** The moment of the last commit, so that two builds of one commit are the same bytes; 0 where nobody knows. */
function builtAt() {
  if (process.env.SOURCE_DATE_EPOCH) {
    return Number(process.env.SOURCE_DATE_EPOCH);
  }
  try {
    const options = { cwd: __dirname, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return Number(execFileSync('git', ['log', '-1', '--format=%ct'], options).trim());
  } catch {
    return 0;
  }
}

/** A manifest with the one version that package.json holds. */
function withVersion(content) {
  return Buffer.from(content.toString('utf8').replaceAll('@version@', version));
}

const manifest = (folder, file) => [
  { from: `${folder}/${file}`, to: file, transform: withVersion },
  { from: `${folder}/*.png`, to: '[name][ext]' }
];

/** What differs between the places the one tree is built for. */
const PLATFORMS = {
  browser: { policy: 'kiosk', isTizen: false, files: [] },
  tizen: { policy: 'packaged', isTizen: true, files: manifest('tizen', 'config.xml') },
  webos: { policy: 'packaged', isTizen: false, files: manifest('webos', 'appinfo.json') }
};

module.exports = { PLATFORMS, builtAt, version };
