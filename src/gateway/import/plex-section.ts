/** The settings of a section, all as texts. */
export type Section = { readonly [name: string]: string };

function isObject(read: unknown): read is { readonly [name: string]: unknown } {
  return typeof read === 'object' && read !== null && !Array.isArray(read);
}

function textsOf(read: { readonly [name: string]: unknown }): Section {
  const plain = Object.entries(read).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value)
  );
  return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]));
}

function fromJson(text: string): Section | null {
  try {
    const read: unknown = JSON.parse(text);
    const inner = isObject(read) && isObject(read['settings']) ? read['settings'] : read;
    const plex = isObject(inner) && isObject(inner['plex']) ? inner['plex'] : inner;
    return isObject(plex) ? textsOf(plex) : null;
  } catch {
    return null;
  }
}

function unquoted(text: string): string {
  const quoted = /^(['"])(.*)\1$/.exec(text.trim());
  return quoted?.[2] ?? text.trim().replace(/\s+#.*$/, '');
}

/** The lines of `plex:` in YAML or `[plex]` in an ini file: flat in both, so a whole reader of either is not needed. */
function sectionLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const from = lines.findIndex((line) => /^(plex:|\[plex\])\s*$/.test(line));
  const rest = from < 0 ? [] : lines.slice(from + 1);
  const isYaml = lines[from]?.startsWith('plex') === true;
  const end = rest.findIndex((line) => (isYaml ? /^\S/ : /^\[/).test(line));
  return end < 0 ? rest : rest.slice(0, end);
}

function fromLines(text: string): Section | null {
  const pairs = sectionLines(text).flatMap((line) => {
    const [, name, value] = /^\s*([\w-]+)\s*[:=]\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, unquoted(value)] as const];
  });
  return pairs.length === 0 ? null : Object.fromEntries(pairs);
}

/** The Plex settings in a stored configuration: JSON, YAML or ini; null when there are none. */
export function plexSectionIn(text: string): Section | null {
  return /^\s*\{/.test(text) ? fromJson(text) : fromLines(text);
}
