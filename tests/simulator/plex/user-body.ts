import type { SimUser, SimUsers } from './users';
import { dateOf, type XmlFields, type XmlValue } from './xml';

export type UserView = {
  readonly user: SimUser;
  readonly users: SimUsers;
  readonly authToken: string;
  readonly linkBase: string;
};

const MAX_HOME_SIZE = 15;
const JOINED_AT = 1_339_124_759;
const REMEMBER_SECONDS = 14 * 24 * 60 * 60;
const SUBSCRIBED_AT = Date.UTC(2021, 9, 1, 1, 2, 3);
const FREE_FEATURES = [
  'home',
  'adaptive_bitrate',
  'federated-auth',
  'two-factor-authentication',
  'lets_encrypt'
];
const PASS_FEATURES = [...FREE_FEATURES, 'pass', 'sync', 'dvr', 'hardware_transcoding', 'lyrics', 'trailers'];

const PROFILE = {
  autoSelectAudio: true,
  defaultAudioLanguage: 'en',
  defaultSubtitleLanguage: 'en',
  autoSelectSubtitle: 1,
  defaultSubtitleAccessibility: 0,
  defaultSubtitleForced: 0
} as const;

function subscriptionOf(user: SimUser): XmlFields {
  return {
    active: user.plexPass,
    subscribedAt: user.plexPass ? dateOf(SUBSCRIBED_AT) : null,
    status: user.plexPass ? 'Active' : 'Inactive',
    paymentService: user.plexPass ? 'braintree' : null,
    plan: user.plexPass ? 'lifetime' : null,
    features: user.plexPass ? PASS_FEATURES : FREE_FEATURES
  };
}

function subscriptionsOf(user: SimUser): readonly XmlValue[] {
  if (!user.plexPass) return [];
  const lifetime = { id: null, mode: 'lifetime', renewsAt: null, endsAt: null, type: 'plexpass' };
  return [{ ...lifetime, transfer: null, state: 'active' }];
}

function homeFields({ user, users }: UserView): XmlFields {
  return {
    restricted: user.restricted,
    anonymous: null,
    home: user.homeId !== null,
    guest: user.guest,
    homeSize: Math.max(1, users.homeOf(user).length),
    homeAdmin: user.homeAdmin,
    maxHomeSize: MAX_HOME_SIZE
  };
}

function personFields({ user, authToken, linkBase }: UserView): XmlFields {
  return {
    id: user.id,
    uuid: user.uuid,
    username: user.username,
    title: user.title,
    email: user.email,
    friendlyName: user.friendlyName,
    locale: null,
    confirmed: user.email !== null,
    emailOnlyAuth: false,
    hasPassword: user.password !== null,
    protected: user.pin !== null,
    thumb: avatarOf(user, linkBase),
    authToken,
    mailingListStatus: user.email === null ? null : 'unsubscribed',
    mailingListActive: false,
    scrobbleTypes: '',
    country: 'DE'
  };
}

const TRAILING_FIELDS = {
  adsConsent: null,
  adsConsentSetAt: null,
  adsConsentReminderAt: null,
  experimentalFeatures: false,
  attributionPartner: null
} as const;

/** A picture that needs no token. */
export function avatarOf(user: SimUser, linkBase: string): string {
  return `${linkBase}/users/${user.uuid}/avatar?c=1700000000`;
}

/** The whole of `GET /api/v2/user`. A managed profile has no name or e-mail of its own: null, not "". */
export function userBody(view: UserView, nowMs: number): XmlFields {
  const { user } = view;
  return {
    ...personFields(view),
    ...(user.pin === null ? {} : { pin: `hashed-${user.uuid}` }),
    subscription: subscriptionOf(user),
    subscriptionDescription: user.plexPass ? 'Lifetime Plex Pass' : null,
    ...homeFields(view),
    rememberExpiresAt: user.restricted ? null : Math.floor(nowMs / 1000) + REMEMBER_SECONDS,
    profile: PROFILE,
    entitlements: user.plexPass ? ['ios', 'all', 'roku', 'android'] : [],
    ...(user.plexPass ? { roles: ['plexpass'] } : {}),
    subscriptions: subscriptionsOf(user),
    pastSubscriptions: [],
    trials: [],
    services: [
      {
        identifier: 'epg',
        endpoint: 'https://epg.provider.plex.tv',
        token: 'service-token',
        status: 'online'
      }
    ],
    ...TRAILING_FIELDS,
    twoFactorEnabled: user.twoFactorCode !== null,
    backupCodesCreated: user.twoFactorCode !== null,
    joinedAt: JOINED_AT
  };
}

/** The account data that a device asks to find inside its JWT. */
export function jwtUserFields(
  user: SimUser | null,
  scope: readonly string[]
): Readonly<Record<string, unknown>> {
  if (user === null) return {};
  const known: Readonly<Record<string, unknown>> = {
    username: user.username,
    email: user.email,
    friendly_name: user.friendlyName,
    restricted: user.restricted,
    anonymous: false,
    joinedAt: JOINED_AT
  };
  return Object.fromEntries(scope.filter((name) => name in known).map((name) => [name, known[name]]));
}
