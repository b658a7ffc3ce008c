/** Which questions to a media server are handed on: they read, they are few, and none of them starts anything. */
type Allowed = { readonly path: RegExp; readonly query: readonly string[] };

const PAGING = ['X-Plex-Container-Start', 'X-Plex-Container-Size'];
const LISTING = [...PAGING, 'type', 'sort', 'limit', 'unwatched', 'year', 'genre', 'collection'];
const ID = String.raw`\d{1,12}`;
const ART = String.raw`(thumb|art|banner|theme|poster|clearLogo|composite)`;

const ALLOWED: readonly Allowed[] = [
  { path: /^identity$/, query: [] },
  { path: /^library\/sections$/, query: [] },
  { path: new RegExp(`^library/sections/${ID}$`), query: [] },
  {
    path: new RegExp(`^library/sections/${ID}/(all|recentlyAdded|onDeck|newest|genre|year|collections)$`),
    query: LISTING
  },
  { path: /^library\/(recentlyAdded|onDeck)$/, query: PAGING },
  {
    path: new RegExp(`^library/metadata/${ID}(/(children|grandchildren|similar|related|extras))?$`),
    query: PAGING
  },
  { path: new RegExp(`^library/metadata/${ID}/${ART}(/${ID})?$`), query: [] },
  { path: new RegExp(`^library/sections/${ID}/${ART}(/${ID})?$`), query: [] },
  {
    path: new RegExp(
      `^hubs(/(home/recentlyAdded|home/onDeck|continueWatching|sections/${ID}|metadata/${ID}))?$`
    ),
    query: [...PAGING, 'count', 'type']
  },
  { path: /^playlists$/, query: [...PAGING, 'playlistType'] },
  { path: new RegExp(`^playlists/${ID}(/items)?$`), query: PAGING },
  { path: /^photo\/:\/transcode$/, query: ['width', 'height', 'minSize', 'upscale', 'url'] }
];

/** What may stand in a path: whatever else is there was meant to lead elsewhere. */
const PLAIN_PATH = /^[A-Za-z0-9:/]+$/;
const PLAIN_VALUE = /^[\w .,:=&<>!-]{0,100}$/;
const LOCAL_PICTURE = new RegExp(`^/library/(metadata|sections)/${ID}/${ART}/${ID}$`);

type Query = { readonly [name: string]: unknown };

function isFineValue(name: string, value: unknown): value is string {
  return typeof value === 'string' && (name === 'url' ? LOCAL_PICTURE : PLAIN_VALUE).test(value);
}

/**
 * The path and query to ask, made anew from what was understood of the request; null when it is not on the list.
 * `path` has been decoded once: what is still encoded then was meant for somebody behind us.
 */
export function allowedPath(path: string, query: Query): string | null {
  const allowed = PLAIN_PATH.test(path) ? ALLOWED.find((each) => each.path.test(path)) : undefined;
  if (allowed === undefined) {
    return null;
  }
  const asked = Object.entries(query);
  if (!asked.every(([name, value]) => allowed.query.includes(name) && isFineValue(name, value))) {
    return null;
  }
  const text = new URLSearchParams(asked as [string, string][]).toString();
  return `/${path}${text === '' ? '' : `?${text}`}`;
}
