import { cleanup, render, screen } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import { Findings } from "../../src/features/import/Findings.tsx";
import { setLanguage } from "../../src/i18n/language.ts";

afterEach(cleanup);

test("a hundred rows with the same fault are one line that names the first of them", () => {
  setLanguage("de");
  const problems = Array.from({ length: 106 }, (_, at) => ({ line: at + 2, code: "product-missing" as const }));
  render(() => <Findings plan={{ hints: [], problems: [...problems, { line: 300, code: "name-missing" }] }} />);
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent?.trim())).toEqual([
    "106 Zeilen: 2, 3, 4, 5 und 6 … kein Produkt",
    "Zeile 300 kein Name",
  ]);
});
