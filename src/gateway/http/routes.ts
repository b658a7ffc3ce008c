import { ADMIN_ROUTES } from '../routes/admin';
import { SERVER_ROUTES } from '../routes/servers/servers';
import { SESSION_ROUTES } from '../routes/session';
import { SIGN_IN_ROUTES } from '../routes/sign-in/sign-in';
import { TOKENS_ROUTES } from '../routes/tokens';
import type { Route } from './route';

/** The one route table: who may call what. docs/gateway.md and the OpenAPI document are made from it, and a test walks it. */
export const ROUTES: readonly Route[] = [
  ...SESSION_ROUTES,
  ...SIGN_IN_ROUTES,
  ...SERVER_ROUTES,
  ...ADMIN_ROUTES,
  ...TOKENS_ROUTES
];
