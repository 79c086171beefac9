import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const cacheFolder = "node_modules/.cache/kontor";

interface Table {
  readonly make: () => Promise<unknown>;
  /** Of which files it is made, beside the libraries. */
  readonly of: readonly string[];
}

/**
 * Tables that are made of libraries too big for the app while it is built, as modules: `virtual:holidays`, `virtual:windows-zones`
 * and `virtual:places`.
 * What was made is kept until a library or what it is made by changes, for the holidays take seconds.
 */
export function tablesPlugin(): Plugin {
  const tables: Readonly<Record<string, Table>> = {
    "virtual:holidays": { make: async () => (await import("./holidayTable.ts")).holidayTable(), of: ["server/holidayTable.ts"] },
    "virtual:windows-zones": { make: async () => (await import("./zoneTable.ts")).windowsZones(), of: ["server/zoneTable.ts"] },
    "virtual:places": {
      make: async () => (await import("./placeTable.ts")).placeTable(),
      of: ["server/placeTable.ts", "tours/places.ts", "tours/point.ts"],
    },
  };
  return {
    name: "kontor:tables",
    resolveId: (id) => (Object.hasOwn(tables, id) ? `\0${id}` : undefined),
    async load(id) {
      const name = id.slice(1);
      const table = id.startsWith("\0") && Object.hasOwn(tables, name) ? tables[name] : undefined;
      if (!table) return undefined;
      const text = await cached(name.replace(":", "-"), table);
      return `export default JSON.parse(${JSON.stringify(text)});`;
    },
  };
}

async function cached(name: string, { make, of }: Table): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["package-lock.json", ...of.map((one) => `src/${one}`)]) hash.update(readFileSync(file));
  const path = join(cacheFolder, `${name}-${hash.digest("hex").slice(0, 16)}.json`);
  try {
    return readFileSync(path, "utf8");
  } catch {
    const text = JSON.stringify(await make());
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(path, text);
    return text;
  }
}
