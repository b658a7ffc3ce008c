export { begin } from './ask';
export { GatewayAdmin } from './gateway-admin';
export { GatewayProvider } from './gateway-provider';
export { GatewayServers } from './gateway-servers';
export { newGatewayMemory } from './interfaces';
export { dropTokens, gatewayVault } from './leave';
export type { GatewayContext, GatewayFacts } from './interfaces';
