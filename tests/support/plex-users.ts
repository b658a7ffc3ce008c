import { EventEmitter } from 'eventemitter3';
import { DEFAULT_CONFIG, DEFAULT_SETTINGS } from '../../src/core/model/config';
import { asFailure } from '../../src/core/model/failure';
import { verdictOf } from '../../src/core/model/session-end';
import { Session } from '../../src/core/session';
import { newPlexMemory } from '../../src/modules/plex/auth/account-token';
import { DEFAULTS, RETUNE_PRESET } from '../../src/modules/plex/auth/constants';
import { PlexAuth } from '../../src/modules/plex/auth/PlexAuth';
import { PlexProvider } from '../../src/modules/plex/auth/plex-provider';
import { EffectRunner } from '../../src/runner/effect-runner';
import type { IVault, Ports } from '../../src/core/ports';

/** Either user of the exchanges, as far as both do the same. */
export type PlexUser = {
  /** A new code: its id, and the text to type. */
  begin(): Promise<{ readonly id: string; readonly code: string }>;
  look(id: string): Promise<'pending' | 'granted' | 'gone'>;
  /** Whether plex.tv takes the stored token: false only for its own refusal, anything else rejects. */
  isGood(): Promise<boolean>;
  signOut(): Promise<void>;
  storedToken(): Promise<string | null>;
  /** Waits for a code at Retune's pace until somebody gives up. */
  waitForCode(): Promise<void>;
};

type Make = (ports: Ports, plexUrl: string) => PlexUser;

function goneOr(failure: unknown): 'gone' {
  if (asFailure(failure).code === 'codeGone') return 'gone';
  throw failure;
}

const embedder: Make = (ports, plexUrl) => {
  const auth = new PlexAuth(
    { ...ports, emitter: new EventEmitter() },
    { ...RETUNE_PRESET, clientIdentifier: 'contract', plexUrl }
  );
  const stored = async (): Promise<string | null> => (await auth.getStoredCredentials())?.token.token ?? null;
  return {
    begin: async () => {
      const pin = await auth.requestPin();
      return { id: String(pin.id), code: pin.code };
    },
    look: (id) =>
      auth.checkPinStatus(Number(id)).then((pin) => (pin.authToken === null ? 'pending' : 'granted'), goneOr),
    isGood: async () => auth.validateToken((await stored()) ?? ''),
    signOut: () => auth.clearCredentials(),
    storedToken: stored,
    waitForCode: async () => {
      const pin = await auth.requestPin();
      await auth.pollForPin(pin.id).catch(() => undefined);
    }
  };
};

const NO_SERVERS = () => {
  const none = () => Promise.reject({ code: 'noServer' });
  const some = { look: none, libraries: none, allowInsecure: none };
  return { list: none, reach: none, reachAddress: none, probe: none, ...some };
};

const SETTINGS = { ...DEFAULT_SETTINGS, language: 'en' };

function sessionOf(ports: Ports, plex: () => PlexProvider): Session {
  const seen = { visible: true, online: true, memoryLow: false };
  const device = { current: () => seen, onChange: () => () => undefined, exit: () => undefined };
  const services = { providers: { plex }, servers: NO_SERVERS };
  const { pollMs, pollLimitMs } = RETUNE_PRESET;
  const config = { ...DEFAULT_CONFIG, pollMs, pollLimitMs, renewals: 0 };
  const runner = new EffectRunner(ports, services, device);
  return new Session(runner, ports.clock, { config, device: seen, settings: SETTINGS });
}

async function tokenIn(vault: IVault): Promise<string | null> {
  const text = await vault.read('plex.signIn');
  return text === null ? null : (JSON.parse(text) as { accountToken: string }).accountToken;
}

const television: Make = (ports, plexUrl) => {
  const memory = newPlexMemory();
  const provider = (): PlexProvider => new PlexProvider(ports, { ...DEFAULTS, plexUrl }, memory);
  return {
    begin: async () => {
      const code = await provider().requestCode();
      return { id: code.id, code: code.text };
    },
    look: async (id) => {
      const { kind } = await provider().checkCode(id);
      if (kind === 'granted') await provider().loadAccount();
      return kind;
    },
    isGood: () =>
      provider()
        .loadAccount()
        .then(
          () => true,
          (reason: unknown) => {
            const { code } = asFailure(reason);
            if (verdictOf(code) === 'end' || code === 'forbidden') return false;
            throw reason;
          }
        ),
    signOut: () => ports.vault.wipe('account'),
    storedToken: () => tokenIn(ports.vault),
    waitForCode: () =>
      new Promise((resolve) => {
        const session = sessionOf(ports, provider);
        session.subscribe(({ auth }) => {
          if (auth.kind === 'resting') {
            session.stop();
            resolve();
          }
        });
        session.start();
        void ports.clock.after(1, () => session.send({ type: 'signIn', provider: 'plex' }));
      })
  };
};

/** Both, by name. */
export const PLEX_USERS: Readonly<Record<string, Make>> = {
  'PlexAuth, the embedder’s': embedder,
  'PlexProvider, the television’s': television
};
