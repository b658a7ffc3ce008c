'use strict';

// How a client's script and the test speak: a line of JSON each way.

const { createInterface } = require('node:readline');

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Tells the test something. */
function say(event) {
  process.stdout.write(JSON.stringify(event) + '\n');
}

/** Shows a code, and waits until the person with the phone has dealt with it. */
async function showCode(event) {
  say({ event: 'code', ...event });
  await lines.next();
}

/** Runs a script to its end; what it returns is its last word. */
function run(script) {
  script()
    .then((result) => say({ event: 'done', result }))
    .catch((error) => {
      say({ event: 'failed', error: String(error && error.stack) });
      process.exitCode = 1;
    })
    .finally(() => process.stdin.destroy());
}

module.exports = { say, showCode, run };
