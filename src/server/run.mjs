// Runs a TypeScript program under Node: `node src/server/run.mjs src/server/main.ts --port 9000`. Node 20 cannot strip types, and Vite,
// which is here anyway, bundles one in 0.1 s; a loader would be one more dependency to keep. Packages stay outside the bundle.
import { rmSync } from "node:fs";
import { join, parse } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";

const [entry, ...rest] = process.argv.slice(2);
const { dir, name } = parse(entry);
// Named after the process, so that two that start at once do not write over each other.
const outDir = join("node_modules/.cache/kontor", `${dir.replaceAll("/", "-")}-${name}-${process.pid}`);
process.on("exit", () => rmSync(outDir, { recursive: true, force: true }));
await build({
  configFile: false,
  publicDir: false,
  logLevel: "warn",
  build: { ssr: entry, outDir, emptyOutDir: true, target: "node20", rolldownOptions: { output: { entryFileNames: "program.mjs" } } },
});
process.argv = [process.argv[0], entry, ...rest];
await import(pathToFileURL(join(outDir, "program.mjs")).href);
