import { isWholeSuite, jestArguments, unknownArgument } from '../../../scripts/jest-arguments';

describe('npm test', () => {
  it("takes the seed's --testPathPattern as it was written before Jest 30", () => {
    expect(jestArguments(['--testPathPattern=plex/auth'])).toEqual(['--testPathPatterns=plex/auth']);
    expect(jestArguments(['--testPathPattern', 'plex/auth'])).toEqual(['--testPathPatterns', 'plex/auth']);
    expect(unknownArgument(['--testPathPattern=plex/auth'])).toBeNull();
  });

  it('hands everything else on as it is', () => {
    const argv = ['-t', 'keeps the code', '--runInBand', '--no-cache', '--max-workers=1', 'tests/unit'];
    expect(jestArguments(argv)).toEqual(argv);
    expect(unknownArgument(argv)).toBeNull();
  });

  it('names what Jest would not understand', () => {
    expect(unknownArgument(['--runInBand', '--colour'])).toBe('--colour');
  });

  it('fetches tools from the system only for a run of everything', () => {
    expect(isWholeSuite([])).toBe(true);
    expect(isWholeSuite(['--runInBand'])).toBe(true);
    expect(isWholeSuite(['--testPathPattern=plex/auth'])).toBe(false);
    expect(isWholeSuite(['tests/unit'])).toBe(false);
    expect(isWholeSuite(['-t', 'name'])).toBe(false);
  });
});
