/** Who may do what: the gateway refuses by this table, and a television hides by it what would be refused. */
export type Role = 'user' | 'admin';
export type Resource = 'users' | 'sessions' | 'services' | 'settings' | 'profile' | 'audit';
export type Action = 'read' | 'change' | 'remove';

/**
 * `profile` is one's own: sign-ins, screens and tokens; `sessions` are everybody's. `services` are media servers.
 * Everybody who signs in is a user, the owner of the Plex account as well as a managed or restricted profile of a
 * Plex Home: that plex.tv calls somebody an admin of their household says nothing about this gateway, whose admins
 * are made by the set-up code or by another admin.
 */
const MAY: { readonly [role in Role]: { readonly [resource in Resource]: string } } = {
  user: { users: '', sessions: '', services: 'read', settings: '', profile: 'read change remove', audit: '' },
  admin: {
    users: 'read change remove',
    sessions: 'read remove',
    services: 'read change',
    settings: 'read change',
    profile: 'read change remove',
    audit: 'read'
  }
};

/** Whether somebody in this role may; null is nobody. */
export function mayDo(role: Role | null, resource: Resource, action: Action): boolean {
  return role !== null && MAY[role][resource].indexOf(action) >= 0;
}
