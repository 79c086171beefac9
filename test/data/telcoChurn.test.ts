import { describe, expect, test } from "vitest";
import type { AnsweredRecord } from "../../src/analytics/forecasting/designMatrix.ts";
import { propensity } from "../../src/analytics/forecasting/propensity.ts";
import { parseCsv } from "../../src/exchange/csv.ts";
import { unwrap } from "../../src/lib/result.ts";
import { readDataText } from "../support/data.ts";

const [headings, ...rows] = parseCsv(readDataText("telco-churn/Telco-Customer-Churn.csv"), ",").map((row) => row.cells);
const customers: AnsweredRecord[] = rows
  .filter((cells) => cells.length === headings?.length)
  .map((cells) => {
    // Every column as the file has it, the customer's number and the blanks included; only the answer is taken out.
    const { Churn, ...fields } = Object.fromEntries(cells.map((cell, i) => [headings?.[i] as string, cell]));
    return { id: fields["customerID"] as string, fields, answer: Churn === "Yes" };
  });
const { fit, warnings, results } = unwrap(propensity(customers, { aim: "churn", asOf: "2026-01-01" }));

test("7,043 customers, 1,869 of whom left", () => {
  expect([fit.records, fit.answered, fit.hits]).toEqual([7043, 7043, 1869]);
});

test("the customer's number is left out and named, blank charges are missing, and nothing leaks the answer", () => {
  expect(warnings).toEqual([
    { code: "values-missing", field: "TotalCharges", count: 11 },
    { code: "field-like-an-id", field: "customerID", distinct: 7043, filled: 7043 },
  ]);
  expect(fit.columns.some((column) => column.field === "customerID")).toBe(false);
  expect(fit.columns).toContainEqual({ field: "TotalCharges", kind: "missing" });
  const tenure = fit.columns.find((column) => column.field === "tenure");
  expect(tenure?.kind === "number" && tenure.mean.toFixed(4)).toBe("32.3711");
  const monthly = fit.columns.find((column) => column.field === "MonthlyCharges");
  expect(monthly?.kind === "number" && monthly.mean.toFixed(4)).toBe("64.7617");
});

test("the area under the curve, over five folds and from the probability, is 0.845", () => {
  expect(fit.model.isConverged).toBe(true);
  expect(fit.validation.method).toBe("cross-validated");
  expect(Math.abs((fit.validation.auc as number) - 0.845)).toBeLessThan(0.015);
  expect(fit.validation.foldAuc).toHaveLength(5);
  const mean = fit.validation.foldAuc.reduce<number>((sum, auc) => sum + (auc as number), 0) / 5;
  expect(Math.abs(mean - 0.8454)).toBeLessThan(0.003);
  for (const auc of fit.validation.foldAuc) expect(Math.abs((auc as number) - 0.845)).toBeLessThan(0.03);
});

describe("reasons", () => {
  test("contract and tenure are among the strongest fields", () => {
    const strongest = fit.fields.slice(0, 5).map((one) => one.field);
    expect(strongest).toContain("tenure");
    expect(strongest).toContain("Contract");
    // Long customers have paid more in all: one reason, not two that contradict each other.
    expect(fit.fields[0]).toMatchObject({ field: "tenure", alongWith: ["TotalCharges"] });
  });

  test("a monthly contract raises the risk, one of two years lowers it, and so does staying long", () => {
    const said = Object.values(results).flatMap((result) => result.reasons);
    const effects = (field: string, holds: (value: string) => boolean) => [
      ...new Set(said.filter((reason) => reason.field === field && holds(reason.value as string)).map((reason) => reason.effect)),
    ];
    expect(effects("Contract", (value) => value === "Month-to-month")).toEqual(["raises"]);
    expect(effects("Contract", (value) => value === "Two year")).toEqual(["lowers"]);
    expect(effects("tenure", (value) => Number(value) > 40)).toEqual(["lowers"]);
    expect(effects("tenure", (value) => Number(value) < 20)).toEqual(["raises"]);
    // The customer who is the newest of all and pays by the month.
    expect(results["7590-VHVEG"]?.reasons[0]).toMatchObject({ field: "tenure", value: "1", effect: "raises" });
  });
});

test("of customers said to leave with some probability, about that share has left", () => {
  expect(fit.validation.calibration).toHaveLength(10);
  for (const bin of fit.validation.calibration) expect(Math.abs(bin.predicted - bin.observed)).toBeLessThan(0.05);
  const inside = fit.validation.calibration.filter((bin) => bin.predicted >= bin.interval.low && bin.predicted <= bin.interval.high);
  expect(inside.length).toBeGreaterThanOrEqual(7);
  expect(fit.validation.brierSkill).toBeGreaterThan(0.28);
  expect(fit.validation.gain[0]?.lift).toBeGreaterThan(2.5);
});

test("asked again, in another order, the answer is the same to the last digit", () => {
  const again = unwrap(propensity([...customers].reverse(), { aim: "churn", asOf: "2026-01-01" }));
  expect(again.fit).toEqual(fit);
  expect(again.results).toEqual(results);
});
