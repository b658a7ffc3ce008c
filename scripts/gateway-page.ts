import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_SETTINGS } from '../src/gateway/house/gateway-settings';
import { ROUTES } from '../src/gateway/http/routes';
import { PROBLEMS } from '../src/gateway/http/problem';
import { LIFETIMES } from '../src/gateway/stores/lifetimes';

export const GATEWAY_PAGE = join(__dirname, '..', 'docs', 'gateway.md');

type Cells = readonly string[];

const DAY = 86_400_000;
const UNITS: readonly (readonly [string, number])[] = [
  ['days', DAY],
  ['hours', 3_600_000],
  ['minutes', 60_000]
];

function table(head: Cells, rows: readonly Cells[]): string {
  const line = (cells: Cells): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function shown(fallback: unknown): string {
  const text = Array.isArray(fallback) ? fallback.join(',') : String(fallback);
  return text === '' ? 'none' : `\`${text}\``;
}

function settings(): string {
  const rows = Object.entries(ALL_SETTINGS).map(([name, { fallback, about }]) => [
    `\`${name}\``,
    about,
    shown(fallback)
  ]);
  return table(['setting', 'meaning', 'default'], rows);
}

function routes(): string {
  const rows = ROUTES.map(({ method, path, who, apps, summary, free }) => [
    `\`${method} ${path}\``,
    who,
    apps === true ? 'yes' : 'no',
    method === 'GET' ? 'no' : who === 'anyone' ? 'with a cookie' : 'yes',
    free === true ? 'free' : 'counted',
    summary
  ]);
  return table(['route', 'for', 'apps', 'CSRF token', 'limit', 'what it does'], rows);
}

function life(ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms >= each && ms % each === 0) ?? ['seconds', 1000];
  return `${ms / size} ${unit}`;
}

function lifetimes(): string {
  const rows = [
    ['session of a screen that is signed in, sliding', life(LIFETIMES.sessionMs), 'HttpOnly cookie'],
    ['session of a screen that shows a code', life(LIFETIMES.strangerMs), 'HttpOnly cookie'],
    [
      'remembered screen, a new cookie at each use',
      life(LIFETIMES.deviceMs),
      'HttpOnly cookie; body of a packaged app'
    ],
    ['access token', '1 hours', 'Authorization header of a script or a packaged app'],
    ['refresh token of a script, a new one at each use', life(LIFETIMES.refreshMs), 'body'],
    ['granted code that nobody collects', life(LIFETIMES.grantMs), 'nowhere'],
    ['audit log', life(LIFETIMES.auditMs), 'admin only'],
    ['lock after wrong set-up codes', life(LIFETIMES.setupLockMs), '']
  ];
  return table(
    ['what', 'lives', 'travels in'],
    rows.map((row) => row.map((cell) => cell.replace('1 hours', '1 hour')))
  );
}

function problems(): string {
  const rows = Object.entries(PROBLEMS).map(([code, [status, words]]) => [
    `\`${code}\``,
    String(status),
    words
  ]);
  return table(['code', 'status', 'meaning'], rows);
}

const PARTS: { readonly [name: string]: () => string } = { settings, routes, lifetimes, problems };

/** The page with its tables as the code has them now; the words between them are written by hand. */
export function gatewayPage(page: string = readFileSync(GATEWAY_PAGE, 'utf8')): string {
  return page.replace(
    /(<!-- made: (\w+) -->\n)[\s\S]*?(\n<!-- end -->)/g,
    (_all, begin: string, name: string, end: string) => `${begin}${PARTS[name]?.() ?? ''}${end}`
  );
}
