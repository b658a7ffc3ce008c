import { textOf } from '../../core/wire';
import type { Written } from '../../core/ports';
import type { Fields } from '../../core/wire';
import type { GatewayContext } from './interfaces';

/** What remembers a packaged app at its gateway, across power cuts and years. */
export const REFRESH_RECORD = 'gateway.refresh';

/**
 * Keeps the newest refresh token there is. A gateway lets the one before count until this one was used, so that an
 * answer that never arrived, or was never written down, costs nothing.
 */
export function keepRefresh({ ports }: GatewayContext, answer: Fields): Promise<Written> {
  const refreshToken = textOf(answer['refreshToken']);
  return refreshToken === null
    ? Promise.resolve({ durable: true })
    : ports.vault.write(REFRESH_RECORD, refreshToken);
}
