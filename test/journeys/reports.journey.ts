import { expect, LONG, test } from "../support/journey.ts";
import { look, lookedAt } from "../support/look.ts";
import { openShop } from "../support/openShop.ts";
import { leadTo } from "../support/place.ts";

// Every report with figures in it, in both themes and languages, at the desk and on a phone: nothing that axe objects to,
// nothing that sticks out sideways. KONTOR_SCREENSHOTS names a folder to keep a picture of each.

const byField = encodeURIComponent(JSON.stringify({ ask: "field", field: "custom.Antwort", positive: "Ja" }));
const split = encodeURIComponent(JSON.stringify({ split: "product|category1" }));
const wide = encodeURIComponent(
  JSON.stringify({ rows: [{ dimension: "segment" }], columns: [{ dimension: "on", level: "week" }], from: "2025-01-01" }),
);
const view = (name: string): string => `next?o=${encodeURIComponent(JSON.stringify({ view: name }))}`;
const reports = [
  ["reports", ""],
  ["reports-revenue", "revenue"],
  ["reports-revenue-split", `revenue?o=${split}`],
  ["reports-abc", `abc?o=${encodeURIComponent(JSON.stringify({ compare: "year" }))}`],
  ["reports-rfm", `rfm?o=${encodeURIComponent(JSON.stringify({ compare: "quarter" }))}`],
  ["reports-value", "value"],
  ["reports-margin", "margin"],
  ["reports-probability", "probability"],
  ["reports-probability-field", `probability?o=${byField}`],
  ["reports-next", "next"],
  ["reports-similar", view("similar")],
  ["reports-suggestions", view("party")],
  ["reports-pipeline", "pipeline"],
  ["reports-pipeline-stages", `pipeline?o=${encodeURIComponent(JSON.stringify({ view: "stages" }))}`],
  ["reports-pipeline-open", `pipeline?o=${encodeURIComponent(JSON.stringify({ view: "open", horizonDays: 60 }))}`],
  ["reports-forecast", "forecast"],
  ["reports-cohorts", "cohorts"],
  ["reports-pivot-wide", `pivot?o=${wide}`],
  ["reports-pivot", "pivot"],
] as const;

for (const options of lookedAt) {
  test(`everybody can read every report (${options.name})`, { tag: LONG }, async ({ device }) => {
    // Many pages, each worked out anew and looked at by axe: long on a busy machine.
    test.setTimeout(300_000);
    const shown = await device(options.name, options);
    const { page } = shown;
    const isGerman = options.locale === "de-DE";
    await expect(page.getByRole("button", { name: isGerman ? "Neu beginnen" : "Start new" })).toBeVisible();
    await page.evaluate(() =>
      window.kontor?.createWorkspace({ name: "Haustechnik Östermann", member: "Anna Östermann", currency: "EUR", zone: "Europe/Berlin" }),
    );
    const empty = new URL("#/reports/abc", page.url()).href;
    // The new workspace leads to its first place by itself: only a page of its own begins where it is told.
    await page.goto("about:blank");
    await page.goto(empty);
    await expect(page.getByText(isGerman ? "Noch keine Zahlen" : "No figures yet")).toBeVisible();
    await look(shown, "reports-empty");
    await page.evaluate(openShop);

    for (const [name, path] of reports) {
      await leadTo(page, `reports/${path}`);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      if (path !== "") await expect(page.locator("figure.chart").first()).toBeVisible({ timeout: 30_000 });
      await expect(page.locator("[aria-busy=true], progress")).toHaveCount(0);
      await look(shown, name);
    }
    // A sheet of A4.
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print" });
    // A4 at 96 dots an inch.
    await page.setViewportSize({ width: 794, height: 1123 });
    await look(shown, "reports-pivot-printed");
    expect(shown.problems).toEqual([]);
  });
}
