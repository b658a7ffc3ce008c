/**
 * Makes a release: version, changelog, packages with their checksums, commit and tag. Says what it would do and does nothing,
 * unless told `--do`. Pushes nothing.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readOptions, refuse } from './options';
import { ROOT, run, type Finished } from './processes';
import {
  changelogFault,
  changelogWith,
  changesOf,
  nextVersion,
  stepFor,
  type Commit,
  type Step
} from './release/changes';

const PACKAGES = join(ROOT, 'build/packages');
const CHANGELOG = join(ROOT, 'CHANGELOG.md');
const CHANGED = ['package.json', 'package-lock.json', 'CHANGELOG.md'];
const STEPS = ['major', 'minor', 'patch'] as const;
const [FIELD, RECORD] = ['\u001f', '\u001e'];

const options = readOptions(process.argv.slice(2), {
  as: {
    kind: 'text',
    fallback: 'auto',
    oneOf: ['auto', ...STEPS],
    about: 'the step; auto: what the commits ask for'
  },
  author: { kind: 'text', fallback: '', about: "the author's .p12, as npm run package takes it" },
  distributor: { kind: 'text', fallback: '', about: "the distributor's .p12" },
  do: { kind: 'flag', about: 'do it; otherwise only say it' },
  bare: { kind: 'flag', about: 'without packages' }
});

type Plan = {
  readonly version: string;
  readonly changes: string;
  readonly since: string;
  readonly head: string;
};

const git = (...args: readonly string[]): Promise<Finished> => run('git', args, { quiet: true });

/** A step that fails ends the release, and all is as it was: the tree was clean. */
async function must(head: string, program: string, ...args: readonly string[]): Promise<void> {
  const { status, output } = await run(program, args, { quiet: true });
  if (status !== 0) {
    await git('reset', '--quiet', '--hard', head);
    process.stderr.write(output);
    refuse(`${program} ${args[0]} failed; nothing is released`);
  }
}

async function commitsSince(tag: string): Promise<readonly Commit[]> {
  const range = tag === '' ? ['HEAD'] : [`${tag}..HEAD`];
  const { output } = await git('log', '--no-merges', `--format=%s${FIELD}%b${RECORD}`, ...range);
  return output
    .split(RECORD)
    .map((record) => record.trim().split(FIELD))
    .filter(([subject]) => subject !== undefined && subject !== '')
    .map(([subject = '', body = '']) => ({ subject, body }));
}

async function cleanHead(): Promise<string> {
  const { status, output: dirt } = await git('status', '--porcelain');
  if (status !== 0) {
    return refuse('a release is made of commits, and there are none here: clone the repository');
  }
  if (dirt !== '') {
    return refuse('the tree is not clean: commit or put away what is there first');
  }
  return (await git('rev-parse', 'HEAD')).output.trim();
}

/** What would stop it half way is said before anything is written. */
async function refuseUnready(version: string): Promise<void> {
  if ((await git('rev-parse', '--verify', '--quiet', `refs/tags/v${version}`)).status === 0) {
    refuse(`there is a tag v${version} already: was it released from another branch?`);
  }
  const fault = changelogFault(readFileSync(CHANGELOG, 'utf8'), version);
  if (fault !== null) {
    refuse(fault);
  }
}

async function plan(): Promise<Plan> {
  const head = await cleanHead();
  const { status, output } = await git('describe', '--tags', '--abbrev=0', '--match', 'v*');
  const since = status === 0 ? output.trim() : '';
  const commits = await commitsSince(since);
  const step = options.as === 'auto' ? stepFor(commits) : (options.as as Step);
  if (step === null) {
    return refuse(
      `nothing since ${since || 'the beginning'} that a user would notice; --as patch releases it all the same`
    );
  }
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    return refuse(`the version in package.json is "${version}", not three numbers: which one follows it?`);
  }
  const next = nextVersion(version, step);
  await refuseUnready(next);
  return { version: next, changes: changesOf(commits), since, head };
}

function writeChecksums(): string {
  const names = readdirSync(PACKAGES).filter((name) => /\.(wgt|ipk|tgz)$/.test(name));
  const lines = names.sort().map((name) => {
    const hash = createHash('sha256')
      .update(readFileSync(join(PACKAGES, name)))
      .digest('hex');
    return `${hash}  ${name}\n`;
  });
  writeFileSync(join(PACKAGES, 'SHA256SUMS'), lines.join(''));
  return lines.join('');
}

function signers(): readonly string[] {
  const given = (['author', 'distributor'] as const).filter((role) => options[role] !== '');
  return given.flatMap((role) => [`--${role}`, resolve(options[role])]);
}

async function pack(head: string): Promise<void> {
  rmSync(PACKAGES, { recursive: true, force: true });
  await must(head, 'npm', 'run', '--silent', 'package', '--', ...signers());
  await must(head, 'npm', 'run', '--silent', 'package:core');
  process.stdout.write(`\nbuild/packages/SHA256SUMS\n${writeChecksums()}`);
  if (signers().length === 0) {
    process.stdout.write('\nthe .wgt is signed for trying things out: --author takes your certificate\n');
  }
}

/** The packages carry the time of their commit, so they are made of the release's own: whoever checks the tag out makes the same. */
async function release({ version, changes, head }: Plan): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  await must(head, 'npm', 'version', version, '--no-git-tag-version');
  writeFileSync(CHANGELOG, changelogWith(readFileSync(CHANGELOG, 'utf8'), version, day, changes));
  await must(head, 'git', 'commit', '--quiet', '-m', `chore(release): ${version}`, '--', ...CHANGED);
  if (!options.bare) {
    await pack(head);
  }
  await must(head, 'git', 'tag', '-a', `v${version}`, '-m', `Couchkey ${version}`);
  process.stdout.write(`\nreleased ${version}, tagged v${version}; nothing was pushed\n`);
}

async function main(): Promise<void> {
  const found = await plan();
  process.stdout.write(`${found.version}, since ${found.since || 'the beginning'}\n\n${found.changes}`);
  if (options.do) {
    // Ctrl+C ends the step that runs, and a step that fails puts everything back.
    process.on('SIGINT', () => undefined);
    await release(found);
  } else {
    process.stdout.write('\nnothing was done: --do does it\n');
  }
}

void main();
