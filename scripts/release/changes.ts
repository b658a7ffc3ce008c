/** One commit since the last release. */
export type Commit = { readonly subject: string; readonly body: string };
export type Step = 'major' | 'minor' | 'patch';

type Told = {
  readonly type: string;
  readonly scope: string;
  readonly what: string;
  readonly breaks: boolean;
};

const TITLES: { readonly [type: string]: string } = { feat: 'New', fix: 'Mended', perf: 'Faster' };

function told({ subject, body }: Commit): Told | null {
  const [, type, scope = '', bang, what] = /^(\w+)(?:\(([^)]*)\))?(!?): (.+)$/.exec(subject) ?? [];
  if (type === undefined || what === undefined) {
    return null;
  }
  return { type, scope, what, breaks: bang === '!' || /^BREAKING CHANGE:/m.test(body) };
}

const allTold = (commits: readonly Commit[]): Told[] =>
  commits.map(told).filter((each): each is Told => each !== null);

/** What kind of step the commits ask for; null where none of them changes anything for a user. */
export function stepFor(commits: readonly Commit[]): Step | null {
  const all = allTold(commits);
  if (all.some(({ breaks }) => breaks)) {
    return 'major';
  }
  if (all.some(({ type }) => type === 'feat')) {
    return 'minor';
  }
  return all.some(({ type }) => TITLES[type] !== undefined) ? 'patch' : null;
}

/** Below 1.0.0 nothing is promised yet, so that what breaks is a minor step. */
export function nextVersion(version: string, step: Step): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (step === 'patch') {
    return `${major}.${minor}.${patch + 1}`;
  }
  return step === 'minor' || major === 0 ? `${major}.${minor + 1}.0` : `${major + 1}.0.0`;
}

function group(type: string, all: readonly Told[]): string[] {
  const lines = all
    .filter((each) => each.type === type)
    .map(
      ({ scope, what, breaks }) =>
        `- ${breaks ? '**breaks** ' : ''}${scope === '' ? '' : `${scope}: `}${what}`
    );
  return lines.length === 0 ? [] : [`### ${TITLES[type]}`, '', ...lines, ''];
}

/** What users notice, by kind; the newest last. */
export function changesOf(commits: readonly Commit[]): string {
  const all = allTold(commits).reverse();
  return Object.keys(TITLES)
    .flatMap((type) => group(type, all))
    .join('\n');
}

const UNRELEASED = '## Unreleased\n';

/** Why a version cannot be entered; null when it can. */
export function changelogFault(changelog: string, version: string): string | null {
  if (!changelog.includes(UNRELEASED)) {
    return 'CHANGELOG.md has no "## Unreleased" for what comes next';
  }
  return changelog.includes(`\n## ${version} `) ? `CHANGELOG.md tells of ${version} already` : null;
}

/** What was written by hand under "Unreleased" goes ahead of what the commits say. */
export function changelogWith(changelog: string, version: string, day: string, changes: string): string {
  const at = changelog.indexOf(UNRELEASED);
  const rest = changelog.slice(at + UNRELEASED.length);
  const next = rest.search(/^## /m);
  const [byHand, older] = next < 0 ? [rest, ''] : [rest.slice(0, next), rest.slice(next)];
  const parts = [changelog.slice(0, at).trim(), UNRELEASED.trim(), `## ${version} - ${day}`, byHand.trim()];
  return `${[...parts, changes.trim(), older.trim()].filter((part) => part !== '').join('\n\n')}\n`;
}
