// What a browser fetches before it can show the first screen: the scripts that index.html names.
import { readFileSync } from "node:fs";

const page = readFileSync("dist/index.html", "utf8");
const scripts = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => `dist/${path}`);

export default [{ name: "JavaScript of the first screen", path: scripts, limit: "125 kB", gzip: true }];
