import { describe, expect, test } from "vitest";
import {
  designColumns,
  designMatrix,
  type FieldRecord,
  leakWarnings,
  readFields,
} from "../../../src/analytics/forecasting/designMatrix.ts";
import { Chance } from "../../../src/lib/chance.ts";

const recordsOf = (fields: Record<string, readonly unknown[]>): FieldRecord[] => {
  const length = Math.max(...Object.values(fields).map((values) => values.length));
  return Array.from({ length }, (_, i) => ({
    id: String(i).padStart(5, "0"),
    fields: Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values[i % values.length]])),
  }));
};
const columnsOf = (fields: Record<string, readonly unknown[]>) => {
  const table = readFields(recordsOf(fields));
  const rows = Array.from(table.records.keys());
  const columns = designColumns(table, rows);
  const { values } = designMatrix(table, columns, rows);
  return {
    columns,
    values: rows.map((row) => Array.from(values.subarray(row * columns.length, (row + 1) * columns.length))),
    warnings: table.warnings,
  };
};

describe("fields become columns", () => {
  test("numbers are standardised, also when written as text, and a missing one is the mean and marked", () => {
    const { columns, values, warnings } = columnsOf({ spent: ["1", 3, " ", "5", "n/a"] });
    expect(columns).toEqual([
      { field: "spent", kind: "number", mean: 3, deviation: Math.sqrt(8 / 3) },
      { field: "spent", kind: "missing" },
    ]);
    const far = 2 / Math.sqrt(8 / 3);
    expect(values).toEqual([
      [-far, 0],
      [0, 0],
      [0, 1],
      [far, 0],
      [0, 1],
    ]);
    expect(warnings).toEqual([{ code: "values-missing", field: "spent", count: 2 }]);
  });

  test("a choice has a column for each text, yes and no too, a list one for each entry", () => {
    const { columns, values } = columnsOf({
      source: ["web", "fair", "web"],
      wantsPost: [true, false, true],
      tags: [["a", "b"], [], ["b"]],
    });
    expect(columns.map((column) => ("choice" in column ? `${column.field}=${column.choice}` : `${column.field} ${column.kind}`))).toEqual([
      "source=fair",
      "source=web",
      "tags=a",
      "tags=b",
      "tags missing",
      "wantsPost=false",
      "wantsPost=true",
    ]);
    expect(values).toEqual([
      [0, 1, 1, 1, 0, 0, 1],
      [1, 0, 0, 0, 1, 1, 0],
      [0, 1, 0, 1, 0, 0, 1],
    ]);
  });

  test("a day counts in days", () => {
    const { columns } = columnsOf({ since: ["2020-01-01", "2020-01-03"] });
    expect(columns).toEqual([{ field: "since", kind: "number", mean: 18_263, deviation: 1 }]);
  });

  test("postal codes with a leading zero are texts, not sizes", () => {
    const { columns } = columnsOf({ postalCode: ["01067", "04109", "01067", "04109"] });
    expect(columns.map((column) => column.kind)).toEqual(["choice", "choice"]);
  });

  test("a remark in a column of figures is missing, and said", () => {
    const { columns, warnings } = columnsOf({ turnover: [...Array.from({ length: 99 }, (_, i) => i * 1.5), "see letter"] });
    expect(columns.map((column) => column.kind)).toEqual(["number", "missing"]);
    expect(warnings).toContainEqual({ code: "values-unreadable", field: "turnover", count: 1, examples: ["see letter"] });
  });

  test("rare texts among many share a column", () => {
    const chance = new Chance(1);
    const cities = Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? "Berlin" : `village ${chance.whole(1, 400)}`));
    const { columns, values } = columnsOf({ city: cities });
    expect(columns).toEqual([
      { field: "city", kind: "choice", choice: "Berlin" },
      { field: "city", kind: "other", except: ["Berlin"] },
    ]);
    expect(values.slice(0, 2)).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test("means and choices come from the rows learned from, never from those tested on", () => {
    const table = readFields(recordsOf({ size: [1, 3, 100], colour: ["red", "blue", "green"] }));
    const columns = designColumns(table, [0, 1]);
    expect(columns).toEqual([
      { field: "colour", kind: "choice", choice: "blue" },
      { field: "colour", kind: "choice", choice: "red" },
      { field: "size", kind: "number", mean: 2, deviation: 1 },
    ]);
    expect(Array.from(designMatrix(table, columns, [2]).values)).toEqual([0, 0, 98]);
  });
});

describe("what is left out is named", () => {
  const names = Array.from({ length: 40 }, (_, i) => `Customer ${i}`);
  test.each([
    ["names", names, "field-like-an-id"],
    ["running numbers", names.map((_, i) => 10_001 + i), "field-like-an-id"],
    ["the same everywhere", ["DE"], "field-constant"],
    ["the same number everywhere", [7], "field-constant"],
    ["nothing", [null, "", " "], "field-constant"],
    ["whole objects", [{ street: "Hauptstraße" }, { street: "Markt" }], "field-unreadable"],
  ])("%s", (_, values, code) => {
    const { columns, warnings } = columnsOf({ kept: Array.from({ length: 40 }, (_, i) => i % 7), field: values });
    expect(columns.map((column) => column.field)).toEqual(["kept"]);
    expect(warnings).toEqual([expect.objectContaining({ code, field: "field" })]);
  });

  test("measured numbers that happen to differ everywhere are kept", () => {
    const chance = new Chance(4);
    expect(columnsOf({ revenue: names.map(() => chance.whole(0, 1_000_000)) }).warnings).toEqual([]);
  });
});

describe("a field that leaks the answer is warned about", () => {
  const chance = new Chance(3);
  const answers = Array.from({ length: 400 }, () => (chance.happens(0.3) ? 1 : 0));
  const leaks = (values: readonly unknown[]) => {
    const table = readFields(recordsOf({ field: values }));
    return leakWarnings(table, Array.from(table.records.keys()), answers);
  };
  test("another name of the answer", () =>
    expect(leaks(answers.map((answer) => (answer ? "gone" : "here")))).toEqual([
      expect.objectContaining({ code: "field-leaks-answer", field: "field", by: "choice", auc: 1 }),
    ]));
  test("filled only for those who left", () =>
    expect(leaks(answers.map((answer) => (answer && chance.happens(0.6) ? chance.pick(["price", "service"]) : "")))).toEqual([
      expect.objectContaining({ code: "field-leaks-answer", by: "filled" }),
    ]));
  test("a choice that only those who left have", () =>
    expect(leaks(answers.map((answer) => (answer && chance.happens(0.5) ? "dunning" : chance.pick(["a", "b"]))))).toEqual([
      expect.objectContaining({ code: "field-leaks-answer", by: "choice", choice: "dunning" }),
    ]));
  test("a number that parts them", () =>
    expect(leaks(answers.map((answer) => answer * 3 + chance.next() * 3.1))).toEqual([
      expect.objectContaining({ code: "field-leaks-answer", by: "value" }),
    ]));
  test("a field that merely helps is not accused", () => {
    expect(leaks(answers.map((answer) => (chance.happens(answer ? 0.7 : 0.2) ? "monthly" : "yearly")))).toEqual([]);
    expect(leaks(answers.map(() => chance.pick(["a", "b", "c"])))).toEqual([]);
    expect(leaks(answers.map(() => chance.next()))).toEqual([]);
  });
});
