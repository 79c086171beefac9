import { expect, test } from "vitest";
import { rfm, rfmSegments } from "../../../src/analytics/customers/rfm.ts";
import { err, unwrap } from "../../../src/lib/result.ts";
import { backwards, randomLog, rowsOf } from "../randomLog.ts";

test("every pair of scores has exactly one segment", () => {
  for (let recency = 1; recency <= 5; recency++)
    for (let frequency = 1; frequency <= 5; frequency++) {
      const fitting = rfmSegments.filter(
        (some) =>
          recency >= some.recency[0] && recency <= some.recency[1] && frequency >= some.frequency[0] && frequency <= some.frequency[1],
      );
      expect([recency, frequency, fitting.length]).toEqual([recency, frequency, 1]);
    }
});

test("chosen cut points score whoever exceeds them", () => {
  const log = { customers: ["often", "once"], customer: [0, 0, 0, 1], day: [60, 90, 95, 10], value: [100, 200, -50, 80] };
  const made = unwrap(rfm(log, { asOf: 100, cuts: { recencyDays: [30], frequency: [1], monetary: [100, 250] } }));
  expect(made.results).toEqual({
    often: { recencyDays: 10, frequency: 2, monetary: 250, scores: { recency: 2, frequency: 2, monetary: 2 }, segment: "champions" },
    once: { recencyDays: 90, frequency: 1, monetary: 80, scores: { recency: 1, frequency: 1, monetary: 1 }, segment: "lost" },
  });
  expect(rfm(log, { asOf: 100, cuts: { frequency: [3, 3] } })).toEqual(err({ code: "cuts-not-ascending", cuts: [3, 3] }));
  expect(rfm(log, { asOf: 5 })).toEqual(err({ code: "data-too-few", what: "customers", needed: 1, found: 0 }));
  expect(Object.keys(unwrap(rfm(log, { asOf: 100, from: 20 })).results)).toEqual(["often"]);
});

test("on random purchases it says what counting by hand says, in whatever order they come", () => {
  for (let seed = 1; seed <= 25; seed++) {
    const log = randomLog(seed);
    const asOf = 700;
    const made = unwrap(rfm(log, { asOf }));
    const facts = log.customers.flatMap((id) => {
      const rows = rowsOf(log, id).filter((row) => row.day <= asOf);
      const days = [...new Set(rows.map((row) => row.day))].sort((a, b) => a - b);
      const on = (day: number) => rows.filter((row) => row.day === day).reduce((total, row) => total + row.value, 0);
      const bought = days.filter((day) => on(day) >= 0);
      if (bought.length === 0) return [];
      const monetary = rows.reduce((total, row) => total + row.value, 0);
      return [{ id, recencyDays: asOf - Math.max(...bought), frequency: bought.length, monetary }];
    });
    expect(Object.keys(made.results).sort()).toEqual(facts.map((fact) => fact.id).sort());
    // Fifths by counting: how many fifths of all customers are worse than this one.
    const fifths = (worse: number) => [1, 2, 3, 4].filter((fifth) => worse >= Math.ceil((fifth * facts.length) / 5)).length;
    for (const fact of facts) {
      const { recencyDays, frequency, monetary, scores } = made.results[fact.id] as (typeof made.results)[string];
      expect({ id: fact.id, recencyDays, frequency, monetary }).toEqual(fact);
      expect(scores).toEqual({
        recency: 5 - fifths(facts.filter((other) => other.recencyDays < fact.recencyDays).length),
        frequency: 1 + fifths(facts.filter((other) => other.frequency < fact.frequency).length),
        monetary: 1 + fifths(facts.filter((other) => other.monetary < fact.monetary).length),
      });
    }
    expect(made.segments.reduce((total, segment) => total + segment.count, 0)).toBe(facts.length);
    expect(unwrap(rfm(backwards(log), { asOf }))).toEqual(made);
  }
});
