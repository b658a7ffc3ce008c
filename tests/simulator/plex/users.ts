/** A person (or profile) with an account. Everything a test may want to change can be changed with `set`. */
export type SimUser = {
  readonly id: number;
  readonly uuid: string;
  /** null for managed profiles, which cannot sign in by themselves. */
  readonly username: string | null;
  readonly email: string | null;
  readonly password: string | null;
  readonly title: string;
  readonly friendlyName: string;
  readonly homeId: number | null;
  readonly homeAdmin: boolean;
  readonly restricted: boolean;
  readonly guest: boolean;
  /** The profile PIN that guards a switch to this user. */
  readonly pin: string | null;
  /** The six digits that a phone's authenticator shows for this user; they never change here. */
  readonly twoFactorCode: string | null;
  readonly plexPass: boolean;
};

export type SimUsers = {
  all(): readonly SimUser[];
  byId(id: number): SimUser | null;
  byUuid(uuid: string): SimUser | null;
  /** By user name or e-mail, in any case. */
  byLogin(login: string): SimUser | null;
  homeOf(user: SimUser): readonly SimUser[];
  set(id: number, change: Partial<Omit<SimUser, 'id'>>): void;
};

const HOME_ID = 501;

/** Ids of the people that every simulator knows unless it is started with others. */
export const DEMO_USER_IDS = {
  ada: 1001,
  finn: 1002,
  mara: 1003,
  noor: 1004,
  theo: 1005,
  lena: 1006
} as const;

const PLAIN = {
  friendlyName: '',
  homeId: null,
  homeAdmin: false,
  restricted: false,
  guest: false,
  pin: null,
  twoFactorCode: null,
  plexPass: false
} as const;

/** Ada owns a Home and guards her profile; Finn is her managed child, Mara a guarded member, Noor a guest; Theo has 2FA; Lena has no server. */
export const DEMO_USERS: readonly SimUser[] = [
  {
    ...PLAIN,
    id: DEMO_USER_IDS.ada,
    uuid: 'ada0a11cebeef001',
    username: 'ada',
    email: 'ada@example.test',
    password: 'ada-pass',
    title: 'Ada',
    homeId: HOME_ID,
    homeAdmin: true,
    pin: '1234',
    plexPass: true
  },
  {
    ...PLAIN,
    id: DEMO_USER_IDS.finn,
    uuid: 'f1220a11cebeef02',
    username: null,
    email: null,
    password: null,
    title: 'Finn',
    friendlyName: 'Finn',
    homeId: HOME_ID,
    restricted: true
  },
  {
    ...PLAIN,
    id: DEMO_USER_IDS.mara,
    uuid: '3a2a0a11cebeef03',
    username: 'mara',
    email: 'mara@example.test',
    password: 'mara-pass',
    title: 'Mara',
    homeId: HOME_ID,
    pin: '2468'
  },
  {
    ...PLAIN,
    id: DEMO_USER_IDS.noor,
    uuid: '4004a11cebeef004',
    username: 'noor',
    email: 'noor@example.test',
    password: 'noor-pass',
    title: 'Noor',
    homeId: HOME_ID,
    guest: true
  },
  {
    ...PLAIN,
    id: DEMO_USER_IDS.theo,
    uuid: '7e00a11cebeef005',
    username: 'theo',
    email: 'theo@example.test',
    password: 'theo-pass',
    title: 'Theo',
    twoFactorCode: '246810'
  },
  {
    ...PLAIN,
    id: DEMO_USER_IDS.lena,
    uuid: '1e2a0a11cebeef06',
    username: 'lena',
    email: 'lena@example.test',
    password: 'lena-pass',
    title: 'Lena'
  }
];

/** Keeps the people; a change is seen by the next answer. */
export function createUsers(people: readonly SimUser[]): SimUsers {
  const users = new Map(people.map((user) => [user.id, user]));
  const all = (): readonly SimUser[] => [...users.values()];
  const first = (fits: (user: SimUser) => boolean): SimUser | null => all().find(fits) ?? null;
  return {
    all,
    byId: (id) => users.get(id) ?? null,
    byUuid: (uuid) => first((user) => user.uuid === uuid),
    byLogin: (login) => {
      const wanted = login.toLowerCase();
      return first((user) => user.username?.toLowerCase() === wanted || user.email?.toLowerCase() === wanted);
    },
    homeOf: (user) => (user.homeId === null ? [] : all().filter((other) => other.homeId === user.homeId)),
    set: (id, change) => {
      const user = users.get(id);
      if (user === undefined) throw new RangeError(`no user ${id}`);
      users.set(id, { ...user, ...change });
    }
  };
}
