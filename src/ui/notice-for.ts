import { shortCodeFor } from '../core/model/failure';
import { screenFor } from './screen-for';
import { FAILURES_EN } from './texts/failures-en';
import type { Failure } from '../core/model/failure';
import type { Intent } from '../core/model/message';
import type { AuthState, Code, Person, SessionState } from '../core/model/session-state';

export type Choice = { readonly label: string; readonly intent: Intent };

/** All that the plain screen draws. `hidesTyping`: digits are collected and shown as dots. */
export type Notice = {
  readonly title: string;
  readonly words: string;
  readonly code: string;
  readonly link: string;
  readonly corner: string;
  readonly hidesTyping: boolean;
  readonly choices: readonly Choice[];
};

type Part = Partial<Notice> & { readonly title: string };

const SIGN_OUT: Choice = { label: 'Sign out', intent: { type: 'signOut' } };
const RETRY: Choice = { label: 'Retry', intent: { type: 'retryNow' } };

/** What the plain screen says of a state, and what the viewer may do there. */
export function noticeFor(state: SessionState): Notice {
  const reason = reasonOf(state);
  return {
    words: reason === null ? forgetfulWords(state.auth) : wordsOf(reason),
    code: '',
    link: '',
    corner: reason === null ? '' : shortCodeFor(reason),
    hidesTyping: false,
    choices: [],
    ...(state.dialog.kind === 'exit' ? exitPart() : partFor(state))
  };
}

function partFor(state: SessionState): Part {
  switch (screenFor(state).screen) {
    case 'start':
      return { title: 'One moment' };
    case 'chooseService':
      return { title: 'Sign in with your phone', choices: servicesOf(state) };
    case 'link':
      return linkPart(state.auth);
    case 'profiles':
      return profilePart(state.auth);
    case 'connecting':
      return { title: 'Looking for your server', choices: [SIGN_OUT] };
    case 'trouble':
      return { title: greeting(state.auth), choices: [RETRY, SIGN_OUT] };
    case 'servers':
      return serversPart(state);
    case 'home':
    case 'kioskTarget':
      return { title: greeting(state.auth), choices: homeChoices(state.auth) };
  }
}

function exitPart(): Part {
  return {
    title: 'Leave Couchkey?',
    choices: [
      { label: 'Stay', intent: { type: 'closeDialog' } },
      { label: 'Leave', intent: { type: 'exit' } }
    ]
  };
}

/** What the vault refused may pass, and the sign-in in it is better than a new one. */
function servicesOf(state: SessionState): readonly Choice[] {
  const services = state.config.providers.map((provider): Choice => ({
    label: provider === 'plex' ? 'Plex' : 'TMDB',
    intent: { type: 'signIn', provider }
  }));
  const reason = reasonOf(state);
  const isShut = reason !== null && (reason.code === 'storage' || reason.code === 'vaultKeyLost');
  return isShut ? [RETRY].concat(services) : services;
}

function linkPart(auth: AuthState): Part {
  switch (auth.kind) {
    case 'awaitingLink':
      return codePart(auth.code, auth.reason === undefined);
    case 'resting':
      return { title: 'Still there?', choices: [{ label: 'New code', intent: { type: 'retryNow' } }] };
    case 'accepting':
      return { title: 'Linked. One moment' };
    default:
      return { title: 'Getting a code' };
  }
}

function codePart(code: Code, isWell: boolean): Part {
  const address = code.link.replace(/^https?:\/\//, '').replace(/\/?\?.*$/, '');
  const words = 'Scan the picture, or open ' + address + ' and type the code. This screen goes on by itself.';
  const part = { title: 'Link this TV with your phone', code: code.text, link: code.link };
  return isWell ? { ...part, words } : part;
}

function profilePart(auth: AuthState): Part {
  if (auth.kind === 'askingProfilePin') {
    return { title: 'PIN of ' + auth.profile.title, hidesTyping: true };
  }
  const profiles = auth.kind === 'choosingProfile' && auth.profiles !== null ? auth.profiles : [];
  return { title: 'Who is watching?', choices: profiles.map(profileChoice) };
}

function profileChoice(person: Person): Choice {
  return {
    label: person.title + (person.guarded ? ' (PIN)' : ''),
    intent: { type: 'chooseProfile', profileId: person.id }
  };
}

function serversPart(state: SessionState): Part {
  const servers = 'servers' in state.connection ? state.connection.servers : [];
  return {
    title: 'Which server?',
    choices: servers.map((server): Choice => ({
      label: server.name,
      intent: { type: 'chooseServer', serverId: server.id }
    }))
  };
}

function homeChoices(auth: AuthState): readonly Choice[] {
  const isHome = auth.kind === 'signedIn' && auth.signIn.hasProfiles;
  return isHome ? [{ label: 'Switch profile', intent: { type: 'switchProfile' } }, SIGN_OUT] : [SIGN_OUT];
}

function wordsOf(reason: Failure): string {
  return FAILURES_EN[reason.code].says + ' ' + FAILURES_EN[reason.code].help;
}

/** A set that kept nothing says so while there is time to do something about it, not at its next start. */
function forgetfulWords(auth: AuthState): string {
  return 'remembered' in auth && !auth.remembered
    ? 'This TV cannot remember you. You will have to sign in again after it was switched off.'
    : '';
}

function greeting(auth: AuthState): string {
  return 'signIn' in auth ? 'Hello, ' + auth.signIn.profile.title : 'A moment of trouble';
}

function reasonOf(state: SessionState): Failure | null {
  const auth = 'reason' in state.auth ? state.auth.reason : undefined;
  const connection = 'reason' in state.connection ? state.connection.reason : undefined;
  return auth !== undefined ? auth : connection !== undefined ? connection : null;
}
