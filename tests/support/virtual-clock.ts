import { seeded } from './seeded';
import type { Cancel, IClock } from '../../src/core/ports';

type Timer = { readonly at: number; readonly order: number; readonly then: () => void };

/** Lets every promise that can settle without a timer settle. */
export function drain(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Time that passes when a test says so. Timers fire in order of their moment, then of their making. */
export class VirtualClock implements IClock {
  public fired = 0;
  private _now: number;
  private _wall: number;
  private _order = 0;
  private _timers: Timer[] = [];
  private readonly _random: () => number;

  constructor(options: { seed?: number; now?: number; wall?: number } = {}) {
    this._now = options.now ?? 0;
    this._wall = options.wall ?? Date.UTC(2019, 11, 31);
    this._random = seeded(options.seed ?? 1);
  }

  /** Timers still waiting. */
  public get pending(): number {
    return this._timers.length;
  }

  public now(): number {
    return this._now;
  }

  public wall(): number {
    return this._wall + this._now;
  }

  public random(): number {
    return this._random();
  }

  public after(ms: number, then: () => void): Cancel {
    const timer = { at: this._now + Math.max(0, ms), order: ++this._order, then };
    this._timers.push(timer);
    return () => {
      this._timers = this._timers.filter((each) => each !== timer);
    };
  }

  /** What a set's owner, or its missing time server, does to the wall clock. The monotonic one goes on. */
  public setWall(wall: number): void {
    this._wall = wall - this._now;
  }

  /** Time in which nothing runs, as in a set that sleeps: what falls due meanwhile fires late. */
  public leap(ms: number): void {
    this._now += ms;
  }

  /** Lets `ms` pass, firing what falls due, and settles all promises between two timers. */
  public async advance(ms: number): Promise<void> {
    const end = this._now + ms;
    await drain();
    for (let next = this._due(end); next !== null; next = this._due(end)) {
      this._fire(next);
      await drain();
    }
    this._now = end;
  }

  /** Fires timer after timer until `isDone`, or until none is left or `limitMs` have passed. */
  public async run(isDone: () => boolean = () => false, limitMs = Infinity): Promise<void> {
    const end = this._now + limitMs;
    await drain();
    for (let next = this._due(end); next !== null && !isDone(); next = this._due(end)) {
      this._fire(next);
      await drain();
    }
  }

  private _due(end: number): Timer | null {
    const due = this._timers.filter((each) => each.at <= end);
    return due.reduce<Timer | null>(
      (first, each) => (first === null || isBefore(each, first) ? each : first),
      null
    );
  }

  private _fire(timer: Timer): void {
    this._timers = this._timers.filter((each) => each !== timer);
    this._now = Math.max(this._now, timer.at);
    this.fired++;
    timer.then();
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
