import type { SimReply } from '../../kernel/types';
import type { SimUser } from '../users';
import { hidden, markup, page, problem, type Html } from './html';

/** How long the slow switch waits before it approves. */
export const SLOW_MS = 10_000;

const SLOW_SWITCH = markup`<label class="switch">
  <input type="checkbox" name="slow" value="1"> Take ${String(SLOW_MS / 1000)} seconds to decide</label>`;

function someoneElse(user: SimUser, next: string): Html {
  return markup`<form method="post" action="/sign-out">${hidden('next', next)}
    <button class="quiet">You are ${user.title}. Be somebody else</button></form>`;
}

/** Where a code is typed, or stands already when it came from a scanned picture. */
export function codePage(user: SimUser, code: string, wrong: string | null): SimReply {
  const next = code === '' ? '/link' : `/link/?pin=${encodeURIComponent(code)}`;
  const body = markup`<h1>Link your television</h1><p>Type the code that your television shows.</p>${problem(wrong)}
    <form method="post" action="/link">
      <label>Code <input class="code" name="code" value="${code}" maxlength="4" autocapitalize="characters"
        autocomplete="off" autocorrect="off" spellcheck="false" required autofocus></label>
      ${SLOW_SWITCH}
      <button>Link</button></form>
    <form method="post" action="/link/deny"><button class="quiet">Not now</button></form>
    ${someoneElse(user, next)}`;
  return page('Link your television', body, wrong === null ? 200 : 422);
}

/** What the auth app asks before it gives the account away. */
export function consentPage(user: SimUser, product: string, here: string): SimReply {
  const body = markup`<h1>Sign in to ${product}?</h1>
    <p><strong>${product}</strong> will see your name and the servers that you use, ${user.title}.</p>
    <form method="post" action="${here}">${SLOW_SWITCH}<button>Allow</button></form>
    <form method="post" action="/link/deny"><button class="quiet">Deny</button></form>
    ${someoneElse(user, here)}`;
  return page(`Sign in to ${product}`, body);
}

/** The end of the way when it went well. */
export function linkedPage(user: SimUser): SimReply {
  const body = markup`<h1>Account linked</h1><p>Your television goes on by itself, ${user.title}. You can put the phone away.</p>`;
  return page('Account linked', body);
}

/** The end of the way when the person said no. */
export function deniedPage(): SimReply {
  const body = markup`<h1>Nothing was linked</h1>
    <p>The television is not told. Its code runs out by itself.</p>
    <form action="/link"><button class="quiet">Type another code</button></form>`;
  return page('Nothing was linked', body);
}

/** What the auth app says to a code that it does not take, and only once the person has signed in. */
export function unableToAuthorizePage(): SimReply {
  const body = markup`<h1>Something went wrong</h1>
    <p class="problem" role="alert">We were unable to authorize this request. Go back to the app and try again.</p>`;
  return page('Unable to authorize', body, 422);
}

/** The auth app gets its parameters in the fragment, which only the page itself can read. */
export function fragmentPage(): SimReply {
  const script = `
    var told = location.hash.replace(/^#!?\\/?\\??/, '');
    location.replace('/auth/continue?' + told);`;
  const body = markup`<h1>One moment</h1><p>Reading what the app asks for.</p>
    <noscript><p class="problem">This page needs JavaScript.</p></noscript><script>${{ html: script }}</script>`;
  return page('Sign in', body);
}
