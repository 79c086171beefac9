import { expect, test } from "vitest";
import { cohorts } from "../../../src/analytics/customers/cohorts.ts";
import { dayNumberOf } from "../../../src/analytics/facts/facts.ts";
import { err, unwrap } from "../../../src/lib/result.ts";
import { backwards, randomLog, rowsOf } from "../randomLog.ts";

test("two customers of January, of whom one comes back in March", () => {
  const log = {
    customers: ["anna", "bert", "carl"],
    customer: [0, 1, 0, 2, 0],
    day: [dayNumberOf(2026, 1, 2), dayNumberOf(2026, 1, 31), dayNumberOf(2026, 3, 1), dayNumberOf(2026, 2, 28), dayNumberOf(2026, 4, 2)],
    value: [100, 50, 30, 20, 999],
  };
  expect(unwrap(cohorts(log, dayNumberOf(2026, 3, 31)))).toEqual({
    parameters: { asOf: "2026-03-31" },
    fit: { customers: 3, revenue: 200 },
    warnings: [],
    results: {
      "2026-01": { customers: ["anna", "bert"], active: [2, 0, 1], retention: [1, 0, 0.5], revenue: [150, 0, 30] },
      "2026-02": { customers: ["carl"], active: [1, 0], retention: [1, 0], revenue: [20, 0] },
    },
  });
  expect(cohorts(log, 0)).toEqual(err({ code: "data-too-few", what: "customers", needed: 1, found: 0 }));
});

test("on random purchases it says what counting by hand says, in whatever order they come", () => {
  const monthOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 7);
  const asOf = 650;
  const calendar = [...new Set(Array.from({ length: asOf + 1 }, (_, day) => monthOf(day)))];
  for (let seed = 1; seed <= 25; seed++) {
    const log = randomLog(seed);
    const made = unwrap(cohorts(log, asOf));
    const people = log.customers.flatMap((id) => {
      const rows = rowsOf(log, id).filter((row) => row.day <= asOf);
      const on = (day: number) => rows.filter((row) => row.day === day).reduce((total, row) => total + row.value, 0);
      const bought = [...new Set(rows.map((row) => row.day))].filter((day) => on(day) >= 0);
      return bought.length ? [{ id, rows, months: new Set(bought.map(monthOf)), first: monthOf(Math.min(...bought)) }] : [];
    });
    expect(Object.keys(made.results)).toEqual(calendar.filter((month) => people.some((person) => person.first === month)));
    for (const [month, cohort] of Object.entries(made.results)) {
      const members = people.filter((person) => person.first === month);
      expect(cohort.customers).toEqual(members.map((person) => person.id).sort());
      const since = calendar.slice(calendar.indexOf(month));
      expect(cohort.active).toEqual(since.map((later) => members.filter((person) => person.months.has(later)).length));
      expect(cohort.retention).toEqual(cohort.active.map((count) => count / members.length));
      const revenue = since.map((later) =>
        members
          .flatMap((person) => person.rows.filter((row) => (monthOf(row.day) < month ? month : monthOf(row.day)) === later))
          .reduce((total, row) => total + row.value, 0),
      );
      expect(cohort.revenue).toEqual(revenue);
    }
    expect(made.warnings).toEqual(made.warnings.length ? [{ code: "only-returns", count: expect.any(Number) }] : []);
    expect(unwrap(cohorts(backwards(log), asOf))).toEqual(made);
  }
});
