import { failureOf } from '../core/model/failure';
import type {
  Cancel,
  HttpReply,
  HttpRequest,
  IClock,
  IHttp,
  IStop,
  IVault,
  Ports,
  WipeScope,
  Written
} from '../core/ports';

/** Ports that die together: after `close` no request leaves, no timer fires, no record is written. */
export type Scope = { readonly ports: Ports; readonly stop: IStop; readonly close: Cancel };

type Then = () => void;
type Guard = <T>(go: () => Promise<T>) => Promise<T>;

/** Opens ports of its own for one effect. */
export function openScope(base: Ports): Scope {
  let isOpen = true;
  let thens: readonly Then[] = [];
  const stop: IStop = {
    get stopped(): boolean {
      return !isOpen;
    },
    onStop: (then: Then): Cancel => {
      thens = thens.concat(then);
      return (): void => {
        thens = thens.filter((each: Then): boolean => each !== then);
      };
    }
  };
  const guard: Guard = (go) => (isOpen ? go() : Promise.reject(failureOf('cancelled')));
  const close = (): void => {
    const last = thens;
    isOpen = false;
    thens = [];
    last.forEach((then: Then): void => then());
  };
  const ports = {
    http: scopedHttp(base.http, stop, guard),
    vault: scopedVault(base.vault, guard),
    clock: scopedClock(base.clock, stop)
  };
  return { ports, stop, close };
}

function scopedHttp(http: IHttp, scope: IStop, guard: Guard): IHttp {
  return {
    send: (request: HttpRequest, own?: IStop): Promise<HttpReply> =>
      guard(() => http.send(request, own === undefined ? scope : eitherOf(scope, own)))
  };
}

function scopedVault(vault: IVault, guard: Guard): IVault {
  return {
    read: (name: string): Promise<string | null> => guard(() => vault.read(name)),
    write: (name: string, text: string): Promise<Written> => guard(() => vault.write(name, text)),
    remove: (name: string): Promise<void> => guard(() => vault.remove(name)),
    wipe: (scope: WipeScope): Promise<void> => guard(() => vault.wipe(scope))
  };
}

function scopedClock(clock: IClock, stop: IStop): IClock {
  return {
    now: (): number => clock.now(),
    wall: (): number => clock.wall(),
    random: (): number => clock.random(),
    after: (ms: number, then: Then): Cancel => {
      if (stop.stopped) {
        return (): void => undefined;
      }
      let cancel: Cancel = (): void => undefined;
      const off = stop.onStop((): void => cancel());
      cancel = clock.after(ms, (): void => {
        off();
        then();
      });
      return (): void => {
        off();
        cancel();
      };
    }
  };
}

function eitherOf(one: IStop, other: IStop): IStop {
  return {
    get stopped(): boolean {
      return one.stopped || other.stopped;
    },
    onStop: (then: Then): Cancel => {
      const offs = [one.onStop(then), other.onStop(then)];
      return (): void => offs.forEach((off: Cancel): void => off());
    }
  };
}
