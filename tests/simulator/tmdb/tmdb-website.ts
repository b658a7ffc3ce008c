import type { SimReply, SimRequest, SimRoute } from '../kernel/types';
import { answerToken, livingToken } from './request-tokens';
import { fieldsOf } from './tmdb-guard';
import { approvePage, pageReply } from './tmdb-page';
import type { TmdbAccount, TmdbStore, TmdbVersion } from './tmdb-store';

type Answer = 'approved' | 'denied';
type Asked = { readonly store: TmdbStore; readonly request: SimRequest; readonly version: TmdbVersion };

const PRODUCT = 'Couchkey';
const ACTIONS: Readonly<Record<TmdbVersion, (token: string, answer: 'allow' | 'deny') => string>> = {
  3: (token, answer) => `/authenticate/${encodeURIComponent(token)}/${answer}`,
  4: (_token, answer) => `/auth/access/${answer === 'allow' ? 'approve' : 'deny'}`
};

function textField(request: SimRequest, name: string): string {
  const value = (fieldsOf(request) ?? {})[name] ?? request.query[name];
  return typeof value === 'string' ? value : '';
}

function tokenOf(asked: Asked): string {
  return asked.request.params['token'] ?? textField(asked.request, 'request_token');
}

function gone(): SimReply {
  return pageReply(
    404,
    'This request is over',
    '<p>It has expired or was answered before. Start again on the television.</p>'
  );
}

function showPage(asked: Asked): SimReply {
  const { store, request, version } = asked;
  const token = livingToken(store, tokenOf(asked), version);
  if (token === null || token.answer !== 'waiting') return gone();
  return approvePage({
    product: PRODUCT,
    accounts: store.options.accounts,
    token: token.value,
    allowAction: ACTIONS[version](token.value, 'allow'),
    denyAction: ACTIONS[version](token.value, 'deny'),
    redirectTo: version === 3 ? (request.query['redirect_to'] ?? null) : null
  });
}

/** v3 names the way back on the page, v4 when the token is made. */
function wayBack(asked: Asked, token: string): string | null {
  const { store, request, version } = asked;
  if (version === 4) return store.requestTokens.get(token)?.redirectTo ?? null;
  const named = textField(request, 'redirect_to');
  return named === '' ? null : named;
}

function farewell(asked: Asked, token: string, answer: Answer): SimReply {
  const callback = `/3/authentication/session/new?request_token=${encodeURIComponent(token)}`;
  const headers = { 'authentication-callback': callback };
  const back = wayBack(asked, token);
  if (back !== null) {
    const location = new URL(back);
    location.searchParams.set('request_token', token);
    location.searchParams.set(answer, 'true');
    return { status: 302, headers: { ...headers, location: location.href } };
  }
  const page = pageReply(
    200,
    answer === 'approved' ? 'Approved' : 'Denied',
    '<p>Back to the television.</p>'
  );
  return { ...page, headers: { ...page.headers, ...headers } };
}

function personOf(store: TmdbStore, name: string): TmdbAccount | null {
  const { accounts } = store.options;
  if (name === '') return accounts[0] ?? null;
  return accounts.find((one) => one.username === name) ?? null;
}

function takeAnswer(asked: Asked, answer: Answer): SimReply {
  const token = tokenOf(asked);
  const person = personOf(asked.store, textField(asked.request, 'as'));
  if (person === null)
    return pageReply(400, 'Nobody by that name', '<p>Choose an account from the list.</p>');
  if (livingToken(asked.store, token, asked.version) === null) return gone();
  const isTaken = answerToken(asked.store, token, answer === 'denied' ? 'denied' : person);
  return isTaken ? farewell(asked, token, answer) : gone();
}

/** What the person with the phone sees: the approve pages of v3 and v4. */
export function websiteRoutes(store: TmdbStore): readonly SimRoute[] {
  const route = (method: string, path: string, name: string, act: (asked: Asked) => SimReply): SimRoute => ({
    method,
    path,
    name,
    handle: (request) => act({ store, request, version: path.startsWith('/authenticate') ? 3 : 4 })
  });
  const allow = (asked: Asked): SimReply => takeAnswer(asked, 'approved');
  const deny = (asked: Asked): SimReply => takeAnswer(asked, 'denied');
  return [
    route('GET', '/authenticate/:token', 'v3.page', showPage),
    route('POST', '/authenticate/:token/allow', 'v3.allow', allow),
    route('POST', '/authenticate/:token/deny', 'v3.deny', deny),
    route('GET', '/auth/access', 'v4.page', showPage),
    route('POST', '/auth/access/approve', 'v4.approve', allow),
    route('POST', '/auth/access/deny', 'v4.deny', deny)
  ];
}
