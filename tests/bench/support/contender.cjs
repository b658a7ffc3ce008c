'use strict';

// One contender in a process of its own: connects to each server as often as it is told, and says how long each
// connection took, where it led and which machine is there.
//
// TOKEN  the account's token    SERVERS  names, as JSON    RUNS  how often each, the first WARM_UP not counted

const { say } = require('../../simulator/third-party/clients/talk.cjs');

const WARM_UP = 2;

/** `extraMs` is added to the time, `asideMs` is told beside it. */
async function once(connect, name) {
  const began = performance.now();
  const { uri, machine, extraMs = 0, asideMs = 0 } = await connect(name);
  return { ms: performance.now() - began + extraMs, asideMs, uri, machine };
}

async function runAll(connect) {
  const { SERVERS = '[]', RUNS = '1' } = process.env;
  const results = {};
  for (const name of JSON.parse(SERVERS)) {
    results[name] = [];
    for (let run = -WARM_UP; run < Number(RUNS); run += 1) {
      const result = await once(connect, name);
      if (run >= 0) results[name].push(result);
    }
  }
  return results;
}

/** Runs to the end and leaves, whatever requests a contender has left hanging. */
function contend(connect) {
  runAll(connect)
    .then((result) => say({ event: 'done', result }))
    .catch((error) =>
      say({ event: 'failed', error: String(error && (error.stack || JSON.stringify(error))) })
    )
    .finally(() => process.stdout.write('', () => process.exit(0)));
}

module.exports = { contend };
