import type { DeviceState } from '../../src/core/model/session-state';
import type { Cancel, IDevice } from '../../src/core/ports';

/** A set that can be hidden, unplugged and told to exit, and counts who listens. */
export class FakeDevice implements IDevice {
  public exits = 0;
  public listeners: (() => void)[] = [];
  private _state: DeviceState = { visible: true, online: true, memoryLow: false };

  public current(): DeviceState {
    return this._state;
  }

  public onChange(then: () => void): Cancel {
    this.listeners.push(then);
    return () => {
      this.listeners = this.listeners.filter((each) => each !== then);
    };
  }

  public exit(): void {
    this.exits++;
  }

  public set(change: Partial<DeviceState>): void {
    this._state = { ...this._state, ...change };
    this.listeners.slice().forEach((listener) => listener());
  }
}
