import { answerHash } from "../../src/analytics/answerHash.ts";
import { dayText } from "../../src/analytics/facts/facts.ts";
import { Chance } from "../../src/lib/chance.ts";
import { buyers } from "../support/buyers.ts";
import { doorOf, inStep, sameDigest } from "../support/door.ts";
import { expect, LONG, test } from "../support/journey.ts";

/** Orders of 250 invented customers over three years, as a file a firm might have. */
function orders(): string {
  const log = buyers(250, { r: 0.9, alpha: 6, a: 0.7, b: 3 }, 4);
  const chance = new Chance(8);
  const goods = ["Sieb", "Filter", "Pumpe", "Ventil", "Rohr 2m", "Dichtung", "Kessel", "Fühler"];
  const rows =
    log.customers.length === 0
      ? []
      : Array.from(log.customer, (customer, i) => ({ customer, day: log.day[i] as number, value: log.value[i] as number }));
  const lines = rows.flatMap(({ customer, day, value }, order) =>
    [...new Set([chance.pick(goods), chance.pick(goods), chance.pick(goods)])].map((product, line) =>
      [
        order + 1,
        dayText(19_000 + day),
        `K${customer}`,
        `Kunde ${customer}`,
        product,
        line + 1,
        (value / (line + 1)).toFixed(2).replace(".", ","),
      ].join(";"),
    ),
  );
  return ["Auftragsnummer;Datum;Kundennummer;Kunde;Artikel;Menge;Einzelpreis", ...lines].join("\n");
}

function deals(): string {
  const chance = new Chance(9);
  const lines = Array.from({ length: 400 }, (_, i) => {
    const opened = 19_000 + chance.whole(0, 900);
    const closed = opened + chance.whole(5, 120);
    const stage = chance.pick(["Won", "Lost", "Won", "Prospecting", "Engaging"]);
    const isOpen = stage !== "Won" && stage !== "Lost";
    const value = stage === "Won" ? chance.whole(100, 9_000) : stage === "Lost" ? 0 : "";
    return [
      `D${i}`,
      `Kunde ${chance.whole(0, 60)}`,
      chance.pick(["Anna", "Ben", "Cem"]),
      stage,
      dayText(opened),
      isOpen ? "" : dayText(closed),
      value,
    ].join(",");
  });
  return ["opportunity_id,account,sales_agent,deal_stage,engage_date,close_date,close_value", ...lines].join("\n");
}

const questions: readonly (readonly [string, object])[] = [
  ["abc", {}],
  ["rfm", {}],
  ["clv", {}],
  ["clv", { model: "pareto-nbd" }],
  ["margin", { hourlyCost: 60 }],
  ["propensity", { aim: "purchase", horizonDays: 90 }],
  ["propensity", { aim: "churn", horizonDays: 180 }],
  ["rules", { minSupport: 0.02, minConfidence: 0.1 }],
  ["similar", {}],
  [
    "pivot",
    {
      of: "purchase",
      rows: [{ dimension: "product" }],
      columns: [{ dimension: "on", level: "month" }],
      measures: [{ take: "sum", of: "net" }],
    },
  ],
  ["pivot", { of: "deal", rows: [{ dimension: "owner" }], measures: [{ take: "count" }, { take: "sum", of: "amount" }] }],
  ["pivot", { of: "interaction", rows: [{ dimension: "kind" }], measures: [{ take: "count" }] }],
  ["pipeline", { by: "owner" }],
  ["forecast", { of: "revenue", horizon: 6 }],
  ["forecast", { of: "won", horizon: 3 }],
  ["cohorts", {}],
  ["cohorts", { at: { age: 1 } }],
  ["propensity", { aim: "purchase", horizonDays: 90, at: { of: "calibration", place: 5 } }],
  ["rules", { by: "party", at: { left: [] } }],
];

test("two devices that have the same work out the same, every model, to the last digit", { tag: LONG }, async ({ device }) => {
  const [desk, phone] = [await device("desk"), await device("phone", { isPhone: true })];
  const [first, second] = [doorOf(() => desk.page), doorOf(() => phone.page)];
  await first.createWorkspace({
    name: "Haustechnik",
    member: "Anna",
    country: "DE",
    currency: "EUR",
    zone: "Europe/Berlin",
    language: "de",
  });
  const bring = (text: string, type: "purchase" | "deal") =>
    desk.page.evaluate(
      async ([file, of]) => (await window.kontor?.importFile(new File([file], `${of}.csv`), { type: of as "purchase" }))?.unreadable,
      [text, type] as const,
    );
  expect(await bring(orders(), "purchase")).toEqual([]);
  expect(await bring(deals(), "deal")).toEqual([]);
  await first.generate({ contacts: 40, interactions: 300, seed: 2 });
  await second.join(await first.invite(), { member: "Ben" });
  await inStep(first, second);
  // Written here and there, so that the two have it in another order.
  const { rows } = await second.list("purchase", { limit: 20 });
  for (const { id } of rows.slice(0, 5)) await second.patch(id, { cancelledOn: "2025-01-01" });
  for (const { id } of rows.slice(5, 9)) await first.remove(id);
  await inStep(first, second);
  await sameDigest(first, second);
  for (const [method, options] of questions) {
    const asked = { asOf: dayText(20_090), ...options };
    const answers = await Promise.all([first.analyse(method, asked), second.analyse(method, asked)]);
    expect(answers[0], method).toEqual(answers[1]);
    expect(answerHash(answers[0]), method).toBe(answerHash(answers[1]));
  }
});
