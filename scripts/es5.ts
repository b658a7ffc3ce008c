import { parse } from 'acorn';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why a script does not parse as ES5, or null. Chrome 38 shows nothing at all when one does not. */
export function es5Fault(text: string): string | null {
  try {
    parse(text, { ecmaVersion: 5, sourceType: 'script' });
    return null;
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

function scriptsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.html')
    ? [...text.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script]) => script ?? '')
    : [text];
}

/** Every script below a folder, also those inside pages, that is not ES5. */
export function es5Faults(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(js|html)$/.test(path)
  );
  return paths.flatMap((path) =>
    scriptsOf(join(folder, path))
      .map(es5Fault)
      .filter((fault) => fault !== null)
      .map((fault) => `${join(folder, path)} is not ES5, and a television of 2016 shows black: ${fault}`)
  );
}
