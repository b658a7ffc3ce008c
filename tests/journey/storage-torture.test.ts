// promises: P6
import { keyFor, COUCHKEY, SLOTS } from '../../src/core/vault/keys';
import { asFailure } from '../../src/core/model/failure';
import { History } from '../torture/history';
import { abandon, answerOf, copyOf, freshFlash, KINDS, start } from '../torture/machine';
import type { Step } from '../torture/history';
import type { FateOf, Flash, Kind } from '../torture/machine';

const NAMES = ['plex.signIn', 'server', 'pendingCode', 'settings', 'clientId'];
const SESSION = 'plex.signIn';

const SIGN_IN: readonly Step[] = [
  { do: 'read', name: 'clientId' },
  { do: 'write', name: 'clientId', text: 'uuid' },
  { do: 'write', name: 'pendingCode', text: 'code' },
  { do: 'write', name: SESSION, text: 'claimed' },
  { do: 'remove', name: 'pendingCode' },
  { do: 'write', name: SESSION, text: 'signed in' },
  { do: 'write', name: 'settings', text: 'large' },
  { do: 'write', name: 'server', text: 'grant' },
  { do: 'write', name: SESSION, text: 'other profile' },
  { do: 'read', name: SESSION }
];
const SIGN_OUT: readonly Step[] = [...SIGN_IN.slice(3, 8), { do: 'wipe', scope: 'account' }];
const SIGN_IN_AGAIN: readonly Step[] = [...SIGN_OUT, { do: 'write', name: SESSION, text: 'somebody else' }];
const ROTATION: readonly Step[] = [
  ...SIGN_IN.slice(3, 8),
  { do: 'rotate' },
  { do: 'write', name: SESSION, text: 'resealed' }
];
const LIVES = {
  'a sign-in': SIGN_IN,
  'a sign-out': SIGN_OUT,
  'a second sign-in': SIGN_IN_AGAIN,
  'a change of keys': ROTATION
};

let cases = 0;

/** Every record must read as promised or as asked for since; a rejection counts as lost. */
async function check(kind: Kind, flash: Flash, history: History): Promise<void> {
  cases++;
  const again = start(kind, flash);
  const texts = await answerOf(again, Promise.all(NAMES.map((name) => again.vault.read(name))));
  NAMES.forEach((name, at) => {
    const text = texts[at] ?? null;
    if (!history.allows(name, text)) {
      throw new Error(`${name} reads ${String(text)}, promised was ${JSON.stringify(history.of(name))}`);
    }
  });
}

/** Lives a life until the power goes at call `k`; `late`: that call was still carried out. */
async function killedAt(
  kind: Kind,
  life: readonly Step[],
  k: number,
  late: boolean,
  flash: Flash
): Promise<History | null> {
  const history = new History(NAMES);
  const fate: FateOf = (nth) => (nth < k ? 'ok' : nth === k && late ? 'late' : 'hang');
  const program = start(kind, flash, fate);
  let isOver = false;
  const living = life.reduce(
    (before, step) => before.then(() => history.run(program.vault, step)),
    Promise.resolve()
  );
  living.then(
    () => (isOver = true),
    () => undefined
  );
  for (let quiet = 0, seen = -1; quiet < 3; seen = program.calls()) {
    await abandon();
    quiet = seen === program.calls() ? quiet + 1 : 0;
  }
  return isOver && program.calls() <= k ? null : history;
}

