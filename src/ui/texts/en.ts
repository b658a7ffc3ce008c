/** Every text of the app, in English, by name. Failures have a table of their own. `|` separates the forms of a number. */
export const EN = {
  'start.wait': 'One moment',
  'service.title': 'Sign in with your phone',
  'service.plex': 'Plex',
  'service.tmdb': 'TMDB',
  'link.title': 'Link this TV with your phone',
  'link.open': 'Scan the picture, or open',
  'link.type': 'Check or type this code',
  'link.back': 'Come back here. This screen goes on by itself',
  'link.renews': 'A new code comes in one minute|A new code comes in {n} minutes',
  'link.noPhone': 'I have no phone'
} as const;
