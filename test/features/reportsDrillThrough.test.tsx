import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { dayText } from "../../src/analytics/facts/facts.ts";
import type { RecordId } from "../../src/lib/id.ts";
import type { KontorDoor } from "../../src/workspace/door.ts";
import { closeApp, goTo, openApp } from "../support/app.tsx";
import { buyers } from "../support/buyers.ts";
import { violationsIn } from "../support/scene.tsx";

let kontor: KontorDoor;
const asOf = "2025-01-02";

/** Orders of 90 invented customers over three years: a pump is bought with its filter more often than not. */
function orders(): string {
  const log = buyers(90, { r: 0.9, alpha: 6, a: 0.7, b: 3 }, 4);
  const goods = ["Sieb", "Ventil", "Kessel"];
  const lines = Array.from(log.customer, (customer, order) => {
    const products = order % 3 === 0 ? ["Pumpe", ...(order % 9 === 0 ? [] : ["Filter"])] : [goods[order % 5 > 2 ? 0 : order % 3] as string];
    const price = (log.value[order] as number).toFixed(2).replace(".", ",");
    return products.map(
      (product) => `${order + 1};${dayText(19_000 + (log.day[order] as number))};K${customer};Kunde ${customer};${product};1;${price}`,
    );
  });
  return ["Auftragsnummer;Datum;Kundennummer;Kunde;Artikel;Menge;Einzelpreis", ...lines.flat()].join("\n");
}

// One firm for all stories: they only look.
beforeAll(async () => {
  await page.viewport(1280, 900);
  kontor = await openApp();
  await kontor.createWorkspace({ name: "Haustechnik Süd", member: "Anna", currency: "EUR", zone: "Europe/Berlin" });
  // The app goes to the contacts or to today of itself; where that comes late, it would leave a report again.
  while (!["Kontakte", "Heute"].includes(document.querySelector("h1")?.textContent ?? ""))
    await new Promise((resolve) => setTimeout(resolve, 20));
  await kontor.importFile(new File([orders()], "orders.csv"), { type: "purchase" });
}, 90_000);
afterAll(closeApp);

const open = async (report: string, question: string, options: object = {}): Promise<void> => {
  // From outside: what stood there before is gone, and so is a dialog over it.
  goTo("/reports");
  await expect.element(page.getByRole("heading", { level: 1, name: "Auswertungen" })).toBeVisible();
  goTo(`/reports/${report}?asOf=${asOf}&o=${encodeURIComponent(JSON.stringify(options))}`);
  await expect.element(page.getByRole("heading", { level: 1, name: question }), { timeout: 40_000 }).toBeVisible();
};
const dialog = () => page.getByRole("dialog");
const nameOf = async (id: string): Promise<string> => String((await kontor.get(id as RecordId))?.name);
async function accessible(): Promise<void> {
  const element = document.querySelector("dialog") as HTMLElement;
  // Half faded in, no colour has the contrast it is going to have.
  await Promise.all(element.getAnimations().map((animation) => animation.finished));
  expect(await violationsIn(element)).toEqual([]);
}
/** What a dialog says it lists. */
const lists = (count: number, one: string, many: string) => dialog().getByText(count === 1 ? one : `${count} ${many}`, { exact: true });
const papers = (count: number) => lists(count, "ein Beleg", "Belege");
const contacts = (count: number) => lists(count, "ein Kontakt", "Kontakte");

interface Plain {
  readonly results: Readonly<Record<string, never>>;
  readonly fit: Readonly<Record<string, never>>;
}
const ask = async <Answer = Plain>(method: string, options: object): Promise<Answer> =>
  (await kontor.analyse(method, { asOf, ...options })) as Answer;

