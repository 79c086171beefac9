import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const cacheFolder = "node_modules/.cache/kontor";
const makers = [
  "package-lock.json",
  "src/server/holidayTable.ts",
  "src/server/zoneTable.ts",
  "src/server/placeTable.ts",
  "src/tours/places.ts",
  "src/tours/point.ts",
];

/**
 * Tables that are made of libraries too big for the app while it is built, as modules: `virtual:holidays`, `virtual:windows-zones`
 * and `virtual:places`.
 * What was made is kept until a library or a maker changes, for the holidays take seconds.
 */
export function tablesPlugin(): Plugin {
  const tables: Readonly<Record<string, () => Promise<unknown>>> = {
    "virtual:holidays": async () => (await import("./holidayTable.ts")).holidayTable(),
    "virtual:windows-zones": async () => (await import("./zoneTable.ts")).windowsZones(),
    "virtual:places": async () => (await import("./placeTable.ts")).placeTable(),
  };
  return {
    name: "kontor:tables",
    resolveId: (id) => (Object.hasOwn(tables, id) ? `\0${id}` : undefined),
    async load(id) {
      const name = id.slice(1);
      const make = id.startsWith("\0") && Object.hasOwn(tables, name) ? tables[name] : undefined;
      if (!make) return undefined;
      const text = await cached(name.replace(":", "-"), async () => JSON.stringify(await make()));
      return `export default JSON.parse(${JSON.stringify(text)});`;
    },
  };
}

async function cached(name: string, make: () => Promise<string>): Promise<string> {
  const hash = createHash("sha256");
  for (const file of makers) hash.update(readFileSync(file));
  const path = join(cacheFolder, `${name}-${hash.digest("hex").slice(0, 16)}.json`);
  try {
    return readFileSync(path, "utf8");
  } catch {
    const text = await make();
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(path, text);
    return text;
  }
}
