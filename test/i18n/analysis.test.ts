import { readdirSync, readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { analysisRefusalText, analysisWarningText } from "../../src/i18n/analysis.ts";
import { languages, setLanguage } from "../../src/i18n/language.ts";

afterEach(() => setLanguage("de"));

const folder = new URL("../../src/analytics/", import.meta.url);
const codes = new Set(
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) =>
      [...readFileSync(new URL(file, folder), "utf8").matchAll(/code: ((?:"[a-z-]+"(?: \| )?)+)/g)].flatMap((found) =>
        [...(found[1] ?? "").matchAll(/"([a-z-]+)"/g)].map((code) => code[1] as string),
      ),
    ),
);

test("there is a sentence in both languages for everything an analysis says or refuses", () => {
  expect(codes.size).toBeGreaterThan(50);
  for (const language of languages) {
    setLanguage(language);
    for (const code of codes) {
      const sentences = [analysisRefusalText({ code }), analysisWarningText({ code })];
      expect(
        sentences.some((sentence) => !sentence.includes(`(${code})`)),
        `${code} has no sentence (${language})`,
      ).toBe(true);
    }
  }
});

test("too little data is said with what is needed and what to do", () => {
  setLanguage("de");
  expect(analysisRefusalText({ code: "data-too-few", what: "months", needed: 6, found: 2 } as { code: string })).toBe(
    "Dafür braucht es mindestens 6 ganze Monate mit Werten; hier sind es 2. Importieren Sie weiter zurückliegende Monate, oder wählen Sie ein einfacheres Verfahren.",
  );
});
