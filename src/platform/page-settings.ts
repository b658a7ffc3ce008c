/** Whoever serves the page may set what settings.json leaves open, in an element that no policy runs as a script. */
export const PAGE_SETTINGS_ID = 'couchkey-settings';

/** What the page's own element says; nothing where there is none, or where it is no JSON. */
export function pageSettings(): object {
  const element = document.getElementById(PAGE_SETTINGS_ID);
  try {
    const read: unknown = element === null ? null : JSON.parse(String(element.textContent));
    return typeof read === 'object' && read !== null ? read : {};
  } catch (_notJson) {
    return {};
  }
}
