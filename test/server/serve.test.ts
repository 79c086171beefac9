import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openCredentials } from "../../src/server/certificate.ts";
import { type ServeOptions, serve } from "../../src/server/serve.ts";
import { readPath } from "../../src/server/staticFiles.ts";

const base = mkdtempSync(join(tmpdir(), "kontor-serve-"));
const folder = join(base, "dist");
const closers: (() => Promise<void>)[] = [];

beforeAll(() => {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html>page");
  writeFileSync(join(folder, "sw.js"), "// service worker");
  writeFileSync(join(folder, "assets", "index-BSz2G9LA.js"), "console.log(1);".repeat(100));
  writeFileSync(join(folder, "config.json"), '{"signalling":[],"iceServers":[],"kept":true}');
  writeFileSync(join(base, "secret.txt"), "secret");
  writeFileSync(join(folder, ".hidden"), "secret");
  symlinkSync(join(base, "secret.txt"), join(folder, "link.txt"));
});
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});
afterAll(() => rmSync(base, { recursive: true }));

async function open(options: Partial<ServeOptions> = {}) {
  const serving = await serve({ folder, port: 0, addresses: ["192.168.1.5"], ...options });
  closers.push(() => serving.close());
  return serving;
}

interface Answer {
  status: number | undefined;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** Not fetch: it would tidy the path up before asking. */
async function ask(
  port: number,
  path: string,
  options: { headers?: Record<string, string>; method?: string; ca?: string } = {},
): Promise<Answer> {
  const { ca, ...rest } = options;
  const common = { host: "127.0.0.1", port, path, agent: false, ...rest };
  const asked = ca ? httpsRequest({ ...common, ca, servername: "localhost" }) : httpRequest(common);
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(await response.toArray()) };
}

