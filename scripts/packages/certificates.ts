import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import forge from 'node-forge';

/** Who signs: a private key as PEM, and the certificates from the signer's own to the root's, as base64 of DER. */
export type Signer = { readonly key: string; readonly chain: readonly string[] };

/** What is wrong with a certificate, in words for whoever gave it. */
export class BadCertificate extends Error {}

const YEARS_MS = 20 * 365 * 86_400_000;

function openP12(path: string, password: string): forge.pkcs12.Pkcs12Pfx {
  if (!existsSync(path)) {
    throw new BadCertificate(`there is no certificate at ${path}`);
  }
  try {
    const asn1 = forge.asn1.fromDer(readFileSync(path, 'binary'));
    return forge.pkcs12.pkcs12FromAsn1(asn1, password);
  } catch {
    throw new BadCertificate(`${path} does not open: it is no .p12, or the password is another`);
  }
}

function keyIn(p12: forge.pkcs12.Pkcs12Pfx, path: string): forge.pki.rsa.PrivateKey {
  const { pkcs8ShroudedKeyBag: shrouded, keyBag: plain } = forge.pki.oids as { [name: string]: string };
  const bags = [shrouded, plain].flatMap(
    (bagType) => p12.getBags({ bagType: bagType as string })[bagType as string] ?? []
  );
  const key = bags[0]?.key;
  if (!key) {
    throw new BadCertificate(`${path} holds no private key`);
  }
  return key as forge.pki.rsa.PrivateKey;
}

/** From the certificate of this key up to where nobody in the file issued it. */
function chainFrom(
  all: readonly forge.pki.Certificate[],
  key: forge.pki.rsa.PrivateKey
): forge.pki.Certificate[] {
  const isOwn = (each: forge.pki.Certificate): boolean =>
    (each.publicKey as forge.pki.rsa.PublicKey).n.equals(key.n);
  const chain = all.filter(isOwn).slice(0, 1);
  for (let last = chain[0]; last !== undefined;) {
    const child: forge.pki.Certificate = last;
    last = all.find((each) => each !== child && !chain.includes(each) && child.isIssuer(each));
    chain.push(...(last === undefined ? [] : [last]));
  }
  return chain;
}

const derOf = (certificate: forge.pki.Certificate): string =>
  forge.util.encode64(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes());

/** Reads a signer from a .p12. One that has ended or has no key is refused here, not by a television. */
export function readSigner(path: string, password: string, now: Date): Signer {
  const p12 = openP12(path, password);
  const key = keyIn(p12, path);
  const bagType = forge.pki.oids['certBag'] as string;
  const all = (p12.getBags({ bagType })[bagType] ?? []).flatMap(({ cert }) => (cert ? [cert] : []));
  const chain = chainFrom(all, key);
  const own = chain[0];
  if (own === undefined) {
    throw new BadCertificate(`${path} holds no certificate for its key`);
  }
  if (now > own.validity.notAfter || now < own.validity.notBefore) {
    throw new BadCertificate(
      `the certificate in ${path} holds from ${own.validity.notBefore.toISOString()} to ${own.validity.notAfter.toISOString()}`
    );
  }
  return { key: forge.pki.privateKeyToPem(key), chain: chain.map(derOf) };
}

type Issued = { readonly key: forge.pki.rsa.PrivateKey; readonly certificate: forge.pki.Certificate };

function issue(name: string, by: Issued | null, now: Date): Issued {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`;
  certificate.validity.notBefore = new Date(now.getTime() - 86_400_000);
  certificate.validity.notAfter = new Date(now.getTime() + YEARS_MS);
  certificate.setSubject([{ name: 'commonName', value: name }]);
  certificate.setIssuer(by === null ? certificate.subject.attributes : by.certificate.subject.attributes);
  certificate.setExtensions([{ name: 'basicConstraints', cA: by === null }]);
  certificate.sign(by === null ? keys.privateKey : by.key, forge.md.sha256.create());
  return { key: keys.privateKey, certificate };
}

/** Makes a certificate for trying things out: its own root, and a signer below it. No store takes it. */
export function makeThrowAway(path: string, password: string, now: Date): void {
  const root = issue('Couchkey development root', null, now);
  const signer = issue('Couchkey development', root, now);
  const p12 = forge.pkcs12.toPkcs12Asn1(signer.key, [signer.certificate, root.certificate], password, {
    algorithm: '3des'
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, forge.asn1.toDer(p12).getBytes(), { encoding: 'binary', mode: 0o600 });
}
