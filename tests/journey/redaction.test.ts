// promises: R8
/** Every flow at debug level against services that answer with the secrets they were told: what does the log show? */
import { EventEmitter } from 'eventemitter3';
import { loggedHttp, openLog, type RingLog } from '../../src/core/log';
import { asFailure } from '../../src/core/model/failure';
import { secretOf } from '../../src/core/model/secret';
import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { Session } from '../../src/core/session';
import { DEFAULTS, newPlexMemory, PlexAuth, PlexProvider } from '../../src/modules/plex/auth';
import { DEFAULT_OPTIONS, newServersMemory, PlexServers } from '../../src/modules/plex/servers';
import { EffectRunner } from '../../src/runner/effect-runner';
import { startSimulator, type Simulator } from '../simulator/start';
import { memoryVault } from '../support/memory-vault';
import { nodeHttp } from '../support/node-http';
import { plexWorld, tmdbWorld, type ProviderWorld } from '../support/provider-worlds';
import { realClock } from '../support/real-clock';
import type { HttpReply, IHttp, IProvider } from '../../src/core/ports';
import type { AuthState, SessionState } from '../../src/core/model/session-state';

const PROFILE_PINS = ['1234', '2468'];
const TYPED_PIN = '9753';
const PASTED = 'pasted-token-that-is-wrong';

let sim: Simulator;
let log: RingLog;
let http: IHttp;
let printed: string[];
let secrets: Set<string>;

/** Error codes and the ids of the simulator's people: short numbers, which stand in any text by chance. */
function isPlainNumber(text: string): boolean {
  return /^\d{1,5}$/.test(text);
}

/** Notes every secret that passes, in either direction, before the log is told anything. */
function listening(base: IHttp): IHttp {
  const note = (text: string): void => {
    const found = text.matchAll(
      /"(?:authToken|auth_token|accessToken|access_token|session_id|request_token|nonce|email|code|jwt|x|kid|id)":\s*"?([^",}]{4,})/g
    );
    for (const [, secret] of found) if (!isPlainNumber(secret as string)) secrets.add(secret as string);
    (text.match(/[\w.+-]+@[\w.-]+\.\w+/g) ?? []).forEach((mail) => secrets.add(mail));
  };
  return {
    send: async (request, stop): Promise<HttpReply> => {
      Object.values(request.headers).forEach((value) =>
        value.length > 15 && /^[\w.-]+$/.test(value) ? secrets.add(value) : 0
      );
      note(request.body ?? '');
      const reply = await base.send(request, stop);
      note(reply.text);
      return reply;
    }
  };
}

beforeEach(async () => {
  sim = await startSimulator();
  const clock = realClock();
  secrets = new Set([...PROFILE_PINS, TYPED_PIN, PASTED]);
  log = openLog(clock, { level: 'debug', size: 5000 });
  http = loggedHttp(listening(nodeHttp()), log, clock);
  printed = [];
  (['stdout', 'stderr'] as const).forEach((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => printed.push(String(text)) > 0)
  );
});

afterEach(async () => {
  jest.restoreAllMocks();
  await sim.stop();
});

/** Whatever a caller gets is handed to the log whole, as a careless one would do. */
async function told<T>(step: string, promise: Promise<T>): Promise<T | null> {
  try {
    const outcome = await promise;
    log.write('debug', `${step} said ${JSON.stringify(outcome)}`, { step, outcome });
    return outcome;
  } catch (reason) {
    log.write('error', `${step} failed with ${JSON.stringify(reason)}`, {
      step,
      failure: asFailure(reason),
      reason
    });
    return null;
  }
}

/** An error page that repeats all that it was sent, as some proxies do. */
function echo(route: string): void {
  const body = JSON.stringify({
    errors: [{ code: 1, message: [...secrets].join(' ') }],
    token: [...secrets][0]
  });
  sim.faults.set({ kind: 'status', status: 500, route, times: 1, body });
}

async function everyStep(world: ProviderWorld): Promise<void> {
  const provider = (): IProvider => world.provider();
  Object.values(world.routes).forEach(echo);
  await told('requestCode', provider().requestCode());
  const code = await told('requestCode', provider().requestCode());
  if (code === null) throw new Error('no code');
  [code.id, code.text, code.link].filter((each) => each !== '').forEach((each) => secrets.add(each));
  await told('checkCode', provider().checkCode(code.id));
  await told('checkCode', provider().checkCode(code.id));
  await told('restore', provider().restore());
  world.approve(code);
  await told('checkCode', provider().checkCode(code.id));
  await told('loadAccount', provider().loadAccount());
  await told('loadAccount', provider().loadAccount());
  await told('confirmAccount', provider().confirmAccount());
  const people = (await told('listProfiles', provider().listProfiles())) ?? [];
  for (const each of people) {
    await told('openProfile', provider().openProfile(each.id, TYPED_PIN));
    await told('openProfile', provider().openProfile(each.id, '2468'));
    await told('openProfile', provider().openProfile(each.id, null));
  }
  await told('acceptToken', provider().acceptToken(PASTED));
  world.vault.disk.forEach((text) => (text.match(/[\w-]{16,}/g) ?? []).forEach((each) => secrets.add(each)));
  await told('revoke', provider().revoke());
  await told('confirmAccount', provider().confirmAccount());
}

/** Numbers are taken out: a reply of 1234 bytes is no PIN. */
function shown(): string {
  const entries = log.entries().map((each) => ({ ...each, at: 0 }));
  return (
    JSON.stringify(entries, (_key, value: unknown) => (typeof value === 'number' ? 0 : value)) +
    printed.join('\n')
  );
}

