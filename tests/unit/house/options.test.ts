import { parseOptions } from '../../../scripts/options';

const SPEC = {
  port: { kind: 'number', fallback: 8080, min: 0, max: 65535, about: 'port' },
  host: { kind: 'text', fallback: '127.0.0.1', about: 'host' },
  target: { kind: 'text', fallback: 'browser', oneOf: ['browser', 'tizen'], about: 'target' },
  lan: { kind: 'flag', about: 'lan' }
} as const;

function reasonFor(...argv: string[]): string {
  const parsed = parseOptions(argv, SPEC);
  return parsed.kind === 'bad' ? parsed.reason : `not refused: ${parsed.kind}`;
}

describe('the options of every command', () => {
  it('fall back to what the command says when nothing is given', () => {
    expect(parseOptions([], SPEC)).toEqual({
      kind: 'ok',
      options: { port: 8080, host: '127.0.0.1', target: 'browser', lan: false }
    });
  });

  it('are understood with a space and with an equals sign', () => {
    expect(parseOptions(['--port', '1', '--host=::1', '--lan'], SPEC)).toMatchObject({
      options: { port: 1, host: '::1', lan: true }
    });
  });

  it('are refused with the reason', () => {
    expect(reasonFor('--colour')).toBe('there is no option --colour (--help lists them)');
    expect(reasonFor('--toString')).toBe('there is no option --toString (--help lists them)');
    expect(reasonFor('-p')).toBe('did not understand "-p"');
    expect(reasonFor('--', '--lan')).toBe('did not understand "--"');
    expect(reasonFor('now')).toBe('did not understand "now"');
    expect(reasonFor('--port', 'eight')).toBe('--port needs a number, not "eight"');
    expect(reasonFor('--port', '70000')).toBe('--port must be at least 0 and at most 65535, not 70000');
    expect(reasonFor('--port')).toBe('--port needs a value');
    expect(reasonFor('--host', '--lan')).toBe('--host needs a value');
    expect(reasonFor('--target=fridge')).toBe('--target must be one of browser, tizen, not "fridge"');
    expect(reasonFor('--port', '-1')).toBe('--port must be at least 0 and at most 65535, not -1');
    expect(reasonFor('--port=')).toBe('--port needs a number, not ""');
    expect(reasonFor('--lan=yes')).toBe('--lan takes no value');
  });

  it('are listed by --help', () => {
    expect(parseOptions(['--help'], SPEC)).toMatchObject({
      text: expect.stringContaining('--port <number>')
    });
  });
});
