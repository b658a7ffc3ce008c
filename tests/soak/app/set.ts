import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { remote, type Hands } from '../../journey/hands';
import { openBrowser } from '../../support/chromium';
import { PACKAGED, unpacked } from '../../support/unpacked';
import { hasCome } from '../../support/until';
import { startSimulator, type Simulator } from '../../simulator/start';
import type { Hasty } from './hasty-clock';

/** A slow set: a sixth of this machine. */
const THROTTLE = 6;
const LOOK_EVERY_MS = 40;
/** As fast as fingers need it, so that a page does not go on by itself between two presses. */
const BY_HAND = 10;
/** tsx wraps each function in a call of this, also those that are sent to a page. */
const NAMES = 'globalThis.__name = (named) => named';

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A television in a packaged profile, whose day is short, and the services that it speaks to, in the same time. */
export class HastySet {
  private readonly _began = Date.now();
  /** How far the services' clock has been put forward. */
  private _jumped = 0;

  private constructor(
    public readonly simulator: Simulator,
    public readonly page: Page,
    public readonly cdp: CDPSession,
    public readonly hands: Hands,
    private readonly _browser: Browser,
    private readonly _folder: string,
    private readonly _speed: number
  ) {}

  /** Switches it on. */
  public static async open(speed: number, seed: number): Promise<HastySet> {
    const simulator = await startSimulator({ seed });
    const folder = mkdtempSync(join(tmpdir(), 'couchkey-soak-'));
    const app = await unpacked(folder, simulator.urls.plex, './tests/soak/app/app-page.ts');
    const browser = await openBrowser({ flags: PACKAGED, width: 1280, height: 720 });
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(NAMES);
    const cdp = await page.createCDPSession();
    await cdp.send('Performance.enable');
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
    await page.goto(app);
    await page.waitForFunction('window.hasty !== undefined && window.benchStage !== undefined');
    const set = new HastySet(simulator, page, cdp, remote(page), browser, folder, speed);
    await set._hasty('hurry', speed);
    return set;
  }

  /** Lets so much of its time pass; the services' clock goes along. */
  public async pass(ms: number): Promise<void> {
    const end = (await this.now()) + ms;
    while ((await this.now()) < end) {
      await rest(LOOK_EVERY_MS);
    }
  }

  /** Waits, in its time, until it is so. */
  public async until<T>(look: () => T | Promise<T>, patienceMs: number): Promise<NonNullable<T>> {
    const end = (await this.now()) + patienceMs;
    for (;;) {
      const seen = await look();
      if (hasCome(seen)) return seen;
      if ((await this.now()) > end)
        throw new Error(`not within ${patienceMs / 1000} s, on ${await this.name()}`);
      await rest(LOOK_EVERY_MS);
    }
  }

  /** The page that is up. */
  public async name(): Promise<string> {
    return (await this.hands.seen()).page;
  }

  /** Somebody does something with the remote, and a day is no shorter meanwhile than it must be. */
  public async byHand<T>(act: () => Promise<T>): Promise<T> {
    await this._hasty('hurry', BY_HAND);
    const value = await act();
    await this._hasty('hurry', this._speed);
    return value;
  }

  /** Put out of sight, or back. */
  public hide(isHidden: boolean): Promise<void> {
    return this._hasty('hide', isHidden);
  }

  /** Its own time in ms since it was switched on. */
  public async now(): Promise<number> {
    const now = (await this.page.evaluate('window.hasty.now()')) as number;
    const ahead = now - (Date.now() - this._began);
    this.simulator.clock.jump(ahead - this._jumped);
    this._jumped = ahead;
    return now;
  }

  /** Switches it off. */
  public async close(): Promise<void> {
    await this._browser.close();
    await this.simulator.stop();
    rmSync(this._folder, { recursive: true, force: true });
  }

  private async _hasty(what: keyof Hasty, value: unknown): Promise<void> {
    await this.page.evaluate(`window.hasty.${what}(${JSON.stringify(value)})`);
  }
}
