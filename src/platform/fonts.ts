export type Font = {
  readonly family: string;
  readonly url: string;
  readonly descriptors?: FontFaceDescriptors;
};

const PATIENCE_MS = 3000;

/** A font that hangs is given up: the system's own letters are better than a black screen. */
function withPatience(loading: Promise<unknown>, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    loading.then(done, done);
  });
}

function loadFont(font: Font, store: FontFace[], patienceMs: number): Promise<void> {
  try {
    const face = new FontFace(font.family, `url(${font.url})`, font.descriptors || {});
    store.push(face);
    document.fonts.add(face);
    return withPatience(face.load(), patienceMs);
  } catch (_unusable) {
    return Promise.resolve();
  }
}

/**
 * Loads all fonts at once and always resolves. Lightning's own loader takes them in turn and, when one fails,
 * never shows the app at all.
 */
export function loadFonts(
  fonts: readonly Font[],
  store: FontFace[],
  patienceMs = PATIENCE_MS
): Promise<void> {
  const canLoad = typeof FontFace === 'function' && 'fonts' in document;
  const all = canLoad ? fonts.map((font) => loadFont(font, store, patienceMs)) : [];
  return Promise.all(all).then(() => undefined);
}
