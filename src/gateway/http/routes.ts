import { SERVER_ROUTES } from '../routes/servers/servers';
import { SESSION_ROUTES } from '../routes/session';
import type { Route } from './route';

/** The one route table: who may call what. docs/gateway.md and the OpenAPI document are made from it, and a test walks it. */
export const ROUTES: readonly Route[] = [...SESSION_ROUTES, ...SERVER_ROUTES];
