import { shortCodeFor } from '../../core/model/failure';
import { plainPage, type Wait } from '../plain-page';
import { hostOf } from '../services';
import { timeGone, timeLeft, type Span } from '../spans';
import { forgetful } from './connecting';
import { troubleChoices } from './trouble-choices';
import { mayAllow, troubleOf, type Trouble } from './trouble-facts';
import type { FailureCode } from '../../core/model/failure';
import type { SessionState } from '../../core/model/session-state';
import type { Paragraph } from '../column';
import type { Local, Page } from '../page';
import type { Sight } from '../sight';
import type { TextKey } from '../texts/texts';

const NEXT = { minutes: 'trouble.nextMinutes', seconds: 'trouble.next' } as const;
const ANSWERED = {
  now: 'trouble.answeredNow',
  minutes: 'trouble.answered',
  hours: 'trouble.answeredHours',
  days: 'trouble.answeredDays'
} as const;
const LOOKING = {
  now: 'trouble.lookingNow',
  minutes: 'trouble.looking',
  hours: 'trouble.lookingHours',
  days: 'trouble.lookingDays'
} as const;
const STANDS: Span = { text: '', changesInMs: Infinity };

/** What is wrong whoever it is about; its title says it already. */
const TITLES: { readonly [code in FailureCode]?: TextKey } = {
  offline: 'trouble.offline',
  noServer: 'trouble.noServer',
  serverNeedsGateway: 'trouble.gateway'
};

/** Their own words say that the viewer stays signed in. */
const SAYS_SO: { readonly [code in FailureCode]?: true } = { serverRefused: true, forbidden: true };

/** What failed, since when, how often it was tried, when it is tried next, and what the viewer can do. */
export function troublePage(state: SessionState, _local: Local, sight: Sight): Page {
  const trouble = troubleOf(state, sight.now);
  const since = sinceOf(trouble, sight);
  const next = nextOf(trouble, sight);
  const facts = factsOf(state, trouble, sight);
  const told: Paragraph = { text: sentences([since.text, keptOf(state, trouble, sight)]) };
  const title = titleOf(trouble, sight);
  const plain = {
    title,
    paragraphs: [told].concat(facts, forgetful(state, sight)),
    wait: waitOf(trouble, next, sight),
    choices: troubleChoices(state, trouble, sight)
  };
  const changesInMs = Math.min(since.changesInMs, next.changesInMs);
  return plainPage('trouble', state, sight, plain, {
    first: 'retry',
    spoken: sentences([title + '.'].concat(facts.map((each: Paragraph): string => each.text))),
    changesInMs: isFinite(changesInMs) ? changesInMs : null
  });
}

function sentences(all: readonly string[]): string {
  return all.filter((each: string): boolean => each !== '').join(' ');
}

function titleOf({ at, reason, server, service }: Trouble, { texts }: Sight): string {
  const key = TITLES[reason.code];
  if (key !== undefined) {
    return texts.say(key);
  }
  switch (at) {
    case 'restoring':
      return texts.say('trouble.restoring');
    case 'accepting':
      return texts.say('trouble.accepting', { service: hostOf(service) });
    case 'listing':
      return texts.say('trouble.service', { service: hostOf(service) });
    case 'server':
      return serverTitle(reason.code, server === null ? null : server.name, texts.say);
  }
}

function serverTitle(code: FailureCode, server: string | null, say: Sight['texts']['say']): string {
  if (server === null) {
    return say('trouble.anyServer');
  }
  const isRefusal = code === 'serverRefused' || code === 'serverNotOnAccount' || code === 'forbidden';
  return say(isRefusal ? 'trouble.refused' : 'trouble.server', { server });
}

/** When it answered last; where it never did, how long it has been looked for. */
function sinceOf({ answeredAt, since, reason }: Trouble, { texts, now }: Sight): Span {
  if (reason.code === 'serverNeedsGateway' || since === null) {
    return STANDS;
  }
  return answeredAt !== null
    ? timeGone(texts, now - answeredAt, ANSWERED)
    : timeGone(texts, now - since, LOOKING);
}

/** What the trouble has not touched. */
function keptOf({ auth }: SessionState, { at, reason }: Trouble, { texts }: Sight): string {
  switch (at) {
    case 'restoring':
      return texts.say('trouble.kept');
    case 'accepting':
      return texts.say('trouble.done');
    default:
      return auth.kind === 'signedIn' && !SAYS_SO[reason.code] ? texts.say('trouble.stillIn') : '';
  }
}

function factsOf(state: SessionState, trouble: Trouble, { texts }: Sight): readonly Paragraph[] {
  const { says, help } = texts.failure(trouble.reason.code);
  const isSaid = TITLES[trouble.reason.code] !== undefined;
  const server = trouble.server === null ? '' : trouble.server.name;
  const words: Paragraph = { text: sentences([isSaid ? '' : says, help]), lines: 4 };
  return mayAllow(state, trouble)
    ? [words, { text: texts.say('trouble.consent', { server }), ink: 'fair' }]
    : [words];
}

function nextOf({ nextMs }: Trouble, { texts }: Sight): Span {
  if (nextMs === null) {
    return { ...STANDS, text: texts.say('trouble.soon') };
  }
  return nextMs === 0 ? { ...STANDS, text: texts.say('trouble.now') } : timeLeft(texts, nextMs, NEXT);
}

function waitOf({ nextMs, restMs, tries, reason }: Trouble, next: Span, { texts }: Sight): Wait {
  const code = shortCodeFor(reason);
  const second =
    tries > 0 ? texts.count('trouble.times', tries, { code }) : texts.say('trouble.code', { code });
  const share = nextMs === null ? null : Math.min(1, nextMs / restMs);
  return { share, lines: [next.text, second] };
}
