import { classOf, RECORD_NAMES } from '../../core/vault/records';
import { askGateway } from './ask';
import { REFRESH_RECORD } from './tokens';
import type { IVault, WipeScope } from '../../core/ports';
import type { GatewayContext } from './interfaces';

/** Says across a power cut that whoever was here has left, and that the gateway does not know it yet. */
export const LEAVING_RECORD = 'gateway.leaving';

const OURS: readonly string[] = [LEAVING_RECORD, REFRESH_RECORD];

/** A screen that has a gateway keeps nobody's tokens, those from before it had one included. */
export function dropTokens(vault: IVault): void {
  RECORD_NAMES.filter((name) => classOf(name) === 'account' && OURS.indexOf(name) < 0).forEach(
    (name): void => {
      vault.remove(name).then(undefined, (): void => undefined);
    }
  );
}

/** Signs this screen out. However many ask at once, it is done once. */
export function leave(context: GatewayContext): Promise<void> {
  const { memory } = context;
  const settle = (): void => {
    memory.leaving = null;
  };
  if (memory.leaving === null) {
    memory.leaving = askGateway(context, { method: 'POST', path: '/api/plex/logout' }).then((): void => {
      memory.pass = null;
      memory.isOut = true;
    });
    memory.leaving.then(settle, settle);
  }
  return memory.leaving;
}

/** Ends first what a sign-out before the last power cut could not end. */
export function leaveIfLeft(context: GatewayContext): Promise<void> {
  const { vault } = context.ports;
  return vault
    .read(LEAVING_RECORD)
    .then((left) =>
      left === null ? undefined : leave(context).then((): Promise<void> => vault.remove(LEAVING_RECORD))
    );
}

/** A vault whose account is at the gateway: it is empty only once the gateway says so. */
export function gatewayVault(vault: IVault, context: () => GatewayContext): IVault {
  const leaveFirst = (): Promise<void> => (context().memory.isOut ? Promise.resolve() : leave(context()));
  return {
    read: (name) => vault.read(name),
    write: (name, text) => vault.write(name, text),
    remove: (name) => vault.remove(name),
    wipe: (scope: WipeScope): Promise<void> =>
      vault
        .write(LEAVING_RECORD, '1')
        .then(leaveFirst)
        .then((): Promise<void> => vault.wipe(scope))
  };
}
