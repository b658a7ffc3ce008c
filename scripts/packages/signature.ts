import { createHash, createSign } from 'node:crypto';
import type { Signer } from './certificates';
import type { Entry } from './tree';

export type Role = 'author' | 'distributor';

const NAMES = {
  author: { id: 'AuthorSignature', file: 'author-signature.xml', uri: 'role-author' },
  distributor: { id: 'DistributorSignature', file: 'signature1.xml', uri: 'role-distributor' }
} as const;

const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
const WIDGETS = 'http://www.w3.org/ns/widgets-digsig';
const SHA256 = '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod>';
const C14N11 =
  '<Transforms><Transform Algorithm="http://www.w3.org/2006/12/xml-c14n11"></Transform></Transforms>';

const digestOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('base64');

function referenceTo(uri: string, transforms: string, digest: string): string {
  return `<Reference URI="${uri}">${transforms}${SHA256}<DigestValue>${digest}</DigestValue></Reference>`;
}

/** What the signature says of itself. */
function propertiesOf(role: Role): string {
  const target = `Target="#${NAMES[role].id}"`;
  const property = (id: string, said: string): string =>
    `<SignatureProperty Id="${id}" ${target}>${said}</SignatureProperty>`;
  return [
    `<SignatureProperties xmlns:dsp="http://www.w3.org/2009/xmldsig-properties">`,
    property('profile', `<dsp:Profile URI="${WIDGETS}#profile"></dsp:Profile>`),
    property('role', `<dsp:Role URI="${WIDGETS}#${NAMES[role].uri}"></dsp:Role>`),
    property('identifier', '<dsp:Identifier></dsp:Identifier>'),
    '</SignatureProperties>'
  ].join('');
}

function signedInfoOf(files: readonly Entry[], properties: string): string {
  const object = `<Object xmlns="${XMLDSIG}" Id="prop">${properties}</Object>`;
  return [
    '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></CanonicalizationMethod>',
    '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod>',
    ...files.map(({ path, bytes }) => referenceTo(encodeURIComponent(path), '', digestOf(bytes))),
    referenceTo('#prop', C14N11, digestOf(object))
  ].join('');
}

/**
 * One signature over these files, as the W3C's widget signatures have it. Each piece is written in the canonical form
 * already, so that nothing has to be made canonical before it is signed.
 */
export function signatureOver(files: readonly Entry[], role: Role, { key, chain }: Signer): Entry {
  const properties = propertiesOf(role);
  const info = signedInfoOf(files, properties);
  const value = createSign('RSA-SHA256')
    .update(`<SignedInfo xmlns="${XMLDSIG}">${info}</SignedInfo>`)
    .sign(key, 'base64');
  const certificates = chain.map((each) => `<X509Certificate>${each}</X509Certificate>`).join('');
  const xml = [
    `<Signature xmlns="${XMLDSIG}" Id="${NAMES[role].id}">`,
    `<SignedInfo>${info}</SignedInfo>`,
    `<SignatureValue>${value}</SignatureValue>`,
    `<KeyInfo><X509Data>${certificates}</X509Data></KeyInfo>`,
    `<Object Id="prop">${properties}</Object>`,
    '</Signature>'
  ].join('');
  return { path: NAMES[role].file, bytes: Buffer.from(xml) };
}
