const MARK = '\u200e';

/** An address keeps its own order also among words that are read from right to left. */
export function leftToRight(address: string): string {
  return address === '' ? '' : MARK + address + MARK;
}
