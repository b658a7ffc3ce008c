const { createHash } = require('node:crypto');

/**
 * Content security policies, one per way of reaching the world. All need 'unsafe-eval': Lightning builds its
 * templates with `new Function`. 'unsafe-inline' is what Chrome before 40 reads; whoever knows hashes ignores it.
 */
const CONNECT = {
  kiosk: '*',
  gateway: "'self'",
  packaged: '*'
};

/** A packaged page is a file, and 'self' of a file is nothing on some engines. */
const OWN = { kiosk: "'self'", gateway: "'self'", packaged: "'self' file:" };

function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The policy of a page whose only inline parts are this script and this style. */
function policyFor(profile, { script, style }) {
  const own = OWN[profile];
  const directives = {
    'default-src': own,
    'script-src': `${own} 'unsafe-eval' 'unsafe-inline' ${hashOf(script)}`,
    'style-src': `${own} 'unsafe-inline' ${hashOf(style)}`,
    'img-src': '* data: blob:',
    'font-src': `${own} data:`,
    'connect-src': CONNECT[profile],
    'object-src': "'none'",
    'base-uri': "'none'"
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

module.exports = { policyFor };
