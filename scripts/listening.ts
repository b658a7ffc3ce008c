import { networkInterfaces } from 'node:os';

/** This computer as a phone or a television in the house reaches it; loopback where there is no network. */
export function houseAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

type Failure = { readonly code?: string; readonly port?: number; readonly message?: string };

/** Why a command does not listen, in one line; `chosenBy` is the option that names another port. */
export function listenFailure({ code, port, message }: Failure, chosenBy: string): string {
  return code === 'EADDRINUSE'
    ? `port ${port} is taken; choose another with ${chosenBy}`
    : (message ?? String(code));
}
