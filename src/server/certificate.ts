import { X509Certificate as NodeCertificate } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
// Asked for by a part of x509, before it.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { addressBytes, isPrivateAddress, privateRanges } from "./network.ts";

/**
 * A certificate authority of this computer's own, made on first use: a phone that trusts it gets a secure page, and with it encryption,
 * a service worker and the installed app. A merely self-signed page would get no service worker.
 *
 * What a phone trusts may vouch for private addresses, localhost and .local, and for nothing else in the world. Some systems do not look
 * at such limits in the certificate that is trusted itself; so its key signs one issuer, in which everybody looks at them, and is thrown
 * away. What lies in the folder cannot pose as any other site, whoever takes it.
 */
export interface Credentials {
  key: string;
  /** Leaf first, then the issuer, then the authority. */
  certificate: string;
  /** What devices are asked to trust. */
  authority: string;
  /** The name of one without such limits, made by an earlier version, that this one has taken the place of. */
  replaced?: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 730;
// Apple refuses server certificates of more than 398 days where a public authority signed them, 825 otherwise.
const LEAF_DAYS = 397;
const RENEW_DAYS = 30;
const CA_FILE = "ca.crt";
const LIMITED_NAMES = ["localhost", "local"];

/** How people compare certificates: the SHA-256 of its bytes, as `sha256sum` and phones show it. */
export const fingerprintOf = (pem: string): string => new NodeCertificate(pem).fingerprint256;

/** Credentials for those of these host names and addresses that may be vouched for; kept in the folder and renewed when they no longer fit. */
export async function openCredentials(folder: string, wanted: readonly string[], now = new Date()): Promise<Credentials> {
  const hosts = wanted.filter((host) => (isIP(host) ? isPrivateAddress(host) : isLimitedName(host)));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { authority, issuer, replaced } = await openIssuer(folder, now);
  const given = { authority, ...(replaced !== undefined && { replaced }) };
  const keyFile = join(folder, "server.key");
  const certificateFile = join(folder, "server.crt");
  const kept = await read(certificateFile);
  if (kept && fits(kept, issuer.pem, hosts, now))
    return { ...given, key: await readFile(keyFile, "utf8"), certificate: kept + issuer.pem + authority };

  const keys = await makeKeys();
  const end = Math.min(now.getTime() + LEAF_DAYS * DAY_MS, issuer.certificate.notAfter.getTime());
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: ["Kontor"] }],
    issuer: issuer.certificate.subject,
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(end),
    publicKey: keys.publicKey,
    signingKey: issuer.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(hosts.map((value) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value }))),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey),
    ],
  });
  const key = await privatePem(keys.privateKey);
  const certificate = pemOf(leaf);
  await writeFile(keyFile, key, { mode: 0o600 });
  await writeFile(certificateFile, certificate);
  return { ...given, key, certificate: certificate + issuer.pem + authority };
}

const isLimitedName = (host: string) => LIMITED_NAMES.some((name) => host === name || host.endsWith(`.${name}`));

interface Issuer {
  readonly pem: string;
  readonly certificate: x509.X509Certificate;
  readonly privateKey: CryptoKey;
}

async function openIssuer(folder: string, now: Date): Promise<{ authority: string; issuer: Issuer; replaced?: string }> {
  const keyFile = join(folder, "issuer.key");
  const certificateFile = join(folder, "issuer.crt");
  const [authority, pem, keyPem] = await Promise.all([read(join(folder, CA_FILE)), read(certificateFile), read(keyFile)]);
  if (authority && pem && keyPem) {
    const certificate = new x509.X509Certificate(pem);
    if (certificate.notAfter.getTime() - now.getTime() > RENEW_DAYS * DAY_MS) {
      const bytes = x509.PemConverter.decodeFirst(keyPem);
      const privateKey = await crypto.subtle.importKey("pkcs8", bytes, ALGORITHM, true, ["sign"]);
      return { authority, issuer: { pem, certificate, privateKey } };
    }
  }

  const rootKeys = await makeKeys();
  const issuerKeys = await makeKeys();
  const day = now.toISOString().slice(0, 10);
  const valid = { notBefore: new Date(now.getTime() - DAY_MS), notAfter: new Date(now.getTime() + AUTHORITY_DAYS * DAY_MS) };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [`Kontor on this network, ${day}`] }],
    ...valid,
    keys: rootKeys,
    signingAlgorithm: ALGORITHM,
    extensions: await mayVouch(1, rootKeys.publicKey),
  });
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [`Kontor on this computer, ${day}`] }],
    issuer: root.subject,
    ...valid,
    publicKey: issuerKeys.publicKey,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [...(await mayVouch(0, issuerKeys.publicKey)), await x509.AuthorityKeyIdentifierExtension.create(rootKeys.publicKey)],
  });
  // Earlier versions kept the key of one that could vouch for any site.
  const oldKeyFile = join(folder, "ca.key");
  const replaced = authority && (await read(oldKeyFile)) ? new x509.X509Certificate(authority).subjectName.getField("CN")[0] : undefined;
  await rm(oldKeyFile, { force: true });
  await writeFile(keyFile, await privatePem(issuerKeys.privateKey), { mode: 0o600 });
  await writeFile(certificateFile, pemOf(certificate));
  await writeFile(join(folder, CA_FILE), pemOf(root));
  return {
    authority: pemOf(root),
    issuer: { pem: pemOf(certificate), certificate, privateKey: issuerKeys.privateKey },
    ...(replaced !== undefined && { replaced }),
  };
}

/** For servers within the limits, through so many issuers below. */
const mayVouch = async (depth: number, key: CryptoKey): Promise<x509.Extension[]> => [
  new x509.BasicConstraintsExtension(true, depth, true),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
  new x509.Extension(NAME_CONSTRAINTS, true, nameConstraints()),
  await x509.SubjectKeyIdentifierExtension.create(key),
];

const NAME_CONSTRAINTS = "2.5.29.30";

/** RFC 5280, 4.2.1.10: the only names and addresses that certificates below may bear. The library has no class for it. */
function nameConstraints(): Uint8Array<ArrayBuffer> {
  const names = LIMITED_NAMES.map((name) => der(0x82, Buffer.from(name, "latin1")));
  const ranges = privateRanges.map(([address, bits]) => {
    const base = addressBytes(address);
    const mask = base.map((_, i) => (0xff00 >> Math.min(8, Math.max(0, bits - 8 * i))) & 0xff);
    return der(0x87, Buffer.from([...base, ...mask]));
  });
  const permitted = [...names, ...ranges].map((name) => der(0x30, name));
  return Uint8Array.from(der(0x30, der(0xa0, Buffer.concat(permitted))));
}

/** Tag, length, content. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function fits(leafPem: string, issuerPem: string, hosts: readonly string[], now: Date): boolean {
  const leaf = new NodeCertificate(leafPem);
  const isForAll = hosts.every((host) => (isIP(host) ? leaf.checkIP(host) : leaf.checkHost(host)) !== undefined);
  const isFresh = new Date(leaf.validTo).getTime() - now.getTime() > RENEW_DAYS * DAY_MS;
  return isForAll && isFresh && leaf.verify(new NodeCertificate(issuerPem).publicKey);
}

const pemOf = (certificate: x509.X509Certificate) => `${certificate.toString("pem")}\n`;

const makeKeys = () => crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);

const privatePem = async (key: CryptoKey) => `${x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY")}\n`;

/** Positive and 16 bytes long, as RFC 5280 asks. */
function serialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return Buffer.from(bytes).toString("hex");
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
}
