import type { FailureTexts } from './texts';

export const FAILURES_FR: FailureTexts = {
  offline: {
    says: 'Ce téléviseur n’a pas de réseau.',
    help: 'Vérifiez le câble ou le Wi-Fi dans les réglages du téléviseur. La suite se fait toute seule.'
  },
  nameNotFound: {
    says: 'L’adresse est introuvable.',
    help: 'Redémarrez la box. Si seul votre serveur est touché, elle bloque peut-être son nom (DNS rebinding).'
  },
  connectionRefused: {
    says: 'Personne ne répond à cette adresse.',
    help: 'Vérifiez que le serveur multimédia est allumé.'
  },
  certificateUntrusted: {
    says: 'Ce téléviseur n’accepte pas le certificat du serveur.',
    help: 'Les anciens modèles n’ont pas les certificats récents. Sur le serveur, réglez « Connexions sécurisées » sur « Préféré ».'
  },
  timeout: {
    says: 'La réponse tarde trop.',
    help: 'Nous réessayons. Un réseau lent se rétablit souvent tout seul.'
  },
  unreachable: {
    says: 'La connexion n’a pas abouti.',
    help: 'Vérifiez que les autres applis de ce téléviseur accèdent à Internet.'
  },
  redirected: {
    says: 'Le réseau veut d’abord afficher sa propre page.',
    help: 'Connectez-vous au réseau (hôtel, Wi-Fi invité) avec un autre appareil, puis choisissez « Réessayer ».'
  },
  clockWrong: {
    says: 'L’horloge du téléviseur n’est pas à l’heure.',
    help: 'Réglez la date et l’heure du téléviseur. Nous réessayons.'
  },
  busy: {
    says: 'Le service est très demandé.',
    help: 'Nous attendons le temps demandé, puis nous réessayons.'
  },
  serviceDown: {
    says: 'Le service rencontre un problème.',
    help: 'Votre téléviseur n’y est pour rien. Nous réessayons automatiquement.'
  },
  malformedReply: {
    says: 'Nous ne comprenons pas la réponse du service.',
    help: 'Nous réessayons. Si cela persiste, mettez cette appli à jour.'
  },
  forbidden: {
    says: 'Le service ne le permet pas pour le moment.',
    help: 'Vous restez connecté. Nous réessaierons plus tard.'
  },
  issuerRefused: {
    says: 'Le service vous a déconnecté.',
    help: 'Reconnectez-vous avec votre téléphone.'
  },
  tokenExpired: { says: 'La connexion doit être renouvelée.', help: 'Nous nous en occupons.' },
  tokenNotAccepted: {
    says: 'Ce jeton n’a pas été accepté.',
    help: 'Vérifiez qu’il est complet, ou connectez-vous avec votre téléphone.'
  },
  profilePinWrong: {
    says: 'Ce code PIN n’est pas le bon.',
    help: 'Réessayez, ou choisissez un autre profil.'
  },
  operatorKeyRefused: {
    says: 'Le service refuse la clé de cette appli.',
    help: 'Vous n’avez rien fait de mal. La personne qui gère cet écran doit renouveler la clé.'
  },
  jwtDowngraded: {
    says: 'Le service a répondu avec un ancien type de connexion.',
    help: 'Vous restez connecté. Nous réessayons.'
  },
  codeGone: { says: 'Le code a expiré.', help: 'Un nouveau arrive tout seul.' },
  codesUsedUp: {
    says: 'Nous avons déjà affiché plusieurs codes.',
    help: 'Appuyez sur OK quand vous êtes prêt : un nouveau code arrivera.'
  },
  cancelled: { says: 'Arrêté.', help: 'Recommencez quand vous voulez.' },
  noServer: {
    says: 'Ce compte n’a pas de serveur multimédia.',
    help: 'Connectez le serveur lui-même à plex.tv pour que nous puissions le trouver.'
  },
  noRoute: {
    says: 'Votre serveur existe, mais aucune de ses adresses ne répond.',
    help: 'Vérifiez qu’il est allumé et sur le même réseau.'
  },
  serverRefused: {
    says: 'Votre serveur nous a refusés.',
    help: 'Vous restez connecté. Nous avons repris sa clé : choisissez « Réessayer ».'
  },
  wrongMachine: {
    says: 'Un autre appareil répond à l’adresse de votre serveur.',
    help: 'Rien ne lui a été envoyé. Vérifiez l’adresse.'
  },
  badAddress: {
    says: 'Cette adresse n’est pas utilisable.',
    help: 'Écrivez-la ainsi : 192.168.1.5 ou 192.168.1.5:32400.'
  },
  serverNotOnAccount: {
    says: 'Ce serveur n’est pas lié à votre compte.',
    help: 'Demandez à son propriétaire de le partager, ou connectez-vous avec le compte auquel il est lié.'
  },
  serverNeedsGateway: {
    says: 'Une page web ne peut pas lire un serveur multimédia directement.',
    help: 'La personne qui gère cet écran doit lancer la passerelle Couchkey.'
  },
  notPlexServer: {
    says: 'Ce n’est pas Plex qui répond à cette adresse.',
    help: 'Vérifiez le nombre après les deux-points. Un serveur Plex utilise souvent 32400.'
  },
  needsHttps: {
    says: 'Ce serveur n’accepte que les connexions sécurisées.',
    help: 'Ajoutez https:// devant l’adresse, ou choisissez le serveur dans la liste.'
  },
  storage: {
    says: 'Ce téléviseur n’a pas pu lire ou garder votre connexion.',
    help: 'Choisissez « Réessayer ». Rien n’a été effacé.'
  },
  vaultKeyLost: {
    says: 'Votre connexion enregistrée ne peut plus être ouverte.',
    help: 'Choisissez « Réessayer », ou reconnectez-vous avec votre téléphone.'
  },
  bug: {
    says: 'Un problème est survenu dans cette appli.',
    help: 'Nous réessayons. Merci de nous indiquer le code court.'
  }
};
