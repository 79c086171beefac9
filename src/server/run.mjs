// Runs a TypeScript program under Node: `node src/server/run.mjs src/server/main.ts --port 9000`.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "./bundle.mjs";

const [entry, ...rest] = process.argv.slice(2);
const program = await bundle(entry);
process.argv = [process.argv[0], entry, ...rest];
await import(pathToFileURL(resolve(program)).href);
