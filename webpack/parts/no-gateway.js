/** In place of src/compose/gateway.ts in packages: only a gateway serves a page that has one. */
export function byGateway() {
  return null;
}
