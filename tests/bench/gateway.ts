/** The gateway beside bare fastify, and under thousands of screens: `npm run bench:gateway -- --rounds 3`. */
import { parseArgs } from 'node:util';
import { benchSession } from './gateway/session';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '4' } }
  });
  const faults = await benchSession(Number(values.rounds), Number(values.seconds));
  process.stdout.write(faults.length === 0 ? '\nwithin every bound\n' : `\n${faults.join('\n')}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

void main();
