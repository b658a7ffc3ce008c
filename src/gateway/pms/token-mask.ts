import { Transform } from 'node:stream';

/** As long as what it stands for, so that lengths and ranges stay true. */
function masked(bytes: Buffer, secrets: readonly Buffer[]): Buffer {
  secrets.forEach((secret) => {
    for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, at + secret.length)) {
      bytes.fill('*', at, at + secret.length);
    }
  });
  return bytes;
}

/** Some servers repeat the asker's token in what they say. Whatever passes, passes without it, also across two pieces. */
export function tokenMask(texts: readonly string[]): Transform {
  const secrets = texts.filter((each) => each !== '').map((each) => Buffer.from(each));
  const keep = Math.max(1, ...secrets.map(({ length }) => length)) - 1;
  let rest: Buffer = Buffer.alloc(0);
  return new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      const all = masked(Buffer.concat([rest, piece]), secrets);
      const end = Math.max(0, all.length - keep);
      rest = all.subarray(end);
      done(null, all.subarray(0, end));
    },
    flush: (done) => done(null, rest)
  });
}
