import { errorBody, homeUser, pinBody, userBody } from './plex-facts';
import { scriptedHttp, type Scripted, type ScriptedHttp } from './scripted-http';
import type { Failure } from '../../src/core/model/failure';
import type { HttpRequest } from '../../src/core/ports';

/** One plex.tv in a variable: each route's reply may be changed, or be a function of the request. */
export type PlexStub = {
  readonly http: ScriptedHttp;
  readonly routes: { [route: string]: Scripted | Failure | ((request: HttpRequest) => Scripted | Failure) };
};

function routeOf({ method, url }: HttpRequest): string {
  const path = new URL(url).pathname.replace('/api/v2', '').replace(/\/\d{4,}/, '/:id');
  return `${method} ${path.replace(/users\/[^/]+\/switch/, 'users/:id/switch')}`;
}

/** plex.tv as it is on a good day, with a PIN that nobody has claimed. */
export function plexStub(): PlexStub {
  const routes: PlexStub['routes'] = {
    'POST /pins': { status: 201, body: pinBody() },
    'GET /pins/:id': { body: pinBody() },
    'GET /user': { body: userBody() },
    'GET /ping': { body: { pong: true } },
    'GET /home/users': { body: { users: [homeUser()] } },
    'POST /home/users/:id/switch': { status: 201, body: { ...homeUser(), authToken: 'tok-profile' } },
    'DELETE /users/signout': { status: 204 }
  };
  const http = scriptedHttp((request) => {
    const answer = routes[routeOf(request)];
    if (answer === undefined) return { status: 404, body: errorBody(1002, 404) };
    return typeof answer === 'function' ? answer(request) : answer;
  });
  return { http, routes };
}

/** The paths asked, in order. */
export function asked({ http }: PlexStub): readonly string[] {
  return http.asked.map(routeOf);
}
