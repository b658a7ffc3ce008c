/** Bodies as plex.tv sends them, with only what a test needs changed. */
export function pinBody(change: object = {}): object {
  return {
    id: 1234567890,
    code: '7RQZ',
    product: 'Couchkey',
    trusted: false,
    clientIdentifier: 'test-client',
    location: { code: 'GB', city: 'London', coordinates: '51.000, -1' },
    expiresIn: 900,
    createdAt: '2026-11-20T12:00:00Z',
    expiresAt: '2026-11-20T12:15:00Z',
    authToken: null,
    newRegistration: null,
    ...change
  };
}

export function userBody(change: object = {}): object {
  return {
    id: 12345,
    uuid: '212acf24b07315e5',
    username: 'ada',
    title: 'ada',
    email: 'ada@example.test',
    friendlyName: '',
    thumb: 'https://plex.tv/users/212acf24b07315e5/avatar?c=1',
    protected: false,
    home: false,
    homeSize: 1,
    authToken: 'tok-account-1234567890',
    ...change
  };
}

export function homeUser(change: object = {}): object {
  return {
    id: 23456,
    uuid: 'f1220a11cebeef02',
    title: 'Finn',
    friendlyName: null,
    username: null,
    email: null,
    thumb: '',
    protected: false,
    restricted: true,
    ...change
  };
}

export function errorBody(code: number, status: number, message = 'No'): object {
  return { errors: [{ code, message, status }] };
}
