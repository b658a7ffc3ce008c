/** A value of JSON, or XML read into the same form. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };

/** `types` are sorted; `always` says whether the field was there every time its parent was. */
export type FieldShape = { readonly types: readonly string[]; readonly always: boolean };

/** Path of a field (`connections[].port`; the reply itself is `$`) to what may stand there. Never a value. */
export type Shape = { readonly [path: string]: FieldShape };

export type TypeOf = (value: Plain) => string;

type Tally = { readonly types: Set<string>; seen: number };
type Tallies = Map<string, Tally>;
type Parents = Map<string, number>;

const ROOT = '$';

/** The JSON type; null is one of its own. */
export const jsonType: TypeOf = (value) => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

/** Everything in XML is text, so what the text looks like stands for its type. */
export const xmlType: TypeOf = (value) => {
  if (typeof value !== 'string') return jsonType(value);
  if (value === '') return 'empty';
  return /^\d+$/.test(value) ? 'digits' : 'text';
};

function parentOf(path: string): string {
  return path.endsWith('[]') ? path.slice(0, -2) : path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function count(counts: Parents, path: string): void {
  counts.set(path, (counts.get(path) ?? 0) + 1);
}

function collect(value: Plain, path: string, typeOf: TypeOf, found: Tallies, parents: Parents): void {
  const tally = found.get(path) ?? { types: new Set<string>(), seen: 0 };
  tally.types.add(typeOf(value));
  tally.seen += 1;
  found.set(path, tally);
  if (Array.isArray(value)) {
    if (value.length > 0) count(parents, path);
    value.forEach((item: Plain) => collect(item, `${path}[]`, typeOf, found, parents));
  } else if (typeof value === 'object' && value !== null) {
    count(parents, path);
    Object.entries(value).forEach(([name, inner]) =>
      collect(inner as Plain, `${path}.${name}`, typeOf, found, parents)
    );
  }
}

/** The shape that all these replies have together. */
export function shapeOf(replies: readonly Plain[], typeOf: TypeOf): Shape {
  const found: Tallies = new Map();
  const parents: Parents = new Map();
  replies.forEach((reply) => collect(reply, ROOT, typeOf, found, parents));
  const isAlways = (path: string, { seen }: Tally): boolean =>
    path === ROOT || path.endsWith('[]') || seen === parents.get(parentOf(path));
  const entries = [...found].map(([path, tally]): [string, FieldShape] => [
    path,
    { types: [...tally.types].sort(), always: isAlways(path, tally) }
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export type Difference =
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'extra'; readonly path: string }
  | { readonly kind: 'type'; readonly path: string; readonly recorded: string; readonly simulated: string };

function fieldDifference(path: string, was: FieldShape, is: FieldShape | undefined): readonly Difference[] {
  if (is === undefined) return was.always ? [{ kind: 'missing', path }] : [];
  const foreign = is.types.filter((type) => !was.types.includes(type));
  const missing: readonly Difference[] = was.always && !is.always ? [{ kind: 'missing', path }] : [];
  if (foreign.length === 0) return missing;
  return [...missing, { kind: 'type', path, recorded: was.types.join('|'), simulated: foreign.join('|') }];
}

/** Where a simulated shape departs from the recorded one. A child of what is missing is not told again. */
export function differences(recorded: Shape, simulated: Shape): readonly Difference[] {
  const isAsked = (path: string): boolean => path === ROOT || simulated[parentOf(path)] !== undefined;
  const departed = Object.entries(recorded)
    .filter(([path]) => isAsked(path))
    .flatMap(([path, was]) => fieldDifference(path, was, simulated[path]));
  const isNew = (path: string): boolean => recorded[path] === undefined;
  const extra = Object.keys(simulated)
    .filter((path) => isNew(path) && !isNew(parentOf(path)))
    .map((path): Difference => ({ kind: 'extra', path }));
  return [...departed, ...extra];
}
