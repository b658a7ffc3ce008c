const NUMBERS = /^(\d{1,3})[-.](\d{1,3})[-.](\d{1,3})[-.](\d{1,3})(?:\.[0-9a-f]+\.plex\.direct)?(:\d+)?$/i;
const HOME = /^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\.|^\[(?:::1|f[cd]|fe8)|^localhost\b/i;

/** The address without what the words beside it say already; a name made of numbers is read as its numbers. */
export function placeIn(uri: string): string {
  const host = uri.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  const found = NUMBERS.exec(host);
  return found === null ? host : found.slice(1, 5).join('.') + (found[5] || '');
}

/** Whether an address lies in the house. */
export function isAtHome(uri: string): boolean {
  return HOME.test(placeIn(uri));
}

/** Whether what goes there is encrypted. */
export function isSecure(uri: string): boolean {
  return /^https:/i.test(uri);
}

/** An address stays an address among words that are read from right to left: its parts keep their order. */
export function inOrder(address: string, rtl: boolean): string {
  return rtl ? '\u202a' + address + '\u202c' : address;
}

/** What is typed on a phone to come to a page: no more of its link than has to be. */
export function addressOf(link: string): string {
  return link.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/?[?#].*$/, '');
}
