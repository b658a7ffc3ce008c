import { asFailure, recoveryFor } from '../../core/model/failure';
import type { Failure } from '../../core/model/failure';
import type { Cancel } from '../../core/ports';
import type { Limit, PinClaim } from '../stores/rows';
import { isStoreFailure } from '../stores/store-failure';
import type { World } from '../world';
import { look, mint, settle, wordsOf } from './code-work';
import { deskOf } from './desk';
import type { Desk } from './desk';
import { mostWaiting, NO_SHARES, pollEveryMs, shareOf } from './pace';

/** Something that works on until it is stopped; `stop` resolves when what it had begun is done. */
export interface IService {
  start(): void;
  stop(): Promise<void>;
}

const IDLE_MS = 1000;
const ROUND_MS = 250;
const BRISK_MS = 20;
const TROUBLE_MS = 1000;
/** Longer than any request may take, so that a holder which lives is not doubled. */
const LEASE_MS = 30_000;
const MOST_IN_FLIGHT = 64;
/** A screen asks again every 25 seconds at most; who has not for so long has been switched off. */
const ABANDONED_MS = 60_000;
const LATER_MS = 15_000;

type Counts = { readonly queued: number; readonly waiting: number };

/**
 * Waits for all codes of all screens (ruling 37): one loop with one timer, whose memory is the store. Whatever dies in
 * between is taken up by the next round or the next gateway when its lease is over.
 */
export function createBroker(world: World): IService {
  return new Broker(world, deskOf(world));
}

class Broker implements IService {
  private readonly _budget: Limit;
  private readonly _underWay = new Set<Promise<void>>();
  private _shares = NO_SHARES;
  private _timer: Cancel | null = null;
  private _round: Promise<void> | null = null;
  private _isPoked = false;
  private _isOn = false;

  constructor(
    private readonly _world: World,
    private readonly _desk: Desk
  ) {
    this._budget = { key: 'upstream', limit: this._rate, windowMs: 1000 };
  }

  /** Takes up whatever waits in the store. */
  public start(): void {
    this._isOn = true;
    this._desk.onPoke(() => this._poke());
    this._poke();
  }

  /** Begins nothing more; what is asked upstream is heard to its end. */
  public async stop(): Promise<void> {
    this._isOn = false;
    this._desk.onPoke(null);
    this._timer?.();
    await this._round;
    await Promise.all(this._underWay);
  }

  private get _rate(): number {
    return this._world.settings.COUCHKEY_UPSTREAM_RATE;
  }

  private _poke(): void {
    this._isPoked = true;
    if (this._round === null) {
      this._wakeIn(BRISK_MS);
    }
  }

  private _wakeIn(ms: number): void {
    this._timer?.();
    this._timer = this._world.clock.after(ms, () => {
      this._timer = null;
      this._isPoked = false;
      this._round = this._turn().then((next) => {
        this._round = null;
        if (this._isOn) {
          this._wakeIn(this._isPoked ? Math.min(next, BRISK_MS) : next);
        }
      });
    });
  }

  private async _turn(): Promise<number> {
    try {
      return await this._goRound();
    } catch (thrown) {
      this._note('codesWait', thrown);
      return TROUBLE_MS;
    }
  }

  private async _goRound(): Promise<number> {
    const { pins, limits } = this._world.house.stores;
    const counts = await pins.counts();
    if (counts.queued + counts.waiting === 0) {
      return IDLE_MS;
    }
    const { tightest } = await limits.peek([this._budget]);
    const room = Math.min(tightest.remaining, MOST_IN_FLIGHT - this._underWay.size);
    if (room <= 0) {
      return tightest.remaining === 0 ? Math.max(BRISK_MS, tightest.resetMs) : ROUND_MS;
    }
    const { mints, shares } = shareOf(this._shares, room);
    this._shares = shares;
    const minted = await this._mintSome(mints, counts);
    const polled = await this._pollSome(room - minted, counts);
    const more = await this._mintSome(room - minted - polled, counts);
    return minted + polled + more >= room ? BRISK_MS : ROUND_MS;
  }

  /** Asked also when nobody queues: a code whose minting was begun and given back counts as waiting. */
  private async _mintSome(most: number, counts: Counts): Promise<number> {
    const { upstream, house } = this._world;
    const isResting = upstream.providers.every((each) => this._desk.brakes.restMs(each) > 0);
    if (most <= 0 || isResting) {
      return 0;
    }
    const claims = await house.stores.pins.claimQueued(most, LEASE_MS, mostWaiting(this._rate));
    return this._begin(claims, (claim) => this._mint(claim, counts), counts);
  }