describe("customer value", () => {
  test("a customer's figure opens their purchase days in words and the purchases, by tap and by Enter, and gives the focus back", async () => {
    const { results } = await ask<{ results: Record<string, { repeats: number; lifetimeValue: number }> }>("clv", {});
    const [id, best] = Object.entries(results).sort(([, a], [, b]) => b.lifetimeValue - a.lifetimeValue)[0] as [
      string,
      { repeats: number },
    ];
    const { results: opened } = await ask<{ results: { purchases: string[]; rhythm: { silentDays: number; usualDays: number } } }>("clv", {
      at: { party: id },
    });
    await open("value", "Was ist ein Kunde künftig wert?");
    const cell = page
      .getByRole("row", { name: await nameOf(id) })
      .getByRole("button")
      .first();
    await cell.click();
    await expect
      .element(
        dialog().getByText(
          new RegExp(`^${best.repeats + 1} Kauftage zwischen .* meist alle ${Math.round(opened.rhythm.usualDays)} Tage, zuletzt vor`),
        ),
      )
      .toBeVisible();
    await expect.element(papers(opened.purchases.length)).toBeVisible();
    await dialog().getByText("Wie das gerechnet wird").click();
    await expect.element(dialog().getByText(/^Parameter: r = /)).toBeVisible();
    await accessible();
    await userEvent.keyboard("{Escape}");
    await expect.element(cell).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    await expect.element(dialog().getByText("Was die Zahlen heißen")).toBeVisible();
    await dialog()
      .getByRole("link", { name: await nameOf(id) })
      .first()
      .click();
    await expect.element(page.getByRole("heading", { level: 1, name: await nameOf(id) })).toBeVisible();
  });

  test("whose rhythm is broken stands together, and each says by how much", async () => {
    const { results } = await ask<{ results: Record<string, { rhythm: { state: string } }> }>("clv", {});
    const broken = Object.values(results).filter(({ rhythm }) => rhythm.state === "broken").length;
    expect(broken).toBeGreaterThan(2);
    await open("value", "Was ist ein Kunde künftig wert?");
    await page
      .getByRole("button", { name: String(broken), exact: true })
      .first()
      .click();
    await expect.element(contacts(broken)).toBeVisible();
    await expect
      .poll(
        () =>
          dialog()
            .getByText(/^sonst .*, seit .* nicht$/)
            .elements().length,
      )
      .toBe(broken);
  });

  test("the worth of all customers opens every customer with their part", async () => {
    const { results } = await ask("clv", {});
    await open("value", "Was ist ein Kunde künftig wert?");
    await page.getByRole("button", { name: /€/ }).first().click();
    await expect.element(contacts(Object.keys(results).length)).toBeVisible();
  });
});

describe("probability", () => {
  test("a probability opens its reasons and the purchases it rests on", async () => {
    await open("probability", "Wer kauft wahrscheinlich?");
    await page.getByRole("row").nth(1).getByRole("button").first().click();
    await expect.element(dialog().getByText(/Von 100 mit dieser Zahl kaufen etwa \d+ innerhalb von 90 Tagen/)).toBeVisible();
    await expect
      .element(
        dialog()
          .getByText(/(hebt|senkt) die Wahrscheinlichkeit (stark|deutlich|etwas)/)
          .first(),
      )
      .toBeVisible();
    await expect
      .element(
        dialog()
          .getByText(/Kauftag/)
          .first(),
      )
      .toBeVisible();
    await expect
      .element(
        dialog()
          .getByText(/Auftrag \d+/)
          .first(),
      )
      .toBeVisible();
    await accessible();
  });

  test("a point of the calibration opens who was in it, what was said and what came", async () => {
    const options = { aim: "purchase", horizonDays: 90 };
    const { fit } = await ask<{ fit: { validation: { calibration: { count: number; hits: number }[] } } }>("propensity", options);
    const place = fit.validation.calibration.length - 1;
    const bin = fit.validation.calibration[place] as { count: number; hits: number };
    const opened = await ask<{ results: { cases: { party: string; said: number }[] } }>("propensity", {
      ...options,
      at: { of: "calibration", place },
    });
    await open("probability", "Wer kauft wahrscheinlich?");
    const chart = page.getByRole("figure", { name: "Gesagt und eingetroffen" });
    await expect.element(chart.getByRole("button").first()).toBeInTheDocument();
    (chart.getByRole("button").first().element() as unknown as HTMLElement).focus();
    await userEvent.keyboard("{End}{Enter}");
    await expect.element(dialog().getByText(new RegExp(`eingetroffen bei ${bin.hits} von ${bin.count}`))).toBeVisible();
    await expect.element(lists(bin.count, "ein Fall", "Fälle")).toBeVisible();
    expect(bin.hits).toBeGreaterThan(0);
    expect(
      dialog()
        .getByText(/gesagt, gekauft$/)
        .elements(),
    ).toHaveLength(bin.hits);
    const names = await Promise.all(opened.results.cases.toSorted((a, b) => b.said - a.said).map(({ party }) => nameOf(party)));
    expect(
      dialog()
        .getByRole("link")
        .elements()
        .map((link) => link.textContent),
    ).toEqual(names);
    await accessible();
  });
});

test("a cell of the new customers opens who came again, a head all of its month, revenue the purchases", async () => {
  const { results } = await ask<{ results: Record<string, { customers: string[]; active: number[] }> }>("cohorts", {});
  const [month, cohort] = Object.entries(results).find(([key, { active }]) => key > "2023-06" && (active[1] ?? 0) > 1) as [
    string,
    { customers: string[]; active: number[] },
  ];
  const heads = Object.keys(results).slice(-24);
  await open("cohorts", "Kommen neue Kunden wieder?");
  const row = page
    .getByRole("table", { name: "Wer kommt wann wieder?" })
    .getByRole("row")
    .nth(heads.indexOf(month) + 1);
  await row.getByRole("button", { name: /\+1: einen Monat später/ }).click();
  await expect.element(contacts(cohort.active[1] ?? 0)).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await row.getByRole("rowheader").getByRole("button").click();
  await expect.element(contacts(cohort.customers.length)).toBeVisible();
  await accessible();
  await userEvent.keyboard("{Escape}");
  await open("cohorts", "Kommen neue Kunden wieder?", { show: "revenue" });
  const opened = await ask<{ results: { purchases: string[] } }>("cohorts", { at: { month, age: 0 } });
  await row.getByRole("button", { name: /, 0: erster Monat/ }).click();
  await expect.element(papers(opened.results.purchases.length)).toBeVisible();
});

