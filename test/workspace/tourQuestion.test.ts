import { expect, test } from "vitest";
import { readTourQuestion } from "../../src/workspace/tourQuestion.ts";

const stop = { id: "a", lat: 48, lon: 11 };

test("a question as it is meant, with ids alone, points and hours", () => {
  expect(
    readTourQuestion({
      stops: ["x.1", { ...stop, window: { until: "11:00" }, minutes: 20 }],
      start: "x.2",
      closed: true,
      at: "2026-12-01T07:30",
    }),
  ).toEqual({
    ok: true,
    value: {
      stops: [{ id: "x.1" }, { ...stop, window: { until: "11:00" }, minutes: 20 }],
      ...{ start: { id: "x.2" }, closed: true, at: "2026-12-01T07:30" },
    },
  });
});

test.each([
  [undefined, "field-invalid", "question"],
  [{}, "field-invalid", "stops"],
  [{ stops: [stop, { ...stop, id: "b", lat: 148 }] }, "field-invalid", "stops[1].lat"],
  [{ stops: [{ lat: 48, lon: 11 }] }, "field-invalid", "stops[0].id"],
  [{ stops: [{ id: "a", lat: 48 }] }, "field-missing", "stops[0].lon"],
  [{ stops: [stop, stop] }, "field-invalid", "stops[1].id"],
  [{ stops: [{ ...stop, window: { from: "9:00" } }] }, "field-invalid", "stops[0].window.from"],
  [{ stops: [{ ...stop, minutes: -1 }] }, "field-invalid", "stops[0].minutes"],
  [{ stops: [stop], begin: "08:00" }, "field-invalid", "begin"],
  [{ stops: [stop], at: "morgen" }, "field-invalid", "at"],
  [{ stops: [stop], start: {} }, "field-missing", "start.lat"],
  [{ stops: ["x.1"], metric: "plane" }, "field-missing", "stops[0].x"],
  [{ stops: [stop], metric: "moon" }, "field-invalid", "metric"],
  [{ stops: Array.from({ length: 101 }, (_, at) => ({ ...stop, id: String(at) })) }, "field-invalid", "stops"],
])("%j is refused, and which part of it is wrong", (asked, code, field) => {
  expect(readTourQuestion(asked)).toEqual({ ok: false, error: { code, field } });
});
