import { LIFETIMES } from '../lifetimes';
import type { IStores, IWallClock, Lifetimes } from '../ports';
import { accountsIn } from './accounts';
import { auditIn } from './audit';
import { connectRedis } from './connection';
import type { RedisConnection } from './connection';
import { contextOver } from './context';
import type { Context } from './context';
import { devicesIn } from './devices';
import { familiesIn } from './families';
import { limitsIn } from './limits';
import { pinsIn } from './pins';
import { sealedIn } from './sealed';
import { sessionsIn } from './sessions';
import { settingsIn } from './settings';
import { setupIn } from './setup';
import { sweep } from './sweep';
import { usersIn } from './users';

export type RedisStoreOptions = {
  readonly url: string;
  readonly clock: IWallClock;
  /** What every key begins with. */
  readonly prefix?: string;
  readonly lifetimes?: Lifetimes;
};

/**
 * The stores of several gateways. One Redis or one with replicas; a cluster would tear the scripts' keys apart.
 * Resolves also when Redis is down: then everything rejects with `storeUnavailable` until it is back.
 */
export async function openRedisStores(options: RedisStoreOptions): Promise<IStores> {
  const { url, clock, prefix = 'couchkey:', lifetimes = LIFETIMES } = options;
  const connection = await connectRedis({ url, prefix });
  return storesOver(contextOver(connection, prefix, clock, lifetimes), connection);
}

const CAN_WRITE = `redis.call('SET', P .. 'ping', int(now), 'PX', 1000) return 1`;

function storesOver(context: Context, { close }: RedisConnection): IStores {
  return {
    sessions: sessionsIn(context),
    devices: devicesIn(context),
    families: familiesIn(context),
    users: usersIn(context),
    accounts: accountsIn(context),
    pins: pinsIn(context),
    limits: limitsIn(context),
    audit: auditIn(context),
    setup: setupIn(context),
    settings: settingsIn(context),
    sealed: sealedIn(context),
    ping: async () => void (await context.count('ping', CAN_WRITE)),
    sweep: () => sweep(context),
    close
  };
}
