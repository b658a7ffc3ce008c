import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  FAILURE_CODES,
  recoveryFor,
  shortCodeFor,
  type FailureCode,
  type Recovery
} from '../src/core/model/failure';
import { FAILURES_EN } from '../src/ui/texts/failures-en';

export const PAGE = join(__dirname, '..', 'docs', 'troubleshooting.md');

const WHAT_WE_DO: Readonly<Record<Recovery, string>> = {
  retry: 'tries again by itself, a little slower each time; you stay signed in',
  refresh: 'renews the sign-in by itself',
  signOut: 'empties the kept sign-in and shows a new code; this is the only kind of trouble that does',
  refetch: 'asks plex.tv once for a fresh key of that server; you stay signed in',
  askViewer: 'waits for you; nothing is deleted'
};

const HEAD = `# Troubleshooting

<!-- Made by \`npm run docs\` from src/core/model/failure.ts and src/ui/texts/failures-en.ts. Change those, not this. -->

The screen shows a short code in its corner. Look it up here.

| code | name | the screen says |
| --- | --- | --- |
`;

function row(code: FailureCode): string {
  return `| ${shortCodeFor({ code })} | [${code}](#${code.toLowerCase()}) | ${FAILURES_EN[code].says} |`;
}

function section(code: FailureCode): string {
  const { says, help } = FAILURES_EN[code];
  return [
    `## ${code}`,
    '',
    `**${shortCodeFor({ code })}.** ${says}`,
    '',
    `What you can do: ${help}`,
    '',
    `What Couchkey does: ${WHAT_WE_DO[recoveryFor({ code })]}.`,
    ''
  ].join('\n');
}

/** The whole page, from the failure table and its English words. */
export function troubleshootingPage(): string {
  return HEAD + FAILURE_CODES.map(row).join('\n') + '\n\n' + FAILURE_CODES.map(section).join('\n');
}

/** What the repository holds today. */
export function committedPage(): string {
  return readFileSync(PAGE, 'utf8');
}