describe("what goes together", () => {
  test("a rule opens the purchases with both sides, its certainty those with the left one", async () => {
    const { results } = await ask<{ results: { left: string[]; right: string; count: number; leftCount: number; confidence: number }[] }>(
      "rules",
      {
        minSupport: 0.01,
        minConfidence: 0.3,
      },
    );
    // The other way round it holds always, and then both lists would be the same.
    const rule = results.find(({ count, leftCount }) => leftCount > count);
    const names = await Promise.all((rule?.left ?? []).map(nameOf));
    await open("next", "Was gehört zusammen?");
    const row = page.getByRole("row", { name: new RegExp(`^${names.join(", ")} `) }).first();
    await row.getByRole("button", { name: String(rule?.count), exact: true }).click();
    await expect.element(papers(rule?.count ?? 0)).toBeVisible();
    await expect.element(dialog().getByText(/statt .* ist .*-mal so oft/)).toBeVisible();
    await expect
      .element(
        dialog()
          .getByText(/1 × (Pumpe|Filter)/)
          .first(),
      )
      .toBeVisible();
    await accessible();
    await userEvent.keyboard("{Escape}");
    await row.getByRole("button", { name: /%/ }).nth(1).click();
    await expect.element(papers(rule?.leftCount ?? 0)).toBeVisible();
  });

  test("products alike open who bought both; a suggestion opens why, with the customer's own purchases", async () => {
    const { results } = await ask<{ results: Record<string, { item: string; together: number; similarity: number }[]> }>("similar", {
      limit: 5,
    });
    const pairs = Object.values(results).flat();
    const most = pairs.sort((a, b) => b.similarity - a.similarity)[0];
    await open("next", "Was gehört zusammen?", { view: "similar" });
    await page.getByRole("row").nth(1).getByRole("button").nth(1).click();
    await expect.element(contacts(most?.together ?? 0)).toBeVisible();
    await accessible();
    await userEvent.keyboard("{Escape}");
    await open("next", "Was gehört zusammen?", { view: "party" });
    await page.getByRole("row").nth(1).getByRole("button").first().click();
    await expect.element(dialog().getByText(/hat .* noch nicht gekauft/)).toBeVisible();
    await expect
      .element(
        dialog()
          .getByText(/: Ähnlichkeit .*, gemeinsam/)
          .first(),
      )
      .toBeVisible();
    await expect
      .element(
        dialog()
          .getByText(/Auftrag \d+/)
          .first(),
      )
      .toBeVisible();
    await accessible();
  });
});

test("a month to come opens what it rests on, and from there a month that was opens its purchases", async () => {
  const { results } = await ask("forecast", {});
  const first = Object.keys(results).sort()[0] as string;
  expect(first).toBe("2025-01");
  await open("forecast", "Was bringen die nächsten Monate?");
  await page
    .getByRole("row", { name: /Januar 2025/ })
    .getByRole("button")
    .first()
    .click();
  await expect
    .element(
      dialog().getByText(
        /^Januar 2025 läuft noch: am Ende erwartet .* mit 80.% Sicherheit zwischen .* Bisher kamen .* für die übrigen Tage/,
      ),
    )
    .toBeVisible();
  await expect.element(dialog().getByText(/In der Probe sagte/)).toBeVisible();
  await accessible();
  await dialog()
    .getByRole("button", { name: /20\d\d$/ })
    .first()
    .click();
  await expect
    .element(
      dialog()
        .getByText(/Auftrag \d+/)
        .first(),
    )
    .toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(page.getByRole("dialog").query()).toBeNull();
});

test("what is left of the revenue opens how it comes about; who bought opens the customers", async () => {
  await open("margin", "Was bringt uns ein Kunde ein?", { hourlyCost: 60 });
  await page.getByRole("row").nth(1).getByRole("button").first().click();
  await expect.element(dialog().getByText("− Betreuungskosten")).toBeVisible();
  await expect
    .element(
      dialog()
        .getByText(/Auftrag \d+/)
        .first(),
    )
    .toBeVisible();
  await accessible();
  await userEvent.keyboard("{Escape}");
  await open("revenue", "Was haben wir verkauft?");
  await page.getByRole("button", { name: "90", exact: true }).first().click();
  await expect.element(contacts(90)).toBeVisible();
});
