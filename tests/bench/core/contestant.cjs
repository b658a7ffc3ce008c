'use strict';

// One contender in a process of its own: signs in as often as it is told, somebody with a phone being quick.
//
// RUNS  how often, the first WARM_UP not counted
//
// `begin` comes to { code, uri?, settle } and `settle` to the token, once the code has been approved.

const { say, showCode } = require('../../simulator/third-party/clients/talk.cjs');

const WARM_UP = 2;

async function once(begin) {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const { code, uri, settle } = await begin();
  const codeMs = performance.now() - began;
  await showCode({ code, uri });
  const approved = performance.now();
  const token = await settle();
  if (typeof token !== 'string' || token === '') throw new Error('signed in without a token');
  const { user, system } = process.cpuUsage(cpu);
  return { codeMs, tokenMs: performance.now() - approved, cpuMs: (user + system) / 1000 };
}

async function runAll(begin) {
  const runs = [];
  for (let run = -WARM_UP; run < Number(process.env.RUNS); run += 1) {
    const result = await once(begin);
    if (run >= 0) runs.push(result);
  }
  return runs;
}

/** Runs to the end and leaves, whatever a contender has left hanging. */
function signIn(begin) {
  runAll(begin)
    .then((result) => say({ event: 'done', result }))
    .catch((error) => say({ event: 'failed', error: String(error && error.stack) }))
    .finally(() => process.stdout.write('', () => process.exit(0)));
}

module.exports = { signIn };
