import { newId } from '../secrets/tokens';

/** Tokens of a site begin so: they came from a hand-over, and may do what a user may, whoever the user is. */
const SITE = 'site.';

export const newApiFamilyId = (): string => `api.${newId()}`;
export const newSiteFamilyId = (): string => `${SITE}${newId()}`;
export const isSiteFamily = (id: string): boolean => id.startsWith(SITE);
