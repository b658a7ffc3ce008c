/** Bytes after gzip -9, by the path below build/. A name that ends in / is a folder with all it holds. */
export type Sizes = { readonly [path: string]: number };

const GROWTH = 1.02;
const SLACK = 0.9;

const agreeing = (path: string): string =>
  `npm run ${path.startsWith('couchkey-core/') ? 'size:core' : 'size'} -- --write`;

function faultOf(path: string, allowed: number | undefined, actual: number | undefined): string | null {
  if (allowed === undefined) {
    return `${path} has no number in size-budget.json. Give it one in the same change: ${agreeing(path)}.`;
  }
  if (actual === undefined) {
    return `${path} has a number in size-budget.json but was not built: run npm run build, or take the number out.`;
  }
  if (actual > allowed * GROWTH) {
    return `${path} grew to ${actual} bytes gzip, more than 2 % over ${allowed}. Take something out, or raise the number in the same change: ${agreeing(path)}.`;
  }
  if (actual < allowed * SLACK) {
    return `${path} is ${actual} bytes gzip, more than 10 % under ${allowed}: the number is stale. Lower it: ${agreeing(path)}.`;
  }
  return null;
}

/** Where what was built and what was agreed are apart. */
export function sizeFaults(budget: Sizes, actual: Sizes): string[] {
  const paths = [...new Set([...Object.keys(budget), ...Object.keys(actual)])];
  return paths.map((path) => faultOf(path, budget[path], actual[path])).filter((fault) => fault !== null);
}
