import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser } from '../support/chromium';
import { startOf } from '../support/first-picture';
import { freePort } from '../support/free-port';
import { towards } from '../support/gateway-provider-world';
import { testGateway, type TestGateway } from '../support/gateway-world';
import { until } from '../support/until';
import { startSimulator, type Simulator } from '../simulator/start';
import { remote, type Hands } from './hands';
import { noteTokens, recordAll, type Received } from './received';

type Plan = {
  /** Where the screen's page is; asked once services and gateway are there. */
  readonly page: (at: Evening) => string | Promise<string>;
  readonly environment?: { readonly [name: string]: string };
  readonly flags?: readonly string[];
};

/** Services, a gateway of the house, and one screen with its remote in somebody's hand. */
export class Evening {
  public readonly folder = mkdtempSync(join(tmpdir(), 'couchkey-evening-'));
  public readonly minted = new Set<string>();
  public gateway!: TestGateway;
  public tab!: Page;
  public hands!: Hands;
  public received!: Received;
  private readonly _pieces: string[] = [];
  private _browser!: Browser;
  private _page = '';

  private constructor(
    public readonly sim: Simulator,
    private readonly _plan: Plan,
    private readonly _environment: { readonly [name: string]: string }
  ) {}

  public static async begin(plan: Plan): Promise<Evening> {
    const sim = await startSimulator();
    const port = { COUCHKEY_PORT: String(await freePort()) };
    const at = new Evening(sim, plan, { ...towards(sim), COUCHKEY_TMDB_API_KEY: '', ...port });
    await at.startGateway();
    at._page = await plan.page(at);
    await at.switchOn();
    return at;
  }

  /** The same one again when it was there before: its port and its data stay. */
  public async startGateway(): Promise<void> {
    const data = { COUCHKEY_DATA: join(this.folder, 'data') };
    this.gateway = await testGateway({ ...this._environment, ...data, ...this._plan.environment });
  }

  public async switchOn(): Promise<void> {
    const flags = [`--user-data-dir=${join(this.folder, 'user')}`, ...(this._plan.flags ?? [])];
    this._browser = await openBrowser({ flags });
    this.tab = await this._browser.newPage();
    this.received = await recordAll(this.tab, this._pieces);
    expect(await startOf(this.tab, this._page)).toMatchObject({ kind: 'started' });
    this.hands = remote(this.tab);
  }

  public pullPlug(): void {
    this._browser.process()?.kill('SIGKILL');
  }

  /** The newest code at plex.tv, which is the one on the screen. */
  public codeShown(but = ''): Promise<string> {
    return until(() => {
      const newest = this.sim.plex.pins().slice(-1)[0]?.code ?? but;
      return newest === but ? null : newest;
    });
  }

  public async approve(person: string, but?: string): Promise<void> {
    expect(this.sim.phone.twoFactor(await this.codeShown(but), person)).toMatchObject({ ok: true });
  }

  /** Ada's profile is guarded. */
  public async enterAda(): Promise<void> {
    await this.hands.press(/^Ada/);
    await this.hands.untilPage('pinPad');
    await this.hands.type('1234');
  }

  public async untilServers(): Promise<void> {
    const { page } = await this.hands.untilPage('home', 'servers');
    if (page === 'home') await this.hands.press(/^switchServer$/);
    await this.hands.untilPage('servers');
  }

  public async signOut(): Promise<void> {
    await this.hands.press(/^signOut$/);
    await this.hands.untilPage('confirmSignOut');
    await this.hands.press(/^signOut$/);
    await this.hands.untilPage('chooseService', 'link');
  }

  /** Of the tokens that there were this evening, those that this browser was ever given. */
  public async leaked(): Promise<readonly string[]> {
    await this.received.keepOf(this.tab);
    this.noteTokens();
    const all = this.received.all();
    return [...this.minted].filter((token) => all.includes(token));
  }

  /** Tokens end and new ones are minted all evening. */
  public noteTokens(): void {
    noteTokens(this.sim, this.minted);
  }

  public async end(): Promise<void> {
    await this._browser.close();
    await this.gateway.stop();
    await this.sim.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
