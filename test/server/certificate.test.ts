import { X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openCredentials } from "../../src/server/certificate.ts";

const base = mkdtempSync(join(tmpdir(), "kontor-certificate-"));
afterAll(() => rmSync(base, { recursive: true }));

const DAY_MS = 86_400_000;
const at = (day: number) => new Date(Date.UTC(2026, 10, 21) + day * DAY_MS);
const hosts = ["localhost", "127.0.0.1", "::1", "192.168.1.5"];

describe("this computer's certificate authority", () => {
  test("vouches for this computer's names and addresses, and for no others", async () => {
    const { certificate, authority } = await openCredentials(join(base, "names"), hosts, at(0));
    const leaf = new X509Certificate(certificate);
    const root = new X509Certificate(authority);
    expect([leaf.verify(root.publicKey), leaf.checkIssued(root), leaf.ca, root.ca]).toEqual([true, true, false, true]);
    expect([leaf.checkHost("localhost"), leaf.checkIP("192.168.1.5"), leaf.checkIP("::1")]).toEqual(["localhost", "192.168.1.5", "::1"]);
    expect([leaf.checkHost("example.org"), leaf.checkIP("192.168.1.6")]).toEqual([undefined, undefined]);
    const days = (new Date(leaf.validTo).getTime() - new Date(leaf.validFrom).getTime()) / DAY_MS;
    expect(days).toBeLessThanOrEqual(398);
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
    expect(readdirSync(folder).toSorted()).toEqual(["ca.crt", "ca.key", "server.crt", "server.key"]);
  });
});
