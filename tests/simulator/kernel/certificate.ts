import { generateKeyPair, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asn1, md, pki } from 'node-forge';
import { PLEX_DIRECT_HASH } from './plex-direct';

/** For `https.createServer`. */
export type Certificate = { readonly key: string; readonly cert: string };

/** A throw-away authority and one certificate for everything the simulator stands for. */
export type Authority = { readonly caPem: string; readonly certificate: Certificate };

type KeyPair = { readonly privatePem: string; readonly publicKey: pki.PublicKey };

const DAY_MS = 86_400_000;
const DNS_NAMES = [
  'localhost',
  'plex.tv',
  '*.plex.tv',
  `*.${PLEX_DIRECT_HASH}.plex.direct`,
  'themoviedb.org',
  '*.themoviedb.org',
  '*.simulator.test'
];
const FILES = { ca: 'ca.pem', cert: 'server.pem', key: 'server-key.pem' } as const;

const generate = promisify(generateKeyPair);

/** By node:crypto, off the main thread: forge takes some ten times as long. */
async function newKeyPair(): Promise<KeyPair> {
  const { privateKey, publicKey } = await generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
  });
  return { privatePem: privateKey, publicKey: pki.publicKeyFromPem(publicKey) };
}

function blankCertificate(keys: KeyPair, serial: string, commonName: string): pki.Certificate {
  const certificate = pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = serial;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + 365 * DAY_MS);
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  return certificate;
}

/** Forge writes the certificate, node:crypto signs it: what forge asks of a key is no more than `sign`. */
function signerOf(certificate: pki.Certificate & { tbsCertificate?: asn1.Asn1 }, privatePem: string): object {
  const signTbs = (): string => {
    const tbs = asn1.toDer(certificate.tbsCertificate as asn1.Asn1).getBytes();
    return sign('sha256', Buffer.from(tbs, 'latin1'), privatePem).toString('latin1');
  };
  return { sign: signTbs };
}

function signedPem(certificate: pki.Certificate, issuer: pki.Certificate, privatePem: string): string {
  certificate.setIssuer(issuer.subject.attributes);
  certificate.sign(signerOf(certificate, privatePem) as pki.rsa.PrivateKey, md.sha256.create());
  return pki.certificateToPem(certificate);
}

function serverExtensions(addresses: readonly string[]): object[] {
  const dns = DNS_NAMES.map((value) => ({ type: 2, value }));
  const ips = addresses.map((ip) => ({ type: 7, ip }));
  return [
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: [...dns, ...ips] }
  ];
}

async function makeAuthority(): Promise<Authority> {
  const [caKeys, serverKeys] = await Promise.all([newKeyPair(), newKeyPair()]);
  const ca = blankCertificate(caKeys, '01', 'Couchkey simulator authority');
  ca.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }
  ]);
  const caPem = signedPem(ca, ca, caKeys.privatePem);
  const server = blankCertificate(serverKeys, '02', 'simulator');
  server.setExtensions(serverExtensions(['127.0.0.1', '::1']));
  const cert = signedPem(server, ca, caKeys.privatePem);
  return { caPem, certificate: { key: serverKeys.privatePem, cert } };
}

function readAuthority(dir: string): Authority | null {
  const paths = [FILES.ca, FILES.cert, FILES.key].map((name) => join(dir, name));
  if (!paths.every((path) => existsSync(path))) return null;
  const [caPem = '', cert = '', key = ''] = paths.map((path) => readFileSync(path, 'utf8'));
  const expires = pki.certificateFromPem(cert).validity.notAfter.getTime();
  return expires - Date.now() < DAY_MS ? null : { caPem, certificate: { key, cert } };
}

function writeAuthority(dir: string, authority: Authority): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, FILES.ca), authority.caPem);
  writeFileSync(join(dir, FILES.cert), authority.certificate.cert);
  writeFileSync(join(dir, FILES.key), authority.certificate.key, { mode: 0o600 });
}

/** Makes an authority, or reads the one that an earlier run left in `dir`. */
export async function loadAuthority(dir?: string): Promise<Authority> {
  if (dir === undefined) return makeAuthority();
  const kept = readAuthority(dir);
  if (kept !== null) return kept;
  const made = await makeAuthority();
  writeAuthority(dir, made);
  return made;
}
