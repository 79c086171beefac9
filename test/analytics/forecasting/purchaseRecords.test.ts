import { expect, test } from "vitest";
import { dayText, parseDay } from "../../../src/analytics/facts/facts.ts";
import type { PurchaseLog } from "../../../src/analytics/facts/purchaseHistory.ts";
import { propensity } from "../../../src/analytics/forecasting/propensity.ts";
import { purchaseRecords } from "../../../src/analytics/forecasting/purchaseRecords.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { unwrap } from "../../../src/lib/result.ts";

const day = (iso: string): number => parseDay(iso) as number;
const logOf = (rows: readonly (readonly [string, string, number])[]): PurchaseLog => {
  const customers = [...new Set(rows.map(([customer]) => customer))];
  return {
    customers,
    customer: rows.map(([customer]) => customers.indexOf(customer)),
    day: rows.map(([, on]) => day(on)),
    value: rows.map(([, , value]) => value),
  };
};

test("the past is asked what the future will be asked, and knows no more than it did then", () => {
  const log = logOf([
    ["anna", "2025-01-10", 100],
    ["anna", "2025-03-10", 50],
    ["anna", "2025-03-20", -20],
    ["bert", "2025-04-01", 30],
    ["anna", "2025-05-05", 9999],
  ]);
  const records = purchaseRecords(log, {
    asOf: "2025-04-30",
    horizonDays: 30,
    aim: "purchase",
    snapshots: 2,
    fields: { anna: { city: "Ulm" } },
  });
  expect(records.map((record) => [record.id, dayText(record.on as number), record.answer])).toEqual([
    ["anna", "2025-04-30", null],
    ["anna@2025-03-31", "2025-03-31", false],
    ["anna@2025-03-01", "2025-03-01", true],
    ["bert", "2025-04-30", null],
  ]);
  expect(records[1]?.fields).toEqual({
    city: "Ulm",
    purchases: 2,
    recentPurchases: 1,
    daysSinceLastPurchase: 21,
    daysSinceFirstPurchase: 80,
    meanDaysBetweenPurchases: 59,
    revenue: 130,
    meanPurchaseValue: 65,
  });
  const churn = purchaseRecords(log, { asOf: "2025-04-30", horizonDays: 30, aim: "churn", snapshots: 2 });
  expect(churn.map((record) => record.answer)).toEqual([null, true, false, null]);
});

test("those who buy often are told from those who bought once, tested on later months", () => {
  const chance = new Chance(2);
  const rows: [string, string, number][] = [];
  for (let c = 0; c < 300; c++) {
    const isRegular = c % 3 === 0;
    for (
      let on = day("2024-01-01") + chance.whole(0, 200);
      on < day("2026-01-01");
      on += isRegular ? chance.whole(15, 130) : chance.whole(40, 600)
    )
      rows.push([`c${String(c).padStart(3, "0")}`, dayText(on), chance.whole(10, 90)]);
  }
  const records = purchaseRecords(logOf(rows), { asOf: "2025-12-31", horizonDays: 90, aim: "purchase" });
  const { fit, results, warnings } = unwrap(propensity(records, { aim: "purchase", asOf: "2025-12-31" }));
  expect(fit.validation.method).toBe("time-ordered");
  expect(fit.validation.auc).toBeGreaterThan(0.75);
  for (const code of ["field-leaks-answer", "no-better-than-chance"]) expect(warnings.map((warning) => warning.code)).not.toContain(code);
  const mean = (isRegular: boolean) => {
    const said = Object.entries(results).filter(([id]) => !id.includes("@") && (Number(id.slice(1)) % 3 === 0) === isRegular);
    return said.reduce((sum, [, result]) => sum + result.probability, 0) / said.length;
  };
  expect(mean(true)).toBeGreaterThan(0.6);
  expect(mean(false)).toBeLessThan(0.45);
});
