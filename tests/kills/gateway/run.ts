/** Pulls the plug on the embedded store: `npm run test:gateway-kills -- --kills 200 --seed 1`. */
import { parseArgs } from 'node:util';
import { killGateway } from './kill-gateway';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } }
  });
  const { kills, beforeOpen, promised, lost } = await killGateway(Number(values.kills), Number(values.seed));
  process.stdout.write(
    `${kills} kills (${beforeOpen} while opening), seed ${values.seed}: ${promised} sessions promised, ${lost.length} promises broken\n`
  );
  lost.slice(0, 20).forEach((line) => process.stdout.write(`lost: ${line}\n`));
  process.exitCode = lost.length === 0 ? 0 : 1;
}

void main();
