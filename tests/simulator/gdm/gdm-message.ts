/** What a server says of itself on the local network. */
export type GdmFacts = {
  readonly name: string;
  readonly port: number;
  readonly machineIdentifier: string;
  readonly version: string;
  /** `<hash>.plex.direct`. */
  readonly host: string;
  readonly updatedAtMs: number;
};

const LINE = '\r\n';

/** A search as clients send it: HTTP/1.0 or HTTP/1.1, with or without the empty line. */
export function isSearch(datagram: Buffer): boolean {
  return /^M-SEARCH \* HTTP\/1\.[01]\s*$/m.test(datagram.toString('utf8'));
}

/** The answer of one server: a status line and headers, no body. */
export function gdmReply(facts: GdmFacts): Buffer {
  const lines = [
    'HTTP/1.0 200 OK',
    'Content-Type: plex/media-server',
    `Host: ${facts.host}`,
    `Name: ${facts.name}`,
    `Port: ${facts.port}`,
    `Resource-Identifier: ${facts.machineIdentifier}`,
    `Updated-At: ${Math.floor(facts.updatedAtMs / 1000)}`,
    `Version: ${facts.version}`
  ];
  return Buffer.from(lines.join(LINE) + LINE + LINE);
}
