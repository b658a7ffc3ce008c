const POLYNOMIAL = 0xedb88320;

/** CRC-32 over the text's UTF-16 units, as hexadecimal: finds torn and rotten copies, proves nothing against malice. */
export function checksumOf(text: string): string {
  let crc = -1;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    crc = shifted(crc ^ (unit & 0xff));
    crc = shifted(crc ^ (unit >>> 8));
  }
  return ((crc ^ -1) >>> 0).toString(16);
}

function shifted(start: number): number {
  let crc = start;
  for (let bit = 0; bit < 8; bit += 1) {
    crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  }
  return crc;
}
