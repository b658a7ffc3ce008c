import { ZipFile } from 'yazl';
import { signatureOver } from './signature';
import type { Signer } from './certificates';
import type { Entry } from './tree';

/** The earliest moment that a zip can hold: the same for every file, whenever and wherever it is packed. */
const EARLIEST = new Date(1980, 0, 1);

async function zipOf(files: readonly Entry[]): Promise<Buffer> {
  const zip = new ZipFile();
  files.forEach(({ path, bytes }) =>
    zip.addBuffer(bytes, path, { mtime: EARLIEST, mode: 0o100644, forceDosTimestamp: true })
  );
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The signed .wgt of these files. The distributor vouches for the author's signature too. */
export function wgtOf(files: readonly Entry[], author: Signer, distributor: Signer): Promise<Buffer> {
  const authored = [...files, signatureOver(files, 'author', author)];
  return zipOf([...authored, signatureOver(authored, 'distributor', distributor)]);
}
