import { shortCodeFor } from '../core/model/failure';
import type { Failure } from '../core/model/failure';
import type { ProviderId } from '../core/model/config';
import type { Texts } from './texts/texts';

/** Where each service lives: names of places, the same in every language. */
const HOSTS: { readonly [provider in ProviderId]: string } = { plex: 'plex.tv', tmdb: 'themoviedb.org' };

/** The service as the viewer meets it on a phone. */
export function hostOf(provider: ProviderId): string {
  return HOSTS[provider];
}

const SILENT: readonly string[] = ['timeout', 'connectionRefused', 'unreachable', 'serviceDown'];

/** What is wrong with a service: who does not answer, or what else the failure's own words say. */
export function serviceSays(texts: Texts, reason: Failure, service: string): string {
  return SILENT.indexOf(reason.code) >= 0
    ? texts.say('link.silent', { service })
    : texts.failure(reason.code).says;
}

/** The same in one line, with how often it was tried and the short code. */
export function reasonLine(texts: Texts, reason: Failure, service: string, tries: number): string {
  if (reason.place !== undefined) {
    return texts.count('link.queue', Math.max(1, reason.place));
  }
  const values = { says: serviceSays(texts, reason, service), code: shortCodeFor(reason) };
  return texts.count('link.reason', Math.max(1, tries), values);
}
