import { LIFETIMES } from '../lifetimes';
import type { IStores, IWallClock, Lifetimes } from '../ports';
import { accountsIn } from './accounts';
import { auditIn } from './audit';
import { contextOver } from './context';
import type { Context } from './context';
import { devicesIn } from './devices';
import { familiesIn } from './families';
import { limitsIn } from './limits';
import { openFile } from './open-file';
import { pinsIn } from './pins';
import { sealedIn } from './sealed';
import { sessionsIn } from './sessions';
import { settingsIn } from './settings';
import { setupIn } from './setup';
import { sweep } from './sweep';
import { usersIn } from './users';

export type SqliteOptions = {
  readonly path: string;
  readonly clock: IWallClock;
  readonly lifetimes?: Lifetimes;
};

/** The embedded store. Rejects with a StoreFailure when the file is damaged, newer than we are, or out of reach. */
export async function openSqliteStores({
  path,
  clock,
  lifetimes = LIFETIMES
}: SqliteOptions): Promise<IStores> {
  return storesOver(contextOver(openFile(path), clock, lifetimes));
}

function storesOver(context: Context): IStores {
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
    ping: () => context.hurry('ping', () => undefined),
    sweep: () => context.write('sweep', (sql) => sweep(context, sql)),
    close: async () => context.close()
  };
}
