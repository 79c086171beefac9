import { afterAll, beforeAll, expect, test } from "vitest";
import type { PropensityAnswer } from "../../src/analytics/forecasting/answerPropensity.ts";
import { Analysed } from "../support/analysed.ts";

let telco: Analysed;
let answer: PropensityAnswer;
beforeAll(async () => {
  telco = await Analysed.open();
  // The file has numbers and no names; whoever imports it says that a number is the name, and what is to stay a column as it is.
  await telco.importContacts(["telco-churn/Telco-Customer-Churn.csv"], { customerID: "personName", gender: null });
  answer = await telco.ask("propensity", { field: "custom.Churn", positive: "Yes", aim: "churn" });
}, 300_000);
afterAll(() => telco.close());

test("7,043 contacts, 1,869 of whom left, keep every column of the file", async () => {
  expect([answer.fit.records, answer.fit.answered, answer.fit.hits]).toEqual([7043, 7043, 1869]);
  expect(answer.parameters).toMatchObject({ aim: "churn", field: "custom.Churn", positive: ["Yes"] });
  const used = new Set(answer.fit.columns.map(({ field }) => field));
  for (const field of ["tenure", "Contract", "InternetService", "PaymentMethod", "MonthlyCharges", "TotalCharges"])
    expect([field, used.has(`custom.${field}`)]).toEqual([field, true]);
});

test("names and numbers that tell contacts apart are left out, blank charges are missing, and nothing leaks the answer", () => {
  expect(answer.warnings).toContainEqual({ code: "values-missing", field: "custom.TotalCharges", count: 11 });
  expect(answer.warnings.map(({ code }) => code)).not.toContain("field-leaks-answer");
  const used = new Set(answer.fit.columns.map(({ field }) => field));
  expect([...used].filter((field) => field === "name" || field === "custom.customerID" || field === "familyName")).toEqual([]);
});

test("the area under the curve, over five folds and from the probability, is 0.845", () => {
  const { auc, foldAuc, method, calibration } = answer.fit.validation;
  expect([method, foldAuc.length, calibration.length]).toEqual(["cross-validated", 5, 10]);
  expect(Math.abs((auc as number) - 0.845)).toBeLessThan(0.015);
});

test("tenure and contract are among the strongest reasons", () => {
  const strongest = answer.fit.fields.slice(0, 5).map(({ field }) => field);
  expect(strongest).toContain("custom.tenure");
  expect(strongest).toContain("custom.Contract");
});
