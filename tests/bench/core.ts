/** The core without a screen: signing in beside two other clients, the vault beside a bare store, the machines. */
import { readOptions } from '../../scripts/options';
import { machineTable } from './core/machine';
import { signInTable } from './core/sign-in';
import { vaultTable } from './core/vault';
import { handOver, JSON_OPTION, type Table } from './support/report';
import { shown } from './support/shown';

const options = readOptions(process.argv.slice(2), {
  runs: { kind: 'number', fallback: 15, min: 1, about: 'how often each signs in' },
  records: { kind: 'number', fallback: 500, min: 1, about: 'how many records a round' },
  ...JSON_OPTION
});

/** Not slower than the peer by more than what one answer takes: it asks once more, whose token it is. */
const MOST_BEHIND_MS = 60;

function faultsOf({ rows }: Table): string[] {
  return rows
    .filter(({ what }) => what.endsWith(', ms') && !what.startsWith('processor'))
    .filter(({ figures: [ours = NaN, theirs = NaN] }) => !((ours ?? NaN) <= (theirs ?? NaN) + MOST_BEHIND_MS))
    .map(({ what }) => `${what}: more than ${MOST_BEHIND_MS} ms behind @ctrl/plex`);
}

async function main(): Promise<void> {
  const signIn = await signInTable(options.runs);
  const tables = [signIn, await vaultTable(options.records), machineTable()];
  process.stdout.write(tables.map(shown).join('\n'));
  const how = [
    'Each client in a process of its own against the same simulated plex.tv, one after another; the first two sign-ins are not counted.',
    'PlexAuth has asked whose token it is and has kept it when it is done; @ctrl/plex has asked too, plex-oauth has done neither.'
  ];
  handOver({ title: 'The core', how, tables, panels: [], faults: faultsOf(signIn) }, options.json);
}

void main();
