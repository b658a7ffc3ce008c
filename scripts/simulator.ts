import { startSimulator, type Simulator } from '../tests/simulator/start';
import { listenFailure } from './listening';
import { readOptions, refuse } from './options';

const PORT = { kind: 'number', fallback: 0, min: 0, max: 65_535 } as const;

const options = readOptions(process.argv.slice(2), {
  seed: { kind: 'number', fallback: 1, min: 0, about: 'the same seed mints the same codes, ids and tokens' },
  'plex-port': { ...PORT, about: 'port of plex.tv and of /__sim (0: any free one)' },
  'plex-tls-port': { ...PORT, about: 'the same over TLS, with --tls' },
  'tmdb-port': { ...PORT, about: 'port of TMDB (0: any free one)' },
  'tmdb-tls-port': { ...PORT, about: 'the same over TLS, with --tls' },
  tls: { kind: 'flag', about: 'listen over TLS as well, with a throw-away authority' },
  'cert-dir': {
    kind: 'text',
    fallback: '',
    about: 'write the authority here (ca.pem), or use the one that is here'
  },
  'link-base': {
    kind: 'text',
    fallback: '',
    about: 'where QR pictures lead; the simulator itself unless given'
  }
});

function lines({ urls, caPem, media }: Simulator): readonly string[] {
  const tls = [urls.plexTls, urls.tmdbTls].filter((url) => url !== null);
  return [
    `plex.tv   ${urls.plex}`,
    `phone     ${urls.plex}/link`,
    `TMDB      ${urls.tmdb}`,
    ...media
      .facts()
      .map((server) => `server    ${server.name} at ${server.connections.map(({ uri }) => uri).join(' ')}`),
    `control   ${urls.plex}/__sim/journal`,
    ...(caPem === null ? [] : [`TLS       ${tls.join(' ')}`])
  ];
}

async function run(): Promise<void> {
  const certDir = options['cert-dir'];
  const linkBase = options['link-base'];
  const simulator = await startSimulator({
    seed: options.seed,
    tls: options.tls,
    ports: {
      plex: options['plex-port'],
      plexTls: options['plex-tls-port'],
      tmdb: options['tmdb-port'],
      tmdbTls: options['tmdb-tls-port']
    },
    ...(certDir === '' ? {} : { certDir }),
    ...(linkBase === '' ? {} : { linkBase })
  });
  console.log(lines(simulator).join('\n'));
  const stop = (): void => void simulator.stop();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

run().catch((thrown: Error) => refuse(listenFailure(thrown, 'the options that --help lists')));
