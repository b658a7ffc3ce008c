import type { FailureTexts } from './texts';

export const FAILURES_DE: FailureTexts = {
  offline: {
    says: 'Dieser Fernseher hat kein Netzwerk.',
    help: 'Prüfe Kabel oder WLAN in den Einstellungen des Fernsehers. Danach geht es von selbst weiter.'
  },
  nameNotFound: {
    says: 'Die Adresse wurde nicht gefunden.',
    help: 'Starte den Router neu. Ist nur dein Server betroffen, sperrt der Router vielleicht den Namen (DNS-Rebinding).'
  },
  connectionRefused: {
    says: 'Unter dieser Adresse antwortet niemand.',
    help: 'Prüfe, ob der Medienserver läuft.'
  },
  certificateUntrusted: {
    says: 'Der Fernseher vertraut dem Zertifikat des Servers nicht.',
    help: 'Älteren Geräten fehlen neuere Zertifikate. Stelle am Server „Sichere Verbindungen“ auf „Bevorzugt“.'
  },
  timeout: {
    says: 'Die Antwort dauert zu lange.',
    help: 'Wir versuchen es weiter. Ein langsames Netz erholt sich oft von selbst.'
  },
  unreachable: {
    says: 'Die Verbindung hat nicht geklappt.',
    help: 'Prüfe, ob andere Apps auf diesem Fernseher ins Internet kommen.'
  },
  redirected: {
    says: 'Das Netzwerk will zuerst eine eigene Seite zeigen.',
    help: 'Melde dich im Netzwerk (Hotel, Gäste-WLAN) mit einem anderen Gerät an. Drücke dann „Erneut versuchen“.'
  },
  clockWrong: {
    says: 'Die Uhr des Fernsehers geht falsch.',
    help: 'Stelle Datum und Uhrzeit am Fernseher ein. Wir versuchen es weiter.'
  },
  busy: {
    says: 'Der Dienst ist überlastet.',
    help: 'Wir warten so lange, wie er es möchte, und versuchen es dann wieder.'
  },
  serviceDown: {
    says: 'Der Dienst hat gerade eine Störung.',
    help: 'An deinem Fernseher liegt es nicht. Wir versuchen es von selbst wieder.'
  },
  malformedReply: {
    says: 'Wir verstehen die Antwort des Dienstes nicht.',
    help: 'Wir versuchen es wieder. Bleibt es so, aktualisiere diese App.'
  },
  forbidden: {
    says: 'Der Dienst erlaubt das im Moment nicht.',
    help: 'Du bleibst angemeldet. Wir versuchen es später wieder.'
  },
  issuerRefused: {
    says: 'Der Dienst hat dich abgemeldet.',
    help: 'Melde dich mit dem Handy wieder an.'
  },
  tokenExpired: { says: 'Die Anmeldung muss erneuert werden.', help: 'Das machen wir von selbst.' },
  tokenNotAccepted: {
    says: 'Dieses Token wurde nicht angenommen.',
    help: 'Prüfe, ob Zeichen fehlen, oder melde dich mit dem Handy an.'
  },
  profilePinWrong: {
    says: 'Diese PIN stimmt nicht.',
    help: 'Versuche es noch einmal oder wähle ein anderes Profil.'
  },
  operatorKeyRefused: {
    says: 'Der Dienst lehnt den Schlüssel dieser App ab.',
    help: 'Du hast nichts falsch gemacht. Wer diesen Bildschirm betreibt, muss den Schlüssel erneuern.'
  },
  jwtDowngraded: {
    says: 'Der Dienst hat mit einer älteren Art der Anmeldung geantwortet.',
    help: 'Du bleibst angemeldet. Wir versuchen es wieder.'
  },
  codeGone: { says: 'Der Code ist abgelaufen.', help: 'Ein neuer kommt von selbst.' },
  codesUsedUp: {
    says: 'Wir haben schon mehrere Codes gezeigt.',
    help: 'Drücke OK, wenn du so weit bist. Dann kommt ein neuer.'
  },
  cancelled: { says: 'Abgebrochen.', help: 'Fang wieder an, wann immer du möchtest.' },
  noServer: {
    says: 'Zu diesem Konto gehört kein Medienserver.',
    help: 'Melde dich am Server selbst bei plex.tv an, damit er gefunden wird.'
  },
  noRoute: {
    says: 'Dein Server ist da, aber keine seiner Adressen antwortet.',
    help: 'Prüfe, ob er läuft und im selben Netzwerk ist.'
  },
  serverRefused: {
    says: 'Dein Server hat uns abgewiesen.',
    help: 'Du bleibst angemeldet. Wir haben seinen Schlüssel neu geholt. Drücke „Erneut versuchen“.'
  },
  wrongMachine: {
    says: 'Unter der Adresse deines Servers antwortet ein anderes Gerät.',
    help: 'Es hat nichts von uns bekommen. Prüfe die Adresse.'
  },
  badAddress: {
    says: 'Mit dieser Adresse können wir nichts anfangen.',
    help: 'Schreibe sie wie 192.168.1.5 oder 192.168.1.5:32400.'
  },
  serverNotOnAccount: {
    says: 'Dieser Server gehört nicht zu deinem Konto.',
    help: 'Bitte den Besitzer, ihn mit dir zu teilen, oder melde dich mit dem Konto an, zu dem er gehört.'
  },
  serverNeedsGateway: {
    says: 'Eine Webseite darf einen Medienserver nicht direkt lesen.',
    help: 'Wer diesen Bildschirm betreibt, muss das Couchkey-Gateway starten.'
  },
  notPlexServer: {
    says: 'Unter dieser Adresse antwortet etwas anderes als Plex.',
    help: 'Prüfe die Zahl nach dem Doppelpunkt. Bei Plex ist es meist 32400.'
  },
  needsHttps: {
    says: 'Dieser Server nimmt nur sichere Verbindungen an.',
    help: 'Schreibe https:// vor die Adresse oder wähle den Server aus der Liste.'
  },
  storage: {
    says: 'Der Fernseher konnte deine Anmeldung nicht lesen oder behalten.',
    help: 'Drücke „Erneut versuchen“. Es wurde nichts gelöscht.'
  },
  vaultKeyLost: {
    says: 'Deine gespeicherte Anmeldung lässt sich nicht mehr öffnen.',
    help: 'Drücke „Erneut versuchen“ oder melde dich mit dem Handy wieder an.'
  },
  bug: {
    says: 'In dieser App ist etwas schiefgegangen.',
    help: 'Wir versuchen es wieder. Nenne uns bitte den kurzen Code.'
  }
};
