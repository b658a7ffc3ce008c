declare global {
  interface Window {
    /** Set by the inline script of the page, which says so when nothing has started after a while. */
    couchkeyBoot?: { readonly started: () => void };
  }
}

/** Tells the page that the app has drawn: the start picture goes, the guard stands down. */
export function reportStarted(): void {
  if (window.couchkeyBoot !== undefined) {
    window.couchkeyBoot.started();
  }
}

/** Puts the stage's canvas on the page: Lightning makes one, and leaves that to whoever starts it. */
export function showCanvas(canvas: HTMLCanvasElement): void {
  document.body.appendChild(canvas);
}