describe.each(KINDS)('on a %s', (kind) => {
  describe.each(Object.entries(LIVES))('%s', (_name, life) => {
    it('loses nothing that was promised when the power goes between any two calls of any store', async () => {
      for (const late of [false, true]) {
        for (let k = 0; ; k++) {
          const flash = freshFlash();
          const history = await killedAt(kind, life, k, late, flash);
          if (history === null) {
            break;
          }
          await check(kind, flash, history);
        }
      }
    });

    it('still loses nothing when the power goes again while it mends', async () => {
      for (let k = 0; ; k += 5) {
        const flash = freshFlash();
        const history = await killedAt(kind, life, k, true, flash);
        if (history === null) {
          break;
        }
        for (let j = 0; j < 40; j += 4) {
          const twice = copyOf(flash);
          await killedAt(
            kind,
            NAMES.map((name) => ({ do: 'read', name })),
            j,
            true,
            twice
          );
          await check(kind, twice, history);
        }
      }
    });

    it.each([
      [
        'one call throws',
        (k: number): FateOf =>
          (nth) =>
            nth === k ? 'throw' : 'ok'
      ],
      [
        'every call throws from one on',
        (k: number): FateOf =>
          (nth) =>
            nth >= k ? 'throw' : 'ok'
      ],
      [
        'one store throws from one call on',
        (k: number): FateOf =>
          (nth, _what, _key, store) =>
            nth >= k && store === 'database' ? 'throw' : 'ok'
      ],
      [
        'one store is full from one call on',
        (k: number): FateOf =>
          (nth, _what, _key, store) =>
            nth >= k && store === 'database' ? 'quota' : 'ok'
      ],
      [
        'both stores are full from one call on',
        (k: number): FateOf =>
          (nth) =>
            nth >= k ? 'quota' : 'ok'
      ],
      [
        'one store says that it wrote, and did not, from one call on',
        (k: number): FateOf =>
          (nth, _what, _key, store) =>
            nth >= k && store === 'database' ? 'lose' : 'ok'
      ],
      [
        'one call hangs',
        (k: number): FateOf =>
          (nth) =>
            nth === k ? 'hang' : 'ok'
      ],
      [
        'one store hangs from one call on',
        (k: number): FateOf =>
          (nth, _what, _key, store) =>
            nth >= k && store === 'database' ? 'hang' : 'ok'
      ],
      [
        'one store is done but never says so',
        (k: number): FateOf =>
          (nth, _what, _key, store) =>
            nth >= k && store === 'local' ? 'late' : 'ok'
      ]
    ])('goes on, and remembers what it promised, when %s', async (_what, fateAt) => {
      for (let k = 0; ; k++) {
        const flash = freshFlash();
        const program = start(kind, flash, fateAt(k));
        const history = new History(NAMES);
        for (const step of life) {
          await answerOf(program, history.run(program.vault, step)).catch(mustBeFailure);
        }
        await program.clock.run();
        expect(program.clock.pending).toBe(0);
        await check(kind, flash, history);
        if (program.calls() <= k) {
          break;
        }
      }
    });
  });

  it('reads the newest copy that is left, whatever garbage lies in the other slots', async () => {
    for (const garbage of GARBAGE) {
      for (const [spoilt, all] of subsetsOf(await signedIn(kind))) {
        const flash = copyOf(await signedIn(kind));
        spoilt.forEach(([disk, key]) => flash[disk].set(key, garbage));
        const program = start(kind, flash);
        const outcome = await answerOf(program, program.vault.read(SESSION)).catch(asFailure);
        cases++;
        if (all) {
          expect(outcome).toEqual({ code: 'storage' });
        } else {
          expect(['old', 'new']).toContain(outcome);
        }
        await answerOf(program, program.vault.write(SESSION, 'again'));
        expect(await answerOf(program, program.vault.read(SESSION))).toBe('again');
        const next = start(kind, flash);
        expect(await answerOf(next, next.vault.read(SESSION))).toBe('again');
      }
    }
  });
});

afterAll(() => void process.stdout.write(`storage torture: ${cases} cases\n`));

const GARBAGE = [
  '',
  'x',
  '{}',
  'null',
  '[]',
  '{"v":1}',
  '{"v":1,"n":9,"alg":"plain","kid":"","body":"forged","c":"0"}',
  '{"v":1,"n":1e99,',
  '\u0000\u0000'
];

type Spot = readonly ['database' | 'local', string];

async function signedIn(kind: Kind): Promise<Flash> {
  const flash = freshFlash();
  const program = start(kind, flash);
  await answerOf(program, program.vault.write(SESSION, 'old'));
  await answerOf(program, program.vault.write(SESSION, 'new'));
  return flash;
}

/** Every set of slots that can be spoilt, and whether nothing good is left then. */
function subsetsOf(flash: Flash): readonly (readonly [readonly Spot[], boolean])[] {
  const spots: Spot[] = (['database', 'local'] as const).flatMap((disk) =>
    SLOTS.map((slot): Spot => [disk, keyFor(COUCHKEY, SESSION, slot)]).filter(([, key]) =>
      flash[disk].has(key)
    )
  );
  return Array.from({ length: 2 ** spots.length - 1 }, (_none, at) => {
    const chosen = spots.filter((_spot, bit) => ((at + 1) >> bit) & 1);
    return [chosen, chosen.length === spots.length] as const;
  });
}

function mustBeFailure(reason: unknown): void {
  expect(asFailure(reason)).toBe(reason);
  expect(reason).toEqual({ code: 'storage' });
}