describe("the page", () => {
  test("comes at the root and by its name, is always asked for again, and carries the policy", async () => {
    const { port } = await open();
    for (const path of ["/", "/index.html", "/?from=home"]) {
      const { status, headers, body } = await ask(port, path);
      expect([status, body.toString(), headers["content-type"], headers["cache-control"]]).toEqual([
        200,
        "<!doctype html>page",
        "text/html; charset=utf-8",
        "no-cache",
      ]);
      expect(headers["content-security-policy"]).toMatch(
        /script-src 'self';.*connect-src 'self' wss:;.*require-trusted-types-for 'script'.*frame-ancestors 'none'/,
      );
      expect(headers).toMatchObject({
        "cross-origin-opener-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      });
      expect(headers["permissions-policy"]).toContain("camera=(self)");
    }
  });

  test("binds its workers by the same policy, and keeps hashed files for ever", async () => {
    const { port } = await open();
    const script = await ask(port, "/assets/index-BSz2G9LA.js");
    expect(script.headers["content-security-policy"]).toContain("connect-src 'self' wss:");
    expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(script.headers["cache-control"]).toContain("immutable");
    expect((await ask(port, "/sw.js")).headers["cache-control"]).toBe("no-cache");
  });

  test("travels compressed to who can read that, and not at all to who has it", async () => {
    const { port } = await open();
    const small = await ask(port, "/assets/index-BSz2G9LA.js", { headers: { "accept-encoding": "br, gzip" } });
    expect(small.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(small.body).toString()).toBe("console.log(1);".repeat(100));
    const again = await ask(port, "/assets/index-BSz2G9LA.js", { headers: { "if-none-match": String(small.headers.etag) } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  test("is the only thing shown: nothing outside its folder, nothing hidden", async () => {
    const { port } = await open();
    const attempts = [
      "/../secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e/secret.txt",
      "/assets/../../secret.txt",
      "/..\\secret.txt",
      "/..%5csecret.txt",
      "/.hidden",
      "/%2ehidden",
      "/link.txt",
      "//etc/passwd",
      "/%00",
      "/%",
      "/index.html%00.js",
      "/assets",
      "/missing",
    ];
    for (const path of attempts) {
      const { status, body, headers } = await ask(port, path);
      expect([path, status === 404 || status === 400, body.includes("secret")]).toEqual([path, true, false]);
      expect(headers["content-security-policy"]).toBeDefined();
    }
    expect((await ask(port, "/", { method: "POST" })).status).toBe(405);
    expect(readPath("/assets/a.js?x=../..")).toBe("/assets/a.js");
  });
});

describe("config.json", () => {
  const config = async (port: number, host: string) =>
    JSON.parse((await ask(port, "/config.json", { headers: { host } })).body.toString()) as Record<string, unknown>;

  test("offers our own STUN under the name that was asked for, and the addresses in the network", async () => {
    const { port, hasStun } = await open();
    expect(hasStun).toBe(true);
    expect(await config(port, `crm.example:${port}`)).toEqual({
      signalling: [],
      iceServers: [{ urls: `stun:crm.example:${port}` }],
      kept: true,
      addresses: [`http://192.168.1.5:${port}/`],
    });
  });

  test("names an address in the network to who asks from this computer itself", async () => {
    const { port } = await open();
    expect((await config(port, `localhost:${port}`))["iceServers"]).toEqual([{ urls: `stun:192.168.1.5:${port}` }]);
    const alone = await open({ addresses: [] });
    expect((await config(alone.port, `localhost:${alone.port}`))["iceServers"]).toEqual([]);
  });

  test("leaves the servers alone that somebody has chosen, also while running", async () => {
    const own = mkdtempSync(join(tmpdir(), "kontor-config-"));
    const { port } = await open({ folder: own });
    writeFileSync(join(own, "config.json"), '{"iceServers":[{"urls":"turn:example.org"}]}');
    expect((await config(port, "crm.example"))["iceServers"]).toEqual([{ urls: "turn:example.org" }]);
    rmSync(own, { recursive: true });
  });
});

describe("one port", () => {
  test("also is the meeting point", async () => {
    const { port } = await open();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/signal`);
    await once(socket, "open");
    socket.send('{"type":"ping"}');
    expect(String((await once(socket, "message"))[0])).toBe('{"type":"pong"}');
  });

  test("says when another program has it", async () => {
    const other = createServer().listen(0);
    await once(other, "listening");
    const taken = other.address();
    const port = typeof taken === "object" && taken ? taken.port : 0;
    await expect(serve({ folder, port, addresses: [] })).rejects.toMatchObject({ code: "EADDRINUSE" });
    other.close();
  });
});

describe("https", () => {
  const hosts = ["localhost", "127.0.0.1", "192.168.1.5"];

  test("is trusted by who trusts this computer's authority, on the same port, meeting point included", async () => {
    const credentials = await openCredentials(join(base, "https"), hosts);
    const { port } = await open({ credentials });
    const page = await ask(port, "/", { ca: credentials.authority });
    expect([page.status, page.body.toString()]).toEqual([200, "<!doctype html>page"]);
    await expect(ask(port, "/", { ca: (await openCredentials(join(base, "stranger"), hosts)).authority })).rejects.toThrow(
      /certificate|signature/,
    );

    const socket = new WebSocket(`wss://127.0.0.1:${port}/signal`, { ca: credentials.authority });
    await once(socket, "open");
    socket.terminate();
  });

  test("a device that comes without it gets the authority and the way to trust it, this computer itself gets the app", async () => {
    const credentials = await openCredentials(join(base, "https"), hosts);
    const { port } = await open({ credentials });
    const phone = { headers: { host: `192.168.1.5:${port}` } };
    const steps = await ask(port, "/", phone);
    for (const words of ["Certificate Trust Settings", "What trusting means", "Was Vertrauen heißt"])
      expect(steps.body.toString()).toContain(words);
    expect(steps.body.toString()).toContain(`https://192.168.1.5:${port}/`);
    const authority = await ask(port, "/kontor-ca.crt", phone);
    expect(new X509Certificate(authority.body).toString()).toBe(credentials.authority);
    // A hash of the file is what the page and the console say.
    const hash = createHash("sha256").update(authority.body).digest("hex").toUpperCase();
    expect(steps.body.toString().replaceAll("<wbr>", "")).toContain((hash.match(/../g) ?? []).join(":"));
    expect(authority.headers["content-type"]).toBe("application/x-x509-ca-cert");
    expect((await ask(port, "/", { headers: { host: `localhost:${port}` } })).body.toString()).toBe("<!doctype html>page");
  });
});

describe("a connection that says nothing", () => {
  const kept = (port: number, said: string | Uint8Array) =>
    new Promise<string>((done) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(said));
      socket.on("error", () => undefined);
      socket.on("close", () => done("ended"));
      socket.resume();
    });

  test.each([
    ["at all", ""],
    ["but the beginning of a request", "GET / HTTP/1.1\r\nHost"],
    ["but the beginning of a TLS handshake", Uint8Array.of(0x16, 3, 1)],
  ])("%s is ended, on http and on https", async (_what, said) => {
    const credentials = await openCredentials(join(base, "https"), ["localhost"]);
    const [plain, secure] = await Promise.all([open({ patienceMs: 40 }), open({ patienceMs: 40, credentials })]);
    expect([await kept(plain.port, said), await kept(secure.port, said)]).toEqual(["ended", "ended"]);
  });
});
