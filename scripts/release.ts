/**
 * Makes a release: version, changelog, packages with their checksums, commit and tag. Says what it would do and does nothing,
 * unless told `--do`. Pushes nothing.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, refuse } from './options';
import { ROOT, run, type Finished } from './processes';
import { changelogWith, changesOf, nextVersion, stepFor, type Commit, type Step } from './release/changes';

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
  do: { kind: 'flag', about: 'do it; otherwise only say it' },
  bare: { kind: 'flag', about: 'without packages' }
});

type Plan = { readonly version: string; readonly changes: string; readonly since: string };

const git = (...args: readonly string[]): Promise<Finished> => run('git', args, { quiet: true });

/** A step that fails ends the release, after what was written has been put back. */
async function must(program: string, ...args: readonly string[]): Promise<string> {
  const { status, output } = await run(program, args, { quiet: true });
  if (status !== 0) {
    await git('checkout', '--quiet', 'HEAD', '--', ...CHANGED);
    process.stderr.write(output);
    return refuse(`${program} ${args.join(' ')} failed; nothing is released`);
  }
  return output;
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

async function plan(): Promise<Plan> {
  const { output: dirt } = await git('status', '--porcelain');
  if (dirt !== '') {
    return refuse('the tree is not clean: commit or put away what is there first');
  }
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
  return { version: nextVersion(version, step), changes: changesOf(commits), since };
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

async function pack(): Promise<void> {
  rmSync(PACKAGES, { recursive: true, force: true });
  await must('npm', 'run', '--silent', 'package');
  await must('npm', 'run', '--silent', 'package:core');
  process.stdout.write(`\nbuild/packages/SHA256SUMS\n${writeChecksums()}`);
}

async function release({ version, changes }: Plan): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  await must('npm', 'version', version, '--no-git-tag-version');
  writeFileSync(CHANGELOG, changelogWith(readFileSync(CHANGELOG, 'utf8'), version, day, changes));
  if (!options.bare) {
    await pack();
  }
  await must('git', 'commit', '--quiet', '-m', `chore(release): ${version}`, '--', ...CHANGED);
  await must('git', 'tag', '-a', `v${version}`, '-m', `Couchkey ${version}`);
  process.stdout.write(`\nreleased ${version}, tagged v${version}; nothing was pushed\n`);
}

async function main(): Promise<void> {
  const found = await plan();
  process.stdout.write(`${found.version}, since ${found.since || 'the beginning'}\n\n${found.changes}`);
  if (options.do) {
    await release(found);
  } else {
    process.stdout.write('\nnothing was done: --do does it\n');
  }
}

void main();
