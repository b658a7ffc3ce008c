import type { FailureTexts } from './texts';

export const FAILURES_ES: FailureTexts = {
  offline: {
    says: 'Este televisor no tiene red.',
    help: 'Revisa el cable o la wifi en los ajustes del televisor. Después seguimos solos.'
  },
  nameNotFound: {
    says: 'No se ha encontrado la dirección.',
    help: 'Reinicia el router. Si solo falla tu servidor, quizá el router bloquea su nombre (DNS rebinding).'
  },
  connectionRefused: {
    says: 'Nadie responde en esa dirección.',
    help: 'Comprueba que el servidor multimedia está encendido.'
  },
  certificateUntrusted: {
    says: 'Este televisor no confía en el certificado del servidor.',
    help: 'A los modelos antiguos les faltan certificados. En tu servidor, pon «Conexiones seguras» en «Preferido».'
  },
  timeout: {
    says: 'La respuesta tarda demasiado.',
    help: 'Seguimos intentándolo. Una red lenta suele recuperarse sola.'
  },
  unreachable: {
    says: 'La conexión no ha funcionado.',
    help: 'Comprueba que otras apps de este televisor llegan a internet.'
  },
  redirected: {
    says: 'La red quiere mostrar antes su propia página.',
    help: 'Entra en la red (hotel, wifi de invitados) con otro dispositivo y pulsa «Reintentar».'
  },
  clockWrong: {
    says: 'El reloj del televisor no está en hora.',
    help: 'Ajusta la fecha y la hora en el televisor. Seguimos intentándolo.'
  },
  busy: {
    says: 'El servicio está saturado.',
    help: 'Esperamos el tiempo que pide y lo intentamos de nuevo.'
  },
  serviceDown: {
    says: 'El servicio tiene problemas.',
    help: 'No es tu televisor. Volveremos a intentarlo solos.'
  },
  malformedReply: {
    says: 'No entendemos la respuesta del servicio.',
    help: 'Lo intentamos de nuevo. Si sigue igual, actualiza esta app.'
  },
  forbidden: {
    says: 'El servicio no lo permite ahora mismo.',
    help: 'Tu sesión sigue abierta. Lo intentaremos más tarde.'
  },
  issuerRefused: {
    says: 'El servicio ha cerrado tu sesión.',
    help: 'Vuelve a iniciar sesión con el móvil.'
  },
  tokenExpired: { says: 'Hay que renovar la sesión.', help: 'Lo hacemos nosotros.' },
  tokenNotAccepted: {
    says: 'Ese token no se ha aceptado.',
    help: 'Comprueba que está completo o inicia sesión con el móvil.'
  },
  profilePinWrong: { says: 'Ese PIN no es correcto.', help: 'Inténtalo otra vez o elige otro perfil.' },
  operatorKeyRefused: {
    says: 'El servicio rechaza la clave de esta app.',
    help: 'No has hecho nada mal. Quien gestiona esta pantalla tiene que renovar la clave.'
  },
  jwtDowngraded: {
    says: 'El servicio ha respondido con un tipo de sesión antiguo.',
    help: 'Tu sesión sigue abierta. Lo intentamos de nuevo.'
  },
  codeGone: { says: 'El código ha caducado.', help: 'Enseguida aparece uno nuevo.' },
  codesUsedUp: {
    says: 'Ya hemos mostrado varios códigos.',
    help: 'Pulsa OK cuando quieras y aparecerá uno nuevo.'
  },
  cancelled: { says: 'Detenido.', help: 'Empieza de nuevo cuando quieras.' },
  noServer: {
    says: 'Esta cuenta no tiene ningún servidor multimedia.',
    help: 'Inicia sesión en plex.tv desde el propio servidor para que podamos encontrarlo.'
  },
  noRoute: {
    says: 'Tu servidor existe, pero ninguna de sus direcciones responde.',
    help: 'Comprueba que está encendido y en la misma red.'
  },
  serverRefused: {
    says: 'Tu servidor nos ha rechazado.',
    help: 'Tu sesión sigue abierta. Hemos pedido su clave otra vez; pulsa «Reintentar».'
  },
  wrongMachine: {
    says: 'En la dirección de tu servidor responde otro equipo.',
    help: 'No le hemos enviado nada. Revisa la dirección.'
  },
  badAddress: {
    says: 'Esa dirección no nos sirve.',
    help: 'Escríbela así: 192.168.1.5 o 192.168.1.5:32400.'
  },
  serverNotOnAccount: {
    says: 'Este servidor no está en tu cuenta.',
    help: 'Pide a su dueño que lo comparta contigo o inicia sesión con la cuenta que lo tiene.'
  },
  serverNeedsGateway: {
    says: 'Una página web no puede leer un servidor multimedia directamente.',
    help: 'Quien gestiona esta pantalla tiene que iniciar la pasarela de Couchkey.'
  },
  notPlexServer: {
    says: 'En esa dirección responde algo que no es Plex.',
    help: 'Revisa el número tras los dos puntos. Un servidor Plex suele usar 32400.'
  },
  needsHttps: {
    says: 'Este servidor solo acepta conexiones seguras.',
    help: 'Escribe https:// delante de la dirección o elige el servidor en la lista.'
  },
  storage: {
    says: 'Este televisor no ha podido leer o guardar tu sesión.',
    help: 'Pulsa «Reintentar». No se ha borrado nada.'
  },
  vaultKeyLost: {
    says: 'Tu sesión guardada ya no se puede abrir.',
    help: 'Pulsa «Reintentar» o vuelve a iniciar sesión con el móvil.'
  },
  bug: {
    says: 'Algo ha fallado en esta app.',
    help: 'Lo intentamos de nuevo. Dinos el código corto, por favor.'
  }
};
