import { failureOf } from '../../src/core/model/failure';
import type { Failure } from '../../src/core/model/failure';
import type { IClock, IVault, WipeScope, Written } from '../../src/core/ports';

export type VaultCall = 'read' | 'write' | 'remove' | 'wipe';

/** Records on a disk that outlives the program. Calls queue; each takes a moment. */
export class FakeVault implements IVault {
  public disk: { [name: string]: string } = {};
  public durable = true;
  public takesMs = 5;
  public broken: (call: VaultCall, name: string) => boolean = () => false;
  public fault: Failure = failureOf('storage');
  public calls: VaultCall[] = [];
  private _tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly _clock: IClock) {}

  public read(name: string): Promise<string | null> {
    return this._queue('read', name, () => this.disk[name] ?? null);
  }

  public write(name: string, text: string): Promise<Written> {
    return this._queue('write', name, () => {
      this.disk[name] = text;
      return { durable: this.durable };
    });
  }

  public remove(name: string): Promise<void> {
    return this._queue('remove', name, () => {
      delete this.disk[name];
    });
  }

  public wipe(scope: WipeScope): Promise<void> {
    return this._queue('wipe', scope, () => {
      const settings = this.disk['settings'];
      this.disk = scope === 'all' || settings === undefined ? {} : { settings };
    });
  }

  private _queue<T>(call: VaultCall, name: string, act: () => T): Promise<T> {
    this.calls.push(call);
    const done = this._tail
      .then(() => this._pause())
      .then(() => {
        if (this.broken(call, name)) {
          throw this.fault;
        }
        return act();
      });
    this._tail = done.catch(() => undefined);
    return done;
  }

  private _pause(): Promise<void> {
    return new Promise((resolve) => {
      this._clock.after(this.takesMs, resolve);
    });
  }
}
