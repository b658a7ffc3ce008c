/* What a package loads once its viewer has named a gateway: a script of its own, and by its own name on the page. */
import { byGateway } from './compose/gateway';

(window as { couchkeyByGateway?: typeof byGateway }).couchkeyByGateway = byGateway;
