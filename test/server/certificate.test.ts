import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createServer } from "node:tls";
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { afterAll, describe, expect, test } from "vitest";
import { openCredentials } from "../../src/server/certificate.ts";

const base = mkdtempSync(join(tmpdir(), "kontor-certificate-"));
afterAll(() => rmSync(base, { recursive: true }));

const DAY_MS = 86_400_000;
const at = (day: number) => new Date(Date.UTC(2026, 10, 21) + day * DAY_MS);
const hosts = ["localhost", "127.0.0.1", "::1", "192.168.1.5"];

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

const chainOf = (pems: string) =>
  (pems.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? []).map((pem) => new X509Certificate(pem)) as [
    leaf: X509Certificate,
    issuer: X509Certificate,
    root: X509Certificate,
  ];

/** As whoever has taken the folder may do it. */
async function signWith(folder: string, names: readonly string[]): Promise<{ key: string; certificate: string }> {
  const issuerPem = readFileSync(join(folder, "issuer.crt"), "utf8");
  const issuer = new x509.X509Certificate(issuerPem);
  const bytes = x509.PemConverter.decodeFirst(readFileSync(join(folder, "issuer.key"), "utf8"));
  const signingKey = await crypto.subtle.importKey("pkcs8", bytes, ALGORITHM, true, ["sign"]);
  const keys = (await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"])) as CryptoKeyPair;
  const leaf = await x509.X509CertificateGenerator.create({
    subject: "CN=x",
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) ? ("ip" as const) : ("dns" as const), value }))),
    ],
  });
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
  return { key, certificate: `${leaf.toString("pem")}\n${issuerPem}` };
}

describe("this computer's certificate authority", () => {
  test("vouches for this computer's names and addresses, and for no others", async () => {
    const { certificate, authority } = await openCredentials(join(base, "names"), hosts, at(0));
    const [leaf, issuer, root] = chainOf(certificate);
    expect(root.toString()).toBe(new X509Certificate(authority).toString());
    expect([leaf.verify(issuer.publicKey), leaf.checkIssued(issuer), leaf.ca, issuer.ca]).toEqual([true, true, false, true]);
    expect([issuer.verify(root.publicKey), issuer.checkIssued(root), root.ca]).toEqual([true, true, true]);
    expect([leaf.checkHost("localhost"), leaf.checkIP("192.168.1.5"), leaf.checkIP("::1")]).toEqual(["localhost", "192.168.1.5", "::1"]);
    expect([leaf.checkHost("example.org"), leaf.checkIP("192.168.1.6")]).toEqual([undefined, undefined]);
    const days = (new Date(leaf.validTo).getTime() - new Date(leaf.validFrom).getTime()) / DAY_MS;
    expect(days).toBeLessThanOrEqual(398);
  });

  test("cannot vouch for anything outside: not with its own limits, nor with the issuer's, which no system leaves unread", async () => {
    const { certificate } = await openCredentials(
      join(base, "limits"),
      [...hosts, "office.local", "example.org", "203.0.113.7", "2001:db8::1"],
      at(0),
    );
    const [leaf, ...above] = chainOf(certificate);
    expect(leaf.subjectAltName).toBe(
      "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:192.168.1.5, DNS:office.local",
    );
    for (const one of above) {
      expect((new Date(one.validTo).getTime() - new Date(one.validFrom).getTime()) / DAY_MS).toBeLessThanOrEqual(731);
    }
  });

  test.each([
    ["a private address", ["10.1.2.3"], true],
    ["a name of this network", ["till.local"], true],
    ["a site", ["example.org"], false],
    ["a public address", ["203.0.113.7"], false],
    ["a public address of IPv6", ["2001:db8::1"], false],
    ["a site beside this computer", ["localhost", "example.org"], false],
  ])("what its key signs for %s is believed: %s -> %s", async (_what, names, isBelieved) => {
    const folder = join(base, `stolen ${names.join(" ")}`);
    const { authority } = await openCredentials(folder, hosts, new Date());
    const forged = await signWith(folder, names);
    const server = createServer({ key: forged.key, cert: forged.certificate }, (socket) => socket.end());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    server.on("tlsClientError", () => undefined);
    const { port } = server.address() as AddressInfo;
    const name = names.at(-1) as string;
    const outcome = await new Promise<string>((done) => {
      const socket = connect({
        port,
        host: "127.0.0.1",
        ca: authority,
        ...(isIP(name) ? {} : { servername: name }),
        checkServerIdentity: () => undefined,
      });
      socket.on("secureConnect", () => done("believed"));
      socket.on("error", (error: Error) => done(error.message));
    });
    server.close();
    expect(outcome).toBe(isBelieved ? "believed" : "permitted subtree violation");
  });

  test("takes the place of one that an earlier version made without limits, and says so", async () => {
    const folder = join(base, "earlier");
    mkdirSync(folder);
    const keys = (await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"])) as CryptoKeyPair;
    const old = await x509.X509CertificateGenerator.createSelfSigned({
      name: [{ CN: ["Kontor on this network, 2026-11-01"] }],
      keys,
      signingAlgorithm: ALGORITHM,
    });
    writeFileSync(join(folder, "ca.crt"), old.toString("pem"));
    writeFileSync(join(folder, "ca.key"), x509.PemConverter.encode(await crypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY"));
    const first = await openCredentials(folder, hosts, at(0));
    expect(first.replaced).toBe("Kontor on this network, 2026-11-01");
    expect(first.authority).not.toContain(old.toString("pem"));
    const { replaced: _replaced, ...kept } = first;
    expect(await openCredentials(folder, hosts, at(1))).toEqual(kept);
  });

  test("is made once: a device that trusts it stays trusting", async () => {
    const folder = join(base, "once");
    const first = await openCredentials(folder, hosts, at(0));
    expect(await openCredentials(folder, hosts, at(100))).toEqual(first);
  });

  test("vouches anew when the address changes or the time runs out", async () => {
    const folder = join(base, "renewed");
    const first = await openCredentials(folder, hosts, at(0));
    const moved = await openCredentials(folder, [...hosts, "10.0.0.7"], at(1));
    const later = await openCredentials(folder, hosts, at(380));
    expect(new X509Certificate(moved.certificate).checkIP("10.0.0.7")).toBe("10.0.0.7");
    expect(new Set([first, moved, later].map((one) => one.certificate)).size).toBe(3);
    expect(new Set([first, moved, later].map((one) => one.authority)).size).toBe(1);
  });

  test.skipIf(process.platform === "win32")("keeps its keys to the person whose computer it is", async () => {
    const folder = join(base, "private");
    await openCredentials(folder, hosts, at(0));
    const readable = readdirSync(folder).filter((name) => name.endsWith(".key") && (statSync(join(folder, name)).mode & 0o077) !== 0);
    expect(readable).toEqual([]);
    expect(readdirSync(folder).toSorted()).toEqual(["ca.crt", "issuer.crt", "issuer.key", "server.crt", "server.key"]);
  });
});
