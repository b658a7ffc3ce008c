import type { SimReply } from '../../kernel/types';
import type { SimUser } from '../users';
import { hidden, markup, page, problem, type Html } from './html';

function demoButton(user: SimUser, next: string): Html {
  const note = user.twoFactorCode === null ? '' : ' (asks for a second factor)';
  return markup`<form method="post" action="/sign-in">${hidden('next', next)}
    ${hidden('login', user.username ?? '')}${hidden('password', user.password ?? '')}
    <button class="quiet" name="demo" value="${user.username ?? ''}">${user.title}${note}</button></form>`;
}

/** Any demo person with one touch, or a name and a password typed. */
export function signInPage(users: readonly SimUser[], next: string, wrong: string | null): SimReply {
  const people = users.filter((user) => user.password !== null);
  const body = markup`<h1>Sign in</h1><p>Sign in on this phone, and your television follows.</p>${problem(wrong)}
    <form method="post" action="/sign-in">${hidden('next', next)}
      <label>User name or e-mail <input name="login" autocomplete="username" autocapitalize="none" required></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      <button>Sign in</button></form>
    <p>Or be one of the people of this simulator:</p>${people.map((user) => demoButton(user, next))}`;
  return page('Sign in', body, wrong === null ? 200 : 401);
}

/** The second step; the digits are given away, since there is no authenticator here. */
export function twoFactorPage(user: SimUser, next: string, wrong: string | null): SimReply {
  const body = markup`<h1>One more step</h1>
    <p>Type the six digits of your authenticator, ${user.title}. Here they are always <strong>${user.twoFactorCode ?? ''}</strong>.</p>
    ${problem(wrong)}
    <form method="post" action="/two-factor">${hidden('next', next)}
      <label>Verification code
        <input class="code" name="digits" inputmode="numeric" maxlength="6" autocomplete="one-time-code" required autofocus></label>
      <button>Go on</button></form>`;
  return page('Verification', body, wrong === null ? 200 : 401);
}
