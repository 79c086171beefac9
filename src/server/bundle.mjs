// Makes of a TypeScript program one file that Node runs. Node 20 cannot strip types, and Vite, which is here anyway, bundles a program
// in 0.1 s; a loader would be one more dependency to keep. Packages stay outside the bundle.
import { rmSync } from "node:fs";
import { join, parse } from "node:path";
import { build } from "vite";

/**
 * @param {string} entry a file of TypeScript
 * @returns {Promise<string>} the file to run, which is gone when this process ends
 */
export async function bundle(entry) {
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
  return join(outDir, "program.mjs");
}
