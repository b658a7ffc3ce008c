/** In place of src/core/machine/admin-machine.ts in packages: nothing opens these pages there. */
export const CLOSED = { page: 'closed', ask: null };
export const askAdmin = () => [];
export const reduceAdmin = (state) => state;
