import type { Pin } from './pin-store';
import { dateOf, type XmlFields } from './xml';

export type PinView = { readonly now: number; readonly linkBase: string; readonly authToken: string | null };

const LOCATION = {
  code: 'DE',
  european_union_member: true,
  continent_code: 'EU',
  country: 'Germany',
  city: 'Testhausen',
  time_zone: 'Europe/Berlin',
  postal_code: '12345',
  in_privacy_restricted_country: true,
  in_privacy_restricted_region: true,
  subdivisions: 'Land Test',
  coordinates: '51.000, 9.000'
} as const;

/** POST and GET answer with the same fields; what is not there yet is an explicit null. */
export function pinBody(pin: Pin, view: PinView): XmlFields {
  return {
    id: Number(pin.id),
    code: pin.code,
    product: pin.product,
    trusted: false,
    qr: `${view.linkBase}/api/v2/pins/qr/${pin.code}`,
    clientIdentifier: pin.clientIdentifier,
    location: LOCATION,
    expiresIn: Math.ceil((pin.expiresAt - view.now) / 1000),
    createdAt: dateOf(pin.createdAt),
    expiresAt: dateOf(pin.expiresAt),
    authToken: view.authToken,
    newRegistration: view.authToken === null ? null : false
  };
}
