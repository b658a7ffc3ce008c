import { Transform, type Readable } from 'node:stream';

/** Passes so much and breaks off what is longer: half of a reply must not look like all of it. */
export function bounded(source: Readable, most: number): Readable {
  let passed = 0;
  const bound = new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      passed += piece.length;
      done(passed > most ? new Error('longer than what is handed on') : null, piece);
    }
  });
  source.on('error', (error) => bound.destroy(error));
  source.on('close', () => (source.readableEnded ? undefined : bound.destroy()));
  bound.on('close', () => source.destroy());
  return source.pipe(bound);
}
