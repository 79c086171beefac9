#!/usr/bin/env bash
# Vite 8.3.8: in the built page a style that two pages share comes before one that was imported ahead of it.
#
# Expected: Vite's guide ("CSS") says that importing a .css file puts it into the page, and by ECMA-262
# (InnerModuleEvaluation) imports are carried out in the order in which they are written. The development server does
# so: order.css, then button.css. The built page should show the same.
# Seen: the build links the sheet of the shared chunk first and the page's own sheet last, though the page imports
# order.css first. Order.css says which layer outranks which, and by CSS Cascade 5, section 6.4.3, the first mention
# of a layer decides: so "kit" now stands below "base", and the border of the button is gone, only in the build.
# That sheets come out of order with two entries is known (vitejs/vite issue 4890); what an @layer statement, made to
# be independent of order, loses by it was new to us.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --save-exact vite@8.3.8

cat >try.mjs <<'END'
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { build } from "vite";

await mkdir("src");
const files = {
  "index.html": '<!doctype html><script type="module" src="/src/index.js"></script>',
  "other.html": '<!doctype html><script type="module" src="/src/other.js"></script>',
  "src/index.js": 'import "./order.css";\nimport { button } from "./button.js";\ndocument.body.append(button());',
  "src/other.js": 'import { button } from "./button.js";\ndocument.body.append(button());',
  "src/button.js": 'import "./button.css";\nexport const button = () => document.createElement("button");',
  "src/order.css": "@layer base, kit;\n@layer base { button { border: 0 } }",
  "src/button.css": "@layer kit { button { border: 1px solid } }",
};
for (const [name, text] of Object.entries(files)) await writeFile(name, text);
await build({ logLevel: "silent", build: { rolldownOptions: { input: ["index.html", "other.html"] } } });

const page = await readFile("dist/index.html", "utf8");
for (const [, path] of page.matchAll(/rel="stylesheet"[^>]*href="([^"]+)"/g)) {
  const text = await readFile(`dist${path}`, "utf8");
  console.log(`${path.replace(/-[^-]{8}\.css$/, ".css")}: layers ${[...text.matchAll(/@layer ([\w, ]+)/g)].map(([, name]) => name.trim()).join(", ")}`);
}
console.log(`files of styles: ${(await readdir("dist/assets")).filter((name) => name.endsWith(".css")).length}`);
END

cat >seen-before <<'END'
/assets/button.css: layers kit
/assets/index.css: layers base, kit
files of styles: 2
END

node try.mjs | tee seen
diff seen-before seen || { echo "This is no longer what was found." >&2; exit 1; }
