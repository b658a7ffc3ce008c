import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { PRELUDE } from './prelude';
import { redisTrouble } from './trouble';

/** A text or a number for Redis. */
export type Arg = string | number;

export type RedisConnection = {
  readonly redis: Redis;
  /** Runs a script of ours in one step. The prelude is before it, `now` and the arguments are its own. */
  run(what: string, script: string, now: number, ...args: readonly Arg[]): Promise<unknown>;
  /** Any other command or commands, with the same failures. */
  ask<T>(what: string, work: (redis: Redis) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type RedisOptions = { readonly url: string; readonly prefix: string };

const COMMAND_MS = 2000;
const FIRST_WAIT_MS = 3000;

/** While Redis is away a command fails at once: a queue would only hand the screens' patience to our memory. */
function clientFor(url: string): Redis {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: COMMAND_MS,
    commandTimeout: COMMAND_MS,
    retryStrategy: (times) => Math.min(50 * 2 ** times, 1000) * (0.5 + Math.random() / 2),
    reconnectOnError: (error) => /^(READONLY|LOADING)/.test(error.message)
  });
  // Each command tells its own caller; without a listener the client prints to the console.
  client.on('error', () => undefined);
  return client;
}

/** Waits a little for the first connection; a Redis that is down then is found later, by itself. */
async function firstWait(client: Redis): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, FIRST_WAIT_MS);
  });
  await Promise.race([client.connect().catch(() => undefined), late]);
  clearTimeout(timer);
}

/** Connects. */
export async function connectRedis({ url, prefix }: RedisOptions): Promise<RedisConnection> {
  const redis = clientFor(url);
  await firstWait(redis);
  const scripts = new Map<string, { readonly text: string; readonly sha: string }>();
  const ask = async <T>(what: string, work: (client: Redis) => Promise<T>): Promise<T> => {
    try {
      return await work(redis);
    } catch (thrown) {
      throw redisTrouble(what, thrown);
    }
  };
  const known = (script: string): { readonly text: string; readonly sha: string } => {
    const text = PRELUDE + script;
    const found = scripts.get(script) ?? { text, sha: createHash('sha1').update(text).digest('hex') };
    scripts.set(script, found);
    return found;
  };
  return {
    redis,
    ask,
    run: (what, script, now, ...args) =>
      ask(what, () => evaluate(redis, known(script), [prefix, now, ...args])),
    close: async () => redis.disconnect()
  };
}

/** By its hash; a Redis that was restarted is sent the text again. */
async function evaluate(
  redis: Redis,
  { text, sha }: { readonly text: string; readonly sha: string },
  args: readonly Arg[]
): Promise<unknown> {
  try {
    return await redis.evalsha(sha, 1, ...args);
  } catch (thrown) {
    if ((thrown as Error).message.startsWith('NOSCRIPT')) {
      return redis.eval(text, 1, ...args);
    }
    throw thrown;
  }
}
