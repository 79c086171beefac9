import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cacheControlOf, headerPolicy, metaPolicy, securityHeaders } from "../../src/server/headers.ts";

const hosts = join(import.meta.dirname, "../../src/server/hosts");

describe("headers", () => {
  test.each(["Caddyfile", "nginx.conf", "_headers", "htaccess"])("a page on another host is as well protected: %s", (name) => {
    const sample = readFileSync(join(hosts, name), "utf8");
    const missing = Object.entries(securityHeaders).filter(
      ([header, value]) => !sample.split("\n").some((line) => line.includes(header) && line.includes(value)),
    );
    expect(missing).toEqual([]);
    expect(sample).toContain("public, max-age=31536000, immutable");
    expect(sample).toContain("no-cache");
  });

  test("no script, style or connection of a third party is allowed, nor anything written into the page", () => {
    expect(headerPolicy).not.toMatch(/https?:|'unsafe-eval'|script-src[^;]*'unsafe-inline'|\*/);
    expect(headerPolicy).toBe(`${metaPolicy}; frame-ancestors 'none'`);
  });

  test("only files named after their content are kept for ever", () => {
    expect(cacheControlOf("/assets/index-BSz2G9LA.js")).toContain("immutable");
    for (const path of ["/index.html", "/sw.js", "/config.json", "/manifest.webmanifest", "/icons/192.png", "/assets/plain.js"])
      expect(cacheControlOf(path)).toBe("no-cache");
  });
});
