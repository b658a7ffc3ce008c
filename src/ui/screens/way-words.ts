/** The ways into what a gateway offers: the pages behind them bring their own words along. */
const EN = {
  setUp: 'Finish set-up',
  manage: 'Manage',
  goOn: 'Go on',
  remember: 'Remember this screen',
  rememberHelp:
    'Stays signed in, even when it was off for weeks. A screen that is not remembered is signed out after a month without use.'
} as const;

export type WayWords = { readonly [key in keyof typeof EN]: string };

export const WAY_WORDS: { readonly [language: string]: WayWords } = {
  en: EN,
  de: {
    setUp: 'Einrichtung abschließen',
    manage: 'Verwalten',
    goOn: 'Weiter',
    remember: 'Diesen Bildschirm merken',
    rememberHelp:
      'Bleibt angemeldet, auch wenn er wochenlang aus war. Ein Bildschirm, der nicht gemerkt ist, wird nach einem Monat ohne Nutzung abgemeldet.'
  },
  fr: {
    setUp: 'Terminer l’installation',
    manage: 'Gérer',
    goOn: 'Continuer',
    remember: 'Mémoriser cet écran',
    rememberHelp:
      'Reste connecté, même éteint pendant des semaines. Sinon, l’écran est déconnecté après un mois sans usage.'
  },
  es: {
    setUp: 'Terminar la configuración',
    manage: 'Administrar',
    goOn: 'Continuar',
    remember: 'Recordar esta pantalla',
    rememberHelp:
      'Sigue con la sesión iniciada aunque esté apagada semanas. Si no, se cierra tras un mes sin uso.'
  },
  ja: {
    setUp: '設定を完了する',
    manage: '管理',
    goOn: '次へ進む',
    remember: 'この画面を記憶する',
    rememberHelp:
      '数週間使わなくてもサインインしたままになります。オフにすると、1か月使わないとサインアウトします。'
  },
  ar: {
    setUp: 'إكمال الإعداد',
    manage: 'الإدارة',
    goOn: 'متابعة',
    remember: 'تذكّر هذه الشاشة',
    rememberHelp: 'تبقى مسجّلة الدخول حتى لو أُطفئت لأسابيع. وإلا فيُسجَّل خروجها بعد شهر بلا استخدام.'
  }
};
