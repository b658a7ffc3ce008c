import type { KeyInput, Page } from 'puppeteer-core';
import { until } from '../support/until';
import type { Press, Seen } from './tv-asked';

/** Somebody with a remote, or with a pointer: both get at everything. */
export type Hands = {
  readonly seen: () => Promise<Seen>;
  readonly untilPage: (...names: readonly string[]) => Promise<Seen>;
  /** Presses what has that name, as soon as it is there. */
  readonly press: (what: RegExp) => Promise<void>;
  /** On the keys that the screen draws. */
  readonly type: (text: string) => Promise<void>;
};

const ARROWS = { up: 'ArrowUp', down: 'ArrowDown', left: 'ArrowLeft', right: 'ArrowRight' } as const;
/** A page that has just come takes no OK yet; a held key moves no faster than this. */
const CALM_MS = 450;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A remote: arrows and OK. */
export function remote(tab: Page): Hands {
  return handsWith(tab, async (press) => {
    for (let tries = 0; tries < 40; tries += 1) {
      const way = (await ask(tab, `wayTo(${JSON.stringify(press.id)})`)) as (keyof typeof ARROWS)[] | null;
      if (way === null) throw new Error(`arrows do not lead to ${press.id}`);
      if (way[0] === undefined) break;
      await tab.keyboard.press(ARROWS[way[0]] as KeyInput);
      await pause(60);
    }
    await tab.keyboard.press('Enter');
  });
}

/** A pointer, and nothing else. */
export function pointer(tab: Page): Hands {
  return handsWith(tab, ({ x, y }) => tab.mouse.click(x, y));
}

function handsWith(tab: Page, act: (press: Press) => Promise<void>): Hands {
  const seen = async (): Promise<Seen> => (await ask(tab, 'seen()')) as Seen;
  const find = async (what: RegExp): Promise<Press | undefined> =>
    (await seen()).presses.find(({ id, label }) => what.test(id) || what.test(label));
  const press: Hands['press'] = async (what) => {
    await until(() => find(what));
    await pause(CALM_MS);
    await act((await find(what)) as Press);
  };
  return {
    seen,
    press,
    type: async (text) => {
      for (const each of text) await press(new RegExp(`^key:${each.replace(/\W/, '\\$&')}$`));
    },
    untilPage: (...names) =>
      until(async () => {
        const now = await seen();
        return names.includes(now.page) ? now : null;
      })
  };
}

function ask(tab: Page, what: string): Promise<unknown> {
  return tab.evaluate(`window.tv.${what}`);
}
