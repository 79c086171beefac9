import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../src");

/** What a locale gives differs between browsers and their years: it is for people to read, and nothing is read from it. */
const allowed: Readonly<Record<string, string>> = {
  "domain/zone.ts": "asks for a day's parts by name; the device's zone, and which there are",
  "domain/country.ts": "names of countries as people write them, beside a list of our own",
  "features/start/NewWorkspace.tsx": "which currencies may be chosen",
  "features/settings/SettingsPage.tsx": "which currencies may be chosen",
  "exchange/words.ts": "the shape of a language tag",
};

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name) && !file.name.includes(".examples."))
    .map((file) => relative(root, join(file.parentPath, file.name)).replaceAll("\\", "/"));

test("only words for people, and what is listed here, ask the platform how a language writes", () => {
  const asks = files(root).filter(
    (file) =>
      !file.startsWith("i18n/") &&
      /\bIntl\.(?!LDMLPluralRule|[A-Za-z]+Options)|\.toLocale(Date|Time|String)|localeCompare/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(asks.sort()).toEqual(Object.keys(allowed).sort());
});
