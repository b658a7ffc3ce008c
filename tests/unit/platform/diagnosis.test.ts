// promises: B11
import { createDiagnosis, type Diagnosis } from '../../../src/platform/diagnosis';
import { DEN_ROUTE, searching, waiting } from '../../support/connection-states';
import { STATES } from '../../screens/states';
import type { ConnectionState, SessionState } from '../../../src/core/model/session-state';

const TIZEN =
  'Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/76.0.3809.146 TV Safari/537.36';

type Room = {
  readonly diagnosis: Diagnosis;
  readonly press: (...codes: readonly number[]) => void;
  readonly show: (at: number, change: Partial<SessionState>) => void;
  readonly line: (word: string) => string | undefined;
};

function setUp(performance: object = {}, search = '?keys=orsay'): Room {
  let [now, press, tell] = [
    0,
    (_event: KeyboardEvent): void => undefined,
    (_state: SessionState): void => undefined
  ];
  const world = {
    navigator: { userAgent: TIZEN },
    location: { search },
    performance,
    addEventListener: (_type: string, then: typeof press) => void (press = then)
  };
  const session = { subscribe: (ear: typeof tell) => ((tell = ear), () => undefined) };
  const diagnosis = createDiagnosis(world, { session, now: () => now });
  return {
    diagnosis,
    press: (...codes) => codes.forEach((keyCode) => press({ keyCode } as KeyboardEvent)),
    show: (at, change) => {
      now = at;
      tell({ ...(STATES['link'] as SessionState), ...change });
    },
    line: (word) => diagnosis.facts(4_200_000).find((each) => each.includes(word))
  };
}

const connected = (connection: ConnectionState): Partial<SessionState> => ({ connection });
const ONLINE = (STATES['home'] as SessionState).connection;

describe('what the machine shows', () => {
  it('is which engine it is, whatever else it calls itself', () => {
    expect(setUp().line('Chrome')).toBe('Tizen 6.0 Version/4.0 Chrome/76.0.3809.146');
  });

  it('is the textures, and the heap where the engine counts it', () => {
    expect(setUp().line('textures')).toBe('textures 4.2 MB');
    expect(setUp({ memory: { usedJSHeapSize: 6_800_000 } }).line('textures')).toBe(
      'textures 4.2 MB · heap 6.8 MB'
    );
  });

  it('is the newest keys as they were pressed, and which set they are read by', () => {
    const room = setUp();
    room.press(1, 2, 3, 4, 5, 29443, 461, 37, 10252);
    expect(room.line('keys')).toBe(
      'keys (orsay) 10252, 37 Left, 461 Back, 29443 Enter, 5 Right, 4 Left, 3, 2'
    );
  });

  it('is never what somebody types: a PIN has digits and a token has letters', () => {
    const room = setUp();
    room.press(49, 57, 65, 90, 97, 105, 186, 222);
    expect(room.line('keys')).toBe(`keys (orsay) ${Array(8).fill('*').join(', ')}`);
  });

  it('is how long the first picture and the first code took, and the way to the server last time', () => {
    const room = setUp();
    expect(room.line('first')).toBe('first picture – · first code – · last connect –');
    room.show(2050, {});
    room.diagnosis.onFirstPicture();
    room.show(9000, {});
    room.diagnosis.onFirstPicture();
    room.show(10_000, connected(searching()));
    room.show(10_500, connected(waiting()));
    room.show(11_000, connected(searching()));
    room.show(11_310, connected(ONLINE));
    room.show(60_000, connected({ ...ONLINE, route: DEN_ROUTE } as ConnectionState));
    expect(room.line('first')).toBe('first picture 2.05 s · first code 2.05 s · last connect 1.31 s');
  });
});
