import { X509Certificate as NodeCertificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
// Asked for by a part of x509, before it.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";

/**
 * A certificate authority of this computer's own, made on first use: a phone that trusts it gets a secure page, and with it encryption,
 * a service worker and the installed app. A merely self-signed page would get no service worker. The key never leaves the folder.
 */
export interface Credentials {
  key: string;
  /** Leaf first, then the authority. */
  certificate: string;
  authority: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3650;
// Apple refuses server certificates of more than 398 days where a public authority signed them, 825 otherwise.
const LEAF_DAYS = 397;
const RENEW_DAYS = 30;

/** Credentials for these host names and addresses; kept in the folder and renewed when they no longer fit. */
export async function openCredentials(folder: string, hosts: readonly string[], now = new Date()): Promise<Credentials> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const authority = await openAuthority(folder, now);
  const keyFile = join(folder, "server.key");
  const certificateFile = join(folder, "server.crt");
  const kept = await read(certificateFile);
  if (kept && fits(kept, authority.pem, hosts, now))
    return { key: await readFile(keyFile, "utf8"), certificate: kept + authority.pem, authority: authority.pem };

  const keys = await makeKeys();
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: ["Kontor"] }],
    issuer: authority.certificate.subject,
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + LEAF_DAYS * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(hosts.map((value) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value }))),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ],
  });
  const key = await privatePem(keys.privateKey);
  const certificate = `${leaf.toString("pem")}\n`;
  await writeFile(keyFile, key, { mode: 0o600 });
  await writeFile(certificateFile, certificate);
  return { key, certificate: certificate + authority.pem, authority: authority.pem };
}

interface Authority {
  pem: string;
  certificate: x509.X509Certificate;
  privateKey: CryptoKey;
}

async function openAuthority(folder: string, now: Date): Promise<Authority> {
  const keyFile = join(folder, "ca.key");
  const certificateFile = join(folder, "ca.crt");
  const pem = await read(certificateFile);
  const keyPem = await read(keyFile);
  if (pem && keyPem) {
    const certificate = new x509.X509Certificate(pem);
    if (certificate.notAfter.getTime() - now.getTime() > LEAF_DAYS * DAY_MS) {
      const bytes = x509.PemConverter.decodeFirst(keyPem);
      return { pem, certificate, privateKey: await crypto.subtle.importKey("pkcs8", bytes, ALGORITHM, true, ["sign"]) };
    }
  }
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [`Kontor on this network, ${now.toISOString().slice(0, 10)}`] }],
    notBefore: new Date(now.getTime() - DAY_MS),
    notAfter: new Date(now.getTime() + AUTHORITY_DAYS * DAY_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const written = `${certificate.toString("pem")}\n`;
  await writeFile(keyFile, await privatePem(keys.privateKey), { mode: 0o600 });
  await writeFile(certificateFile, written);
  return { pem: written, certificate, privateKey: keys.privateKey };
}

function fits(leafPem: string, authorityPem: string, hosts: readonly string[], now: Date): boolean {
  const leaf = new NodeCertificate(leafPem);
  const isForAll = hosts.every((host) => (isIP(host) ? leaf.checkIP(host) : leaf.checkHost(host)) !== undefined);
  const isFresh = new Date(leaf.validTo).getTime() - now.getTime() > RENEW_DAYS * DAY_MS;
  return isForAll && isFresh && leaf.verify(new NodeCertificate(authorityPem).publicKey);
}

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
