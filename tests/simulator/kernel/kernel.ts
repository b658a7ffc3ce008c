import type { Authority } from './certificate';
import { createClock } from './clock';
import type { Kernel } from './exchange';
import { createFaultStore } from './fault-store';
import { createJournal } from './journal';
import { openListener } from './listener';
import { createRandom } from './random';
import type { SimAccounts, SimContext, SimListener, SimServerFacts, SimService } from './types';

export type HostOptions = {
  readonly seed: number;
  readonly clockStart?: number;
  readonly authority: Authority | null;
};

/** The kernel, the context it offers to services, and how to end it. */
export type Host = {
  readonly kernel: Kernel;
  readonly context: SimContext;
  servers(): readonly SimServerFacts[];
  /** plex.tv says who is who; until it does, nobody is anybody. */
  setAccounts(accounts: SimAccounts): void;
  /** Resolves after this many milliseconds, unless the simulator stops first. */
  later(ms: number): Promise<void>;
  stop(): Promise<void>;
};

type Opened = {
  readonly names: readonly string[];
  readonly listener: SimListener;
  refuse(refused: boolean): Promise<void>;
};

const LOOPBACK = '127.0.0.1';

function createKernel(options: HostOptions): Kernel {
  return {
    clock: createClock(options.clockStart),
    journal: createJournal(),
    faults: createFaultStore(options.seed)
  };
}

/** A `refuse` fault closes what it names, and only clearing it opens that again. */
function obeyRefusals(kernel: Kernel, opened: readonly Opened[]): void {
  kernel.faults.onChange(async () => {
    const refusals = kernel.faults
      .list()
      .map(({ rule }) => rule)
      .filter((rule) => rule.kind === 'refuse');
    const obeyed = opened.map(({ names, listener, refuse }) => {
      const meant = refusals.some((rule) => {
        const service = rule.service === undefined || names.includes(rule.service);
        return service && (rule.port === undefined || rule.port === listener.port);
      });
      return refuse(meant);
    });
    await Promise.all(obeyed);
  });
}

function createTimers(): { later(ms: number): Promise<void>; stop(): void } {
  const timers = new Set<NodeJS.Timeout>();
  return {
    later: (ms) => new Promise((resolve) => timers.add(setTimeout(resolve, ms))),
    stop: () => timers.forEach((timer) => clearTimeout(timer))
  };
}

/** What its owner closed stays closed, whatever becomes of the refusals. */
function refusable(names: readonly string[], bare: SimListener): Opened {
  let wanted = true;
  let refused = false;
  const obey = (): Promise<void> => (wanted && !refused ? bare.open() : bare.close());
  const want = (open: boolean): Promise<void> => {
    wanted = open;
    return obey();
  };
  const refuse = (now: boolean): Promise<void> => {
    refused = now;
    return obey();
  };
  return { names, listener: { ...bare, open: () => want(true), close: () => want(false) }, refuse };
}

function listenWith(kernel: Kernel, authority: Authority | null, opened: Opened[]): SimContext['listen'] {
  return async (services, { port = 0, tls = false, plainToo = false, address = LOOPBACK } = {}) => {
    if (tls && authority === null) throw new Error('TLS was not asked for when the simulator was started');
    const certificate = tls && authority !== null ? authority.certificate : null;
    const list = ([] as SimService[]).concat(services as SimService[]);
    const names = list.map((service) => service.name);
    const one = refusable(
      names,
      await openListener(kernel, { services: list, port, address, certificate, plainToo })
    );
    opened.push(one);
    return one.listener;
  };
}

/** An empty simulator: time, chance, memory, misfortune and ports, but no service yet. */
export function createHost(options: HostOptions): Host {
  const kernel = createKernel(options);
  const opened: Opened[] = [];
  const announced: (() => readonly SimServerFacts[])[] = [];
  const endings: (() => void | Promise<void>)[] = [];
  const timers = createTimers();
  let accounts: SimAccounts = { accountOf: () => null };
  obeyRefusals(kernel, opened);
  return {
    kernel,
    context: {
      clock: kernel.clock,
      random: createRandom(options.seed),
      caPem: options.authority === null ? null : options.authority.caPem,
      accounts: { accountOf: (token) => accounts.accountOf(token) },
      listen: listenWith(kernel, options.authority, opened),
      announce: (servers) => void announced.push(servers),
      onStop: (task) => void endings.push(task)
    },
    servers: () => announced.flatMap((servers) => servers()),
    setAccounts: (told) => {
      accounts = told;
    },
    later: timers.later,
    stop: async () => {
      timers.stop();
      kernel.faults.clear();
      await Promise.all([...endings.map((end) => end()), ...opened.map(({ listener }) => listener.close())]);
    }
  };
}
