import type { Entry } from './tree';

const pad = (text: string, length: number): string => text.padEnd(length, ' ');

/** The 60 bytes before each member. Names are padded with spaces, as LG's packer writes them and televisions read them. */
function headerOf({ path, bytes }: Entry, at: number): Buffer {
  const fields = [pad(path, 16), pad(String(at), 12), pad('0', 6), pad('0', 6), pad('100644', 8)];
  return Buffer.from(`${fields.join('')}${pad(String(bytes.length), 10)}\`\n`, 'latin1');
}

/** An ar archive; each member begins at an even byte. */
export function arOf(members: readonly Entry[], at: number): Buffer {
  const parts = members.flatMap((member) => [
    headerOf(member, at),
    member.bytes,
    Buffer.from(member.bytes.length % 2 === 1 ? '\n' : '')
  ]);
  return Buffer.concat([Buffer.from('!<arch>\n'), ...parts]);
}
