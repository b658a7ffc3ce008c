import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../tests/bench/support/report';
import { ROOT } from '../processes';
import { section, type Measured } from './benchmarks-page';
import type { Circumstances } from './circumstances';
import { plot } from './plot';

const FIGURES = join(ROOT, 'docs/figures/soak.json');
export const SOAK_PAGE = join(ROOT, 'docs/soak.md');

/** What was last measured. */
export function soaked(): Measured {
  return JSON.parse(readFileSync(FIGURES, 'utf8')) as Measured;
}

/** The whole page, made of figures alone. */
export function soakPage(measured: Measured): string {
  return [
    '# Does it grow?',
    '',
    '<!-- Made by `npm run soak -- --keep` from docs/figures/soak.json. Nothing here is typed by hand. -->',
    '',
    'A television is switched on for weeks. What an app holds after a day must be what it held after a few hours.',
    '',
    ...section('soak', measured, 'pictures/')
  ].join('\n');
}

/** Writes figures, page and picture. */
export function keepSoak(about: Circumstances, report: Report): void {
  const measured = { circumstances: about, report };
  mkdirSync(join(ROOT, 'docs/figures'), { recursive: true });
  writeFileSync(FIGURES, `${JSON.stringify(measured, null, 1)}\n`);
  writeFileSync(SOAK_PAGE, soakPage(measured));
  writeFileSync(join(ROOT, 'docs/pictures/bench-soak.svg'), plot(report.panels));
}
