import type { Change } from './serve';

/** The page's own element overrides settings.json; being data and no script, the page's policy lets it be. */
export function pointedAt(plexUrl: string): Change {
  const settings = JSON.stringify({ plex: { plexUrl, linkBase: plexUrl, authAppUrl: `${plexUrl}/auth` } });
  const element = `<script id="couchkey-settings" type="application/json">${settings}</script>`;
  return (path, body) =>
    path === '/index.html' ? Buffer.from(String(body).replace('<body>', `<body>${element}`)) : body;
}
