/** The ways into what a gateway offers: the pages behind them bring their own words along. */
const EN = { setUp: 'Finish set-up', manage: 'Manage', goOn: 'Go on' } as const;

export type WayWords = { readonly [key in keyof typeof EN]: string };

export const WAY_WORDS: { readonly [language: string]: WayWords } = {
  en: EN,
  de: { setUp: 'Einrichtung abschließen', manage: 'Verwalten', goOn: 'Weiter' },
  fr: { setUp: 'Terminer l’installation', manage: 'Gérer', goOn: 'Continuer' },
  es: { setUp: 'Terminar la configuración', manage: 'Administrar', goOn: 'Continuar' },
  ja: { setUp: '設定を完了する', manage: '管理', goOn: '次へ進む' },
  ar: { setUp: 'إكمال الإعداد', manage: 'الإدارة', goOn: 'متابعة' }
};