function leaks(): readonly string[] {
  const text = shown();
  return [...secrets].filter((secret) => !/^(plex|null|true)$/.test(secret) && text.includes(secret));
}

it.each([
  ['Plex with a short code', () => plexWorld(sim, 'short', 'ada', { http })],
  ['Plex with a strong code', () => plexWorld(sim, 'strong', 'ada', { http })],
  ['Plex with JWTs', () => plexWorld(sim, 'jwt', 'ada', { http })],
  ['TMDB v3', () => tmdbWorld(sim, 3, { http })],
  ['TMDB v4', () => tmdbWorld(sim, 4, { http })]
])('%s shows no secret at any step', async (_name, open) => {
  await everyStep(open());
  expect(log.entries().length).toBeGreaterThan(20);
  expect(secrets.size).toBeGreaterThan(7);
  expect(leaks()).toEqual([]);
});

it('PlexAuth shows no secret at any step', async () => {
  const ports = { http, vault: memoryVault(), clock: realClock(), emitter: new EventEmitter(), log };
  const auth = new PlexAuth(ports, {
    clientIdentifier: 'redaction-test-client',
    plexUrl: sim.urls.plex,
    pollMs: 20
  });
  auth.on('authChange', () => {
    throw new Error(`listener saw ${auth.getCurrentUser()?.token}`);
  });
  ['pins.create', 'pins.poll', 'user'].forEach(echo);
  await told('requestPin', auth.requestPin());
  const pin = await told('requestPin', auth.requestPin());
  if (pin === null) throw new Error('no PIN');
  secrets.add(pin.code).add(String(pin.id));
  const waiting = told('pollForPin', auth.pollForPin(pin.id));
  sim.phone.approve(pin.code, 'lena');
  await waiting;
  await told('validateToken', auth.validateToken(PASTED));
  await told('getStoredCredentials', auth.getStoredCredentials());
  await told('clearCredentials', auth.clearCredentials());
  expect(secrets.size).toBeGreaterThan(8);
  expect(leaks()).toEqual([]);
}, 30_000);

describe('the whole program', () => {
  function start(): Session {
    const clock = realClock();
    const config = { ...DEFAULTS, plexUrl: sim.urls.plex, linkBase: sim.urls.plex };
    const memory = newPlexMemory();
    const servers = newServersMemory();
    const device = { visible: true, online: true, memoryLow: false };
    const runner = new EffectRunner(
      { http, vault: memoryVault(), clock },
      {
        providers: { plex: (ports) => new PlexProvider(ports, config, memory) },
        servers: (ports) => new PlexServers({ ports, config, memory }, { ...DEFAULT_OPTIONS }, servers)
      },
      { current: () => device, onChange: () => () => undefined, exit: () => undefined }
    );
    const session = new Session(
      runner,
      clock,
      { config: { ...DEFAULT_CONFIG, pollMs: 20 }, device, settings: DEFAULT_SETTINGS },
      log
    );
    session.start();
    return session;
  }

  function until(session: Session, isSo: (state: SessionState) => boolean): Promise<SessionState> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`stuck in ${session.state.auth.kind}/${session.state.connection.kind}`)),
        20_000
      );
      const look = (state: SessionState): void => {
        log.write('debug', 'state', { state });
        if (isSo(state)) {
          clearTimeout(timer);
          resolve(state);
        }
      };
      session.subscribe(look);
      look(session.state);
    });
  }

  const inAuth =
    <K extends AuthState['kind']>(kind: K) =>
    (state: SessionState): boolean =>
      state.auth.kind === kind;

  it('shows no secret from the first key press to the last', async () => {
    const session = start();
    await until(session, inAuth('signedOut'));
    session.send({ type: 'useToken', provider: 'plex', token: secretOf(PASTED) });
    await until(session, (state) => 'reason' in state.auth && state.auth.reason?.code === 'tokenNotAccepted');
    session.send({ type: 'cancel' });
    await until(session, inAuth('signedOut'));
    session.send({ type: 'signIn', provider: 'plex' });
    const { auth } = await until(session, inAuth('awaitingLink'));
    if (auth.kind !== 'awaitingLink') throw new Error('no code');
    secrets.add(auth.code.text).add(auth.code.id).add(auth.code.link);
    ['user', 'home.users', 'home.switch', 'resources'].forEach(echo);
    sim.phone.approve(auth.code.text, 'ada');
    const choosing = await until(
      session,
      (state) => state.auth.kind === 'choosingProfile' && state.auth.profiles !== null
    );
    const people = choosing.auth.kind === 'choosingProfile' ? (choosing.auth.profiles ?? []) : [];
    const mara = people.find((each) => each.title === 'Mara');
    session.send({ type: 'chooseProfile', profileId: mara?.id ?? '' });
    await until(session, inAuth('askingProfilePin'));
    session.send({ type: 'enterProfilePin', pin: secretOf(TYPED_PIN) });
    await until(
      session,
      (state) => state.auth.kind === 'askingProfilePin' && state.auth.reason !== undefined
    );
    session.send({ type: 'enterProfilePin', pin: secretOf('2468') });
    await until(session, inAuth('signedIn'));
    await until(session, ({ connection }) => !['idle', 'listing', 'searching'].includes(connection.kind));
    session.send({ type: 'signOut' });
    await until(session, inAuth('signedOut'));
    session.stop();
    expect(log.entries().length).toBeGreaterThan(40);
    expect(secrets.size).toBeGreaterThan(10);
    expect(leaks()).toEqual([]);
  }, 60_000);
});
