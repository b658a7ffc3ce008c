import type { Answer } from './checks';

export type Result = {
  readonly answers: readonly Answer[];
  readonly engine: string;
  readonly width: number;
  readonly height: number;
};

const DIGIT: { readonly [answer in Answer]: string } = { ok: '1', 'not ok': '0', skipped: '-' };
const ENGINES = [/Chrom(?:e|ium)\/[\d.]{1,12}/, /AppleWebKit\/[\d.]{1,12}/, /Gecko\/[\d.]{1,12}/];

/** The engine as it names itself, in a few letters. */
export function engineIn(userAgent: string): string {
  const set = /Web0S|webOS|Tizen [\d.]{1,5}/.exec(userAgent);
  const engine = ENGINES.map((each) => each.exec(userAgent)).filter((each) => each !== null)[0];
  return [set, engine]
    .map((found) => (found ? found[0] : ''))
    .join(' ')
    .trim()
    .slice(0, 40);
}

/** One line that fits a QR that a phone reads from the sofa: at most 100 bytes. A sign per check, in their order. */
export function encodeResult({ answers, engine, width, height }: Result): string {
  return ['CK1', answers.map((each) => DIGIT[each]).join(''), `${width}x${height}`, engine]
    .join(';')
    .slice(0, 100);
}

/** The same line read again, for whoever gathers reports; null when it is none of ours. */
export function decodeResult(line: string): Result | null {
  const found = /^CK1;([01-]+);(\d+)x(\d+);(.*)$/.exec(line);
  if (found === null) {
    return null;
  }
  const [, bits = '', width = '', height = '', engine = ''] = found;
  const answerOf = (digit: string): Answer => (digit === '1' ? 'ok' : digit === '0' ? 'not ok' : 'skipped');
  return { answers: bits.split('').map(answerOf), engine, width: Number(width), height: Number(height) };
}

/** The answers as the Test Anything Protocol has them. */
export function tapOf(names: readonly string[], answers: readonly Answer[]): string {
  const lines = answers.map((answer, at) => {
    const verdict = answer === 'not ok' ? 'not ok' : 'ok';
    return `${verdict} ${at + 1} - ${names[at] ?? ''}${answer === 'skipped' ? ' # SKIP no ?server= given' : ''}`;
  });
  return [`1..${answers.length}`, ...lines].join('\n');
}
