import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { es5Fault, es5Faults } from '../../../scripts/es5';
import { sizeFaults } from '../../../scripts/size-rules';
import { circleIn, faultsIn, fileGraph, ROOMS, simulatorFaults } from '../../support/rooms';

const ROOT = resolve(__dirname, '../../..');

describe('a planted violation of the architecture', () => {
  const faultOf = (path: string, text: string): string | undefined => faultsIn([{ path, text }])[0];

  it('is refused when an import runs upwards', () => {
    expect(faultOf('src/core/machine/a.ts', "import { x } from '../../modules/plex/auth/pins';")).toMatch(
      /core\/machine may not import modules\/plex\/auth/
    );
  });

  it('is refused between rooms of one floor', () => {
    expect(faultOf('src/runner/a.ts', "import { x } from '../platform/http';")).toMatch(
      /runner may not import platform/
    );
    expect(faultOf('src/ui/a.ts', "import type { X } from '../modules/tmdb/auth/interfaces';")).toMatch(
      /ui may not/
    );
    expect(faultOf('src/modules/plex/auth/a.ts', "import { x } from '../servers/race';")).toMatch(
      /modules\/plex\/auth may not import modules\/plex\/servers/
    );
  });

  it.each(['idb-keyval', 'node:fs', 'eventemitter3'])(
    'is refused when the core names the package %s',
    (name) => {
      expect(faultOf('src/core/session.ts', `import { x } from '${name}';`)).toMatch(
        /may not name that package/
      );
      expect(faultOf('src/modules/gateway/a.ts', `const x = import('${name}');`)).toMatch(
        /may not name that package/
      );
    }
  );

  it('is refused in a folder whose name means nothing, and as a barrel', () => {
    expect(faultOf('src/ui/utils/a.ts', '')).toMatch(/name means nothing/);
    expect(faultOf('src/core/model/index.ts', '')).toMatch(/is a barrel/);
    expect(faultOf('src/modules/plex/auth/index.ts', '')).toBeUndefined();
  });

  it('is refused in a room that nobody knows', () => {
    expect(faultOf('src/extras/a.ts', '')).toMatch(/in no room of the table/);
  });

  it('is refused when it closes a circle, among rooms or among files', () => {
    expect(circleIn({ ...ROOMS, 'core/model': ['runner'], runner: ['core/model'] })).toBe(
      'core/model -> runner -> core/model'
    );
    const files = [
      { path: 'src/ui/a.ts', text: "import { b } from './b';" },
      { path: 'src/ui/b.ts', text: "import { a } from './a';" }
    ];
    expect(circleIn(fileGraph(files))).toBe('src/ui/a.ts -> src/ui/b.ts -> src/ui/a.ts');
  });

  it('is refused when the simulator looks at src', () => {
    const text = "import { x } from '../../src/core/wire';";
    expect(simulatorFaults([{ path: 'tests/simulator/a.ts', text }])[0]).toMatch(/knows nothing of src/);
  });
});

describe('a planted violation of ES5', () => {
  it.each([
    ['const', '"use strict"; const a = 1;'],
    ['an arrow', 'var a = () => 1;'],
    ['a class', 'class A {}'],
    ['a template', 'var a = `b`;'],
    ['a computed key', 'var a = { [b]: 1 };'],
    ['?.', 'var a = b?.c;'],
    ['a trailing comma in a call', 'a(b,);']
  ])('is refused: %s', (_name, code) => {
    expect(es5Fault(code)).not.toBeNull();
  });

  it('is refused in a shipped script, also inside a page, with what it would do', () => {
    const folder = mkdtempSync(join(tmpdir(), 'couchkey-es5-'));
    writeFileSync(join(folder, 'fine.js'), 'var a = function () {};');
    writeFileSync(join(folder, 'bad.js'), 'let a = 1;');
    writeFileSync(join(folder, 'index.html'), '<script>var a = 1</script><script>let a = 1</script>');
    const faults = es5Faults(folder);
    const esCheck = spawnSync(join(ROOT, 'node_modules/.bin/es-check'), ['es5', join(folder, '*.js')]);
    rmSync(folder, { recursive: true });
    expect(faults).toHaveLength(2);
    faults.forEach((fault) => expect(fault).toMatch(/(bad\.js|index\.html) is not ES5.*shows black/));
    expect(esCheck.status).not.toBe(0);
  });
});

describe('a planted violation of the size budget', () => {
  const budget = { 'browser/couchkey.js': 100000 };
  const faults = (bytes: number): string[] => sizeFaults(budget, { 'browser/couchkey.js': bytes });

  it('is refused beyond 2 %, and the message says how to raise the number', () => {
    expect(faults(102000)).toEqual([]);
    expect(faults(102001)[0]).toMatch(/more than 2 % over 100000.*npm run size -- --write/);
  });

  it('is refused when the number is stale by more than 10 %', () => {
    expect(faults(90000)).toEqual([]);
    expect(faults(89999)[0]).toMatch(/the number is stale/);
  });

  it('is refused for a bundle without a number and a number without a bundle', () => {
    expect(sizeFaults({}, { 'tizen/': 1 })[0]).toMatch(/has no number/);
    expect(sizeFaults({}, { 'couchkey-core/a.cjs': 1 })[0]).toMatch(/npm run size:core -- --write/);
    expect(sizeFaults({ 'tizen/': 1 }, {})[0]).toMatch(/was not built/);
  });
});
