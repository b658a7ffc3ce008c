import type { ControlRoutes } from '../kernel/control';
import type { PlexControls } from './controls';
import type { Phone } from './phone';
import type { PlexHabits } from './world';

type Body = Readonly<Record<string, unknown>>;

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' && typeof value !== 'number') throw new TypeError(`"${name}" is missing`);
  return String(value);
}

function optional(body: Body, name: string): string | undefined {
  return body[name] === undefined ? undefined : text(body, name);
}

function phoneRoutes(phone: Phone): ControlRoutes {
  return {
    'POST /phone/approve': (body) => phone.approve(text(body, 'code'), optional(body, 'as')),
    'POST /phone/deny': (body) => phone.deny(text(body, 'code'), optional(body, 'as')),
    'POST /phone/wrong-code': (body) => phone.wrongCode(optional(body, 'as')),
    'POST /phone/slow': (body) =>
      phone.slow(text(body, 'code'), Number(text(body, 'afterMs')), optional(body, 'as')),
    'POST /phone/two-factor': (body) => {
      return phone.twoFactor(text(body, 'code'), optional(body, 'as'), optional(body, 'digits'));
    }
  };
}

function worldRoutes(plex: PlexControls): ControlRoutes {
  return {
    'GET /plex/users': () => plex.users.all(),
    'POST /plex/users': (body) => {
      const { id, ...change } = body;
      plex.users.set(Number(id), change);
    },
    'GET /plex/pins': () => plex.pins(),
    'GET /plex/tokens': () => plex.tokens(),
    'POST /plex/habits': (body) => Object.assign(plex.habits, body satisfies Partial<PlexHabits> | Body),
    'POST /plex/mint-token': (body) => ({
      token: plex.mintToken(text(body, 'person'), text(body, 'clientIdentifier'))
    }),
    'POST /plex/revoke-token': (body) => ({ revoked: plex.revokeToken(text(body, 'token')) }),
    'POST /plex/sign-out-everywhere': (body) => ({ revoked: plex.signOutEverywhere(text(body, 'person')) }),
    'POST /plex/remove-device': (body) => ({ revoked: plex.removeDevice(text(body, 'clientIdentifier')) }),
    'POST /plex/kill-pin': (body) => ({ killed: plex.killPin(text(body, 'id')) })
  };
}

/** `/__sim/phone/…` and `/__sim/plex/…`. */
export function plexControlRoutes(phone: Phone, plex: PlexControls): ControlRoutes {
  return { ...phoneRoutes(phone), ...worldRoutes(plex) };
}
