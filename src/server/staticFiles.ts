import { createReadStream } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { cacheControlOf, securityHeaders } from "./headers.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

const compress = promisify(gzip);

/** Answers from one folder, and from nothing outside it. */
export function openStaticFiles(folder: string) {
  const compressedByVersion = new Map<string, Buffer>();

  return async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "Only GET and HEAD are answered here.");
    const path = readPath(request.url ?? "/");
    if (path === undefined) return refuse(response, 400, "This address cannot be read.");
    const file = await fileAt(folder, path === "/" ? "/index.html" : path);
    if (!file) return refuse(response, 404, "There is nothing here.");

    const etag = `"${file.size.toString(36)}-${Math.floor(file.mtimeMs).toString(36)}"`;
    response.setHeader("Content-Type", TYPES[extname(file.path)] ?? "application/octet-stream");
    response.setHeader("Cache-Control", cacheControlOf(path));
    response.setHeader("ETag", etag);
    response.setHeader("Vary", "Accept-Encoding");
    if (request.headers["if-none-match"] === etag) return void response.writeHead(304).end();

    if (isCompressible(file.path) && /\bgzip\b/.test(String(request.headers["accept-encoding"]))) {
      const version = `${file.path} ${etag}`;
      const body = compressedByVersion.get(version) ?? (await compress(await readFile(file.path)));
      compressedByVersion.set(version, body);
      response.writeHead(200, { "Content-Encoding": "gzip", "Content-Length": body.length });
      return void response.end(request.method === "HEAD" ? undefined : body);
    }
    response.writeHead(200, { "Content-Length": file.size });
    if (request.method === "HEAD") return void response.end();
    createReadStream(file.path)
      .on("error", () => response.destroy())
      .pipe(response);
  };
}

export function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...securityHeaders, "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(`${sentence}\n`);
}

/** The path asked for, decoded; nothing when it climbs, hides or hides what it is. */
export function readPath(url: string): string | undefined {
  let path: string;
  try {
    // Not through URL, which would resolve ".." silently.
    path = decodeURIComponent(url.replace(/[?#].*$/s, ""));
  } catch {
    return undefined;
  }
  if (!path.startsWith("/") || /[\0\\]/.test(path)) return undefined;
  const parts = path.slice(1).split("/");
  return parts.some((part) => part.startsWith(".")) ? undefined : path;
}

async function fileAt(folder: string, path: string) {
  try {
    const root = await realpath(folder);
    // A link inside the folder must not lead out of it either.
    const real = await realpath(join(root, path));
    if (!real.startsWith(root + sep)) return undefined;
    const found = await stat(real);
    return found.isFile() ? { path: real, size: found.size, mtimeMs: found.mtimeMs } : undefined;
  } catch {
    return undefined;
  }
}

const isCompressible = (path: string) => /\.(css|html|js|json|map|svg|txt|wasm|webmanifest)$/.test(path);
