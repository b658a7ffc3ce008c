import type { SimReply, SimRequest, SimRoute } from '../kernel/types';
import { exchangeToken, newRequestToken } from './request-tokens';
import { fieldsOf, guard, withField } from './tmdb-guard';
import { jsonReply, statusReply } from './tmdb-status';
import { jwtLook, type TmdbAccount, type TmdbStore } from './tmdb-store';

type Answer = (store: TmdbStore, request: SimRequest) => SimReply;

const SUCCESS = { success: true, status_code: 1, status_message: 'Success.' };

const newToken: Answer = (store, request) => {
  const fields = fieldsOf(request);
  if (fields === null) return statusReply(47);
  const redirectTo = fields['redirect_to'];
  const token = newRequestToken(store, 4, typeof redirectTo === 'string' ? redirectTo : null);
  return jsonReply(200, { ...SUCCESS, request_token: token.value });
};

function grantAccess(store: TmdbStore, account: TmdbAccount): SimReply {
  const accessToken = jwtLook(store.random, { sub: account.objectId, scopes: ['api_read', 'api_write'] });
  store.accessTokens.set(accessToken, account);
  return jsonReply(200, { ...SUCCESS, access_token: accessToken, account_id: account.objectId });
}

const newAccess: Answer = (store, request) =>
  withField(request, 'request_token', (value) => {
    const result = exchangeToken(store, value, 4);
    if (result === 'dead') return statusReply(33);
    return result === 'waiting' ? statusReply(41) : grantAccess(store, result);
  });

const deleteAccess: Answer = (store, request) =>
  withField(request, 'access_token', (value) => statusReply(store.accessTokens.delete(value) ? 13 : 35));

/** The version 4 half of the API: the operator's read token as Bearer, nothing in the query. */
export function v4Routes(store: TmdbStore): readonly SimRoute[] {
  const route = (method: string, path: string, name: string, answer: Answer): SimRoute => ({
    method,
    path: `/4/${path}`,
    name,
    handle: (request) => guard(store, request) ?? answer(store, request)
  });
  return [
    route('POST', 'auth/request_token', 'v4.token.new', newToken),
    route('POST', 'auth/access_token', 'v4.access.new', newAccess),
    route('DELETE', 'auth/access_token', 'v4.access.delete', deleteAccess)
  ];
}