  private async _pollSome(most: number, counts: Counts): Promise<number> {
    const claims = most <= 0 ? [] : await this._world.house.stores.pins.claimDue(most, LEASE_MS);
    return this._begin(claims, (claim) => this._look(claim, counts), counts);
  }

  /** How many requests went out. What may not be asked now is given back. */
  private async _begin(
    claims: readonly PinClaim[],
    work: (claim: PinClaim) => Promise<void>,
    counts: Counts
  ): Promise<number> {
    let begun = 0;
    for (const claim of claims) {
      const waitMs = await this._waitFor(claim, counts);
      if (waitMs === null) {
        begun += 1;
        this._desk.brakes.ask(claim.pin.provider);
        this._follow(work(claim), claim);
      } else if (waitMs > 0) {
        await this._giveBack(claim, waitMs);
      }
    }
    return begun;
  }

  /** Null: ask now, it is counted. Otherwise how long to leave it alone; 0 when it has been put away. */
  private async _waitFor({ pin }: PinClaim, counts: Counts): Promise<number | null> {
    const { clock, house } = this._world;
    if (clock.wall() - pin.lookedAt > ABANDONED_MS) {
      return this._leave(pin, counts);
    }
    const restMs = this._desk.brakes.restMs(pin.provider);
    if (restMs > 0) {
      return restMs + clock.random() * ROUND_MS;
    }
    const { allowed, tightest } = await house.stores.limits.hit([this._budget]);
    return allowed ? null : Math.max(BRISK_MS, tightest.resetMs);
  }

  /** Nobody has asked for a while. While others queue, the place is theirs; otherwise the screen may come back. */
  private async _leave({ id, sessionId, state }: PinClaim['pin'], counts: Counts): Promise<number> {
    if (state === 'queued' || counts.queued > 0) {
      await this._world.house.stores.pins.cancel(id, sessionId);
      return 0;
    }
    return LATER_MS;
  }

  private async _giveBack(claim: PinClaim, ms: number): Promise<void> {
    const { clock, house } = this._world;
    await house.stores.pins.postpone(claim, Math.round(clock.wall() + ms));
  }

  private _follow(work: Promise<void>, claim: PinClaim): void {
    const done = work
      .catch((thrown: unknown) => this._suffer(claim, thrown))
      .then(() => void this._underWay.delete(done));
    this._underWay.add(done);
  }

  private async _mint(claim: PinClaim, counts: Counts): Promise<void> {
    const isWanted = await mint(this._world, claim, pollEveryMs(counts.waiting + 1, this._rate));
    this._desk.brakes.ease(claim.pin.provider);
    if (isWanted) {
      this._desk.ring(claim.pin.id);
    }
  }

  private async _look(claim: PinClaim, counts: Counts): Promise<void> {
    const { meters } = this._world;
    const { id, provider } = claim.pin;
    const result = await look(this._world, claim);
    this._desk.brakes.ease(provider);
    if (result === null) {
      await this._giveBack(claim, pollEveryMs(counts.waiting, this._rate));
    } else if (await settle(this._world, claim, result)) {
      meters.signIn(provider, result.kind);
      this._desk.ring(id);
    }
  }

  /** Trouble upstream slows all codes of that service down; trouble with one code leaves that one alone for a while. */
  private async _suffer(claim: PinClaim, thrown: unknown): Promise<void> {
    const { brakes, poke } = this._desk;
    const { provider, state, id } = claim.pin;
    this._note('codeFailed', thrown);
    if (isStoreFailure(thrown)) {
      return;
    }
    const failure = asFailure(thrown);
    const isGeneral = state === 'queued' || isOutage(failure);
    if (isGeneral) {
      brakes.pull(provider, failure);
      this._desk.ring(id);
    }
    const restMs = isGeneral ? brakes.restMs(provider) + this._world.clock.random() * ROUND_MS : LATER_MS;
    await this._giveBack(claim, restMs).catch((trouble: unknown) => this._note('codeNotGivenBack', trouble));
    poke();
  }

  private _note(event: string, thrown: unknown): void {
    const { log, meters } = this._world;
    if (isStoreFailure(thrown)) {
      meters.storeError(thrown.code);
    }
    log.warn(event, wordsOf(thrown));
  }
}

function isOutage(failure: Failure): boolean {
  return recoveryFor(failure) === 'retry' && failure.code !== 'forbidden' && failure.code !== 'bug';
}
