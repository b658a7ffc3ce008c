declare global {
  interface Window {
    /** Set by the inline script of the page, which says so when nothing has started after a while. */
    couchkeyBoot?: {
      readonly started: () => void;
      /** Codes of the keys that are down meanwhile. */
      readonly held: { [keyCode: number]: boolean };
    };
    /** The page runs one app, also where a set loads its script twice: each press would count twice. */
    couchkeyRuns?: boolean;
  }
}

/** Tells the page that the app has drawn: the start picture goes, the guard stands down. */
export function reportStarted(): void {
  if (window.couchkeyBoot !== undefined) {
    window.couchkeyBoot.started();
  }
}

/** The keys that are down since before the app could hear them. */
export function keysHeld(): { [keyCode: number]: boolean } {
  return window.couchkeyBoot === undefined ? {} : window.couchkeyBoot.held;
}

/** Whether this is the first app on the page, and from now on no other is. */
export function claimPage(): boolean {
  const isFirst = window.couchkeyRuns !== true;
  window.couchkeyRuns = true;
  return isFirst;
}

/** Puts the stage's canvas on the page: Lightning makes one, and leaves that to whoever starts it. */
export function showCanvas(canvas: HTMLCanvasElement): void {
  document.body.appendChild(canvas);
}

/** Hyphens, quotes and voices follow the language of the page. */
export function setLanguage(code: string, rtl: boolean): void {
  const root = document.documentElement;
  if (root.lang !== code) {
    root.lang = code;
    root.dir = rtl ? 'rtl' : 'ltr';
  }
}
