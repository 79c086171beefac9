import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const SOURCES = ["src", "public", "index.html", "vite.config.ts", "package-lock.json"];

/** Builds the app into the folder unless what lies there is newer than every source. In a process of its own, so that its memory goes. */
export function buildIfStale(folder: string): void {
  const builtAt = newest(join(folder, "index.html"));
  if (builtAt > Math.max(...SOURCES.map(newest))) return;
  console.log("Building …");
  const { status } = spawnSync(
    process.execPath,
    [join("node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "warn", "--outDir", folder, "--emptyOutDir"],
    {
      stdio: "inherit",
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}

function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
