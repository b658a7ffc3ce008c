import { Agent } from 'node:https';
import { connect } from 'node:tls';
import type { Duplex } from 'node:stream';
import type { AgentOptions } from 'node:https';
import type { ConnectionOptions, TLSSocket } from 'node:tls';

/** Where an admin has said which certificate counts for a host (`name:port`), and for that host no other (ruling 39). */
export interface ICertificatePins {
  /** SHA-256 of the certificate in hex without colons, or null where the usual authorities decide. */
  pinFor(host: string): Promise<string | null>;
}

/** The usual authorities decide everywhere. */
export const NO_PINS: ICertificatePins = { pinFor: () => Promise.resolve(null) };

type Then = (error: Error | null, stream: Duplex) => void;

/** A fingerprint however it was written down. */
export function plainFingerprint(text: string): string {
  return text.replace(/[^0-9a-f]/gi, '').toLowerCase();
}

function refusal(): Error {
  return Object.assign(new Error('another certificate than the pinned one'), { code: 'COUCHKEY_PIN' });
}

/**
 * Takes exactly one certificate, whoever signed it. The socket is handed over only after it was compared, so that
 * nothing of a request has been said to a host that shows another.
 */
export class PinnedAgent extends Agent {
  constructor(
    private readonly _pin: string,
    options: AgentOptions
  ) {
    // A resumed session shows no certificate to compare.
    super({ ...options, maxCachedSessions: 0 });
  }

  /** Called by Node for each new connection. */
  public override createConnection(options: ConnectionOptions, then: Then): undefined {
    const socket = connect({ ...options, rejectUnauthorized: false });
    const fail = (error: Error): void => then(error, socket);
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      socket.removeListener('error', fail);
      if (this._shows(socket)) {
        then(null, socket);
      } else {
        socket.destroy();
        fail(refusal());
      }
    });
    return undefined;
  }

  private _shows(socket: TLSSocket): boolean {
    return plainFingerprint(socket.getPeerCertificate().fingerprint256 ?? '') === plainFingerprint(this._pin);
  }
}
