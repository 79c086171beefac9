import { expect, test } from "vitest";
import { dayNumberOf, dayText, monthOf, noDay, parseDay, quarterOf, weekOf, yearOf } from "../../../src/analytics/facts/facts.ts";
import { dayDimension, textDimension, withLevel, withPathLevels } from "../../../src/analytics/tables/dimensions.ts";
import { factsOf, pivot } from "../../../src/analytics/tables/pivot.ts";
import type { Measure, Pivot, PivotFacts, PivotQuery } from "../../../src/analytics/tables/pivotQuery.ts";
import { Chance } from "../../../src/lib/chance.ts";
import { unwrap } from "../../../src/lib/result.ts";

interface Sale {
  readonly customer: string;
  readonly product: string;
  readonly day: number;
  readonly net: number | null;
}

const categories: Record<string, string> = { ale: "Drinks/Beer", tea: "Drinks/Tea", green: "Drinks/Tea/Green", bread: "Food", "": "" };

const salesOf = (seed: number, count: number): Sale[] => {
  const chance = new Chance(seed);
  return Array.from({ length: count }, () => ({
    customer: chance.pick(["Adler", "Birke", "Cella", "Dorn"]),
    product: chance.pick(Object.keys(categories)),
    day: dayNumberOf(2015, 1, 1) + chance.whole(0, 1200),
    net: chance.happens(0.05) ? null : chance.whole(-500, 9000) / 100,
  }));
};

const factsFrom = (sales: readonly Sale[]): PivotFacts => ({
  count: sales.length,
  dimensions: {
    customer: textDimension(
      "customer",
      sales.map((sale) => sale.customer),
    ),
    product: withPathLevels(
      textDimension(
        "product",
        sales.map((sale) => sale.product),
      ),
      "category",
      (product) => categories[product],
    ),
    day: dayDimension(Int32Array.from(sales, (sale) => sale.day)),
  },
  measures: { net: Float64Array.from(sales, (sale) => sale.net ?? Number.NaN) },
  days: Int32Array.from(sales, (sale) => sale.day),
});

const table = (facts: PivotFacts, query: PivotQuery): Pivot => unwrap(pivot(facts, query));
const by = (made: Pivot, row: string, column?: string): readonly (number | null)[] | undefined => {
  const { rows, columns, cells } = made.results;
  const r = rows.findIndex((one) => one.keys.join(">") === row);
  if (column === undefined) return rows[r]?.values;
  const c = columns.findIndex((one) => one.keys.join(">") === column);
  return cells.find((cell) => cell.row === r && cell.column === c)?.values;
};
const sum = (sales: readonly Sale[]): number | null => {
  const known = sales.flatMap((sale) => (sale.net === null ? [] : [Math.round(sale.net * 100)]));
  return known.length === 0 ? null : known.reduce((total, cents) => total + cents, 0) / 100;
};

const plain: Measure[] = [
  { take: "sum", of: "net" },
  { take: "count" },
  { take: "distinct", of: "customer" },
  { take: "mean", of: "net" },
  { take: "sum", of: "net", show: "shareOfRow" },
  { take: "sum", of: "net", show: "shareOfColumn" },
  { take: "sum", of: "net", show: "shareOfTotal" },
];

test("every cell, row, column and total says what adding up by hand says", () => {
  for (const seed of [1, 2, 3]) {
    const sales = salesOf(seed, 700);
    const facts = factsFrom(sales);
    const query: PivotQuery = {
      rows: [{ dimension: "product", level: "category2" }],
      columns: [{ dimension: "day", level: "quarter" }],
      measures: plain,
      filters: [{ dimension: "customer", members: ["Dorn"], isExcluded: true }],
      asOf: "2017-06-30",
    };
    const made = table(facts, query);
    const counted = sales.filter((sale) => sale.customer !== "Dorn" && dayText(sale.day) <= "2017-06-30");
    const rowOf = (sale: Sale) => categories[sale.product]?.split("/").slice(0, 2).join("/");
    const check = (found: readonly (number | null)[], inCell: Sale[], inRow: Sale[], inColumn: Sale[]) => {
      const value = sum(inCell);
      const known = inCell.filter((sale) => sale.net !== null);
      const share = (whole: number | null) => (value === null || whole === null || whole === 0 ? null : value / whole);
      const expected = [
        value,
        inCell.length,
        new Set(inCell.map((sale) => sale.customer)).size,
        value === null ? null : value / known.length,
        share(sum(inRow)),
        share(sum(inColumn)),
        share(sum(counted)),
      ];
      expected.forEach((one, at) => {
        if (one === null) expect(found[at]).toBeNull();
        else expect(found[at]).toBeCloseTo(one, 9);
      });
    };
    let seen = 0;
    for (const cell of made.results.cells) {
      const row = made.results.rows[cell.row]?.keys[0];
      const column = made.results.columns[cell.column]?.keys[0];
      const inRow = counted.filter((sale) => rowOf(sale) === row);
      const inColumn = counted.filter((sale) => quarterOf(sale.day) === column);
      const inCell = inRow.filter((sale) => quarterOf(sale.day) === column);
      seen += inCell.length;
      check(cell.values, inCell, inRow, inColumn);
      const behind = unwrap(factsOf(facts, query, { row: [row as string], column: [column as string] }));
      expect([...behind].map((fact) => sales[fact])).toEqual(inCell);
    }
    expect(seen).toBe(counted.length);
    for (const row of made.results.rows) {
      const inRow = counted.filter((sale) => rowOf(sale) === row.keys[0]);
      check(row.values, inRow, inRow, counted);
      expect([...unwrap(factsOf(facts, query, { row: row.keys }))].map((fact) => sales[fact])).toEqual(inRow);
    }
    for (const column of made.results.columns) {
      const inColumn = counted.filter((sale) => quarterOf(sale.day) === column.keys[0]);
      check(column.values, inColumn, counted, inColumn);
    }
    check(made.results.total.values, counted, counted, counted);
    expect(made.fit).toEqual({ facts: counted.length, leftOut: sales.length - counted.length });
    expect(made.warnings).toContainEqual({
      code: "values-unknown",
      measure: "net",
      facts: counted.filter((sale) => sale.net === null).length,
    });
  }
});

const small = (rows: readonly (readonly [customer: string, day: string, net: number])[]): PivotFacts =>
  factsFrom(rows.map(([customer, day, net]) => ({ customer, product: "tea", day: parseDay(day) as number, net })));

test("a total is computed from the facts, so it is the same however the table is cut", () => {
  const sales = salesOf(7, 5000).map((sale) => ({ ...sale, net: (sale.net ?? 1) / 3 }));
  const facts = factsFrom(sales);
  const totals = ["customer", "product", "day"].map(
    (dimension) => table(facts, { rows: [{ dimension }], columns: [], measures: [{ take: "sum", of: "net" }] }).results.total.values[0],
  );
  expect(new Set(totals).size).toBe(1);
});

test("small amounts are not lost beside a large one", () => {
  const facts = small([
    ["Adler", "2017-01-01", 1e16],
    ["Adler", "2017-01-02", 1],
    ["Adler", "2017-01-03", -1e16],
  ]);
  expect(
    table(facts, { rows: [{ dimension: "customer" }], columns: [], measures: [{ take: "sum", of: "net" }] }).results.total.values,
  ).toEqual([1]);
});

test("a running total goes on where a month has no sales, and its last value is the total", () => {
  const facts = small([
    ["Adler", "2017-01-05", 10],
    ["Birke", "2017-02-01", 5],
    ["Adler", "2017-03-31", 7],
  ]);
  const made = table(facts, {
    rows: [{ dimension: "customer" }],
    columns: [{ dimension: "day", level: "month" }],
    measures: [{ take: "sum", of: "net", show: "runningTotal" }, { take: "count" }],
  });
  expect(by(made, "Adler", "2017-01")).toEqual([10, 1]);
  expect(by(made, "Adler", "2017-02")).toEqual([10, null]);
  expect(by(made, "Adler", "2017-03")).toEqual([17, 1]);
  expect(by(made, "Birke", "2017-01")).toBeUndefined();
  expect(by(made, "Birke", "2017-03")).toEqual([5, null]);
  expect(made.results.columns.map((column) => column.values[0])).toEqual([10, 15, 22]);
  expect(made.results.total.values).toEqual([22, 3]);
});

test("a mean cannot be added up month by month", () => {
  const facts = small([["Adler", "2017-01-05", 10]]);
  expect(
    pivot(facts, {
      rows: [],
      columns: [{ dimension: "day", level: "month" }],
      measures: [{ take: "mean", of: "net", show: "runningTotal" }],
    }),
  ).toEqual({ ok: false, error: { code: "running-total-of", take: "mean" } });
});

test("a month is compared with the same month a year before, also when the table shows one year only", () => {
  const facts = small([
    ["Adler", "2016-01-05", 10],
    ["Adler", "2016-02-05", 20],
    ["Adler", "2017-01-09", 15],
    ["Adler", "2017-03-09", 4],
    ["Birke", "2017-01-09", 5],
  ]);
  const made = table(facts, {
    rows: [{ dimension: "customer" }],
    columns: [{ dimension: "day", level: "month" }],
    measures: [{ take: "sum", of: "net", show: "yearOverYear" }],
    filters: [{ dimension: "day", level: "year", members: ["2017"] }],
  });
  expect(by(made, "Adler", "2017-01")).toEqual([0.5]);
  expect(by(made, "Adler", "2017-03")).toEqual([null]);
  expect(by(made, "Birke", "2017-01")).toEqual([null]);
  expect(made.results.columns.map(({ keys, values }) => [keys[0], values[0]])).toEqual([
    ["2017-01", 1],
    ["2017-03", null],
  ]);
});

test("years open into quarters, owners stand under their manager", () => {
  const facts = small([
    ["Adler", "2016-01-05", 10],
    ["Birke", "2016-05-05", 20],
    ["Cella", "2017-01-09", 15],
  ]);
  const managed = withLevel(facts.dimensions["customer"] as never, "manager", (name) => (name === "Cella" ? null : "Falk"));
  const made = table(
    { ...facts, dimensions: { ...facts.dimensions, customer: managed } },
    {
      rows: [
        { dimension: "day", level: "year" },
        { dimension: "day", level: "quarter" },
      ],
      columns: [{ dimension: "customer", level: "manager" }],
      measures: [{ take: "sum", of: "net" }],
    },
  );
  expect(made.results.rows.map((row) => row.keys)).toEqual([
    ["2016", "2016-Q1"],
    ["2016", "2016-Q2"],
    ["2017", "2017-Q1"],
  ]);
  expect(by(made, "2016>2016-Q2", "Falk")).toEqual([20]);
  expect(by(made, "2017>2017-Q1", "")).toEqual([15]);
});

test("what is counted from a day on is what adding up by hand says, and opens the same facts", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const chance = new Chance(seed);
    const sales = salesOf(seed, chance.whole(1, 150)).map((sale) => (chance.happens(0.1) ? { ...sale, day: noDay } : sale));
    const facts = factsFrom(sales);
    const since = dayNumberOf(2015, 1, 1) + chance.whole(-30, 1200);
    const until = chance.happens(0.5) ? since + chance.whole(0, 600) : undefined;
    const query: PivotQuery = {
      rows: [{ dimension: "product", level: chance.pick(["category1", "category2"]) }],
      columns: chance.happens(0.7) ? [{ dimension: "day", level: chance.pick(["year", "quarter", "month", "week"]) }] : [],
      measures: [{ take: "sum", of: "net" }, { take: "count" }],
      ...(chance.happens(0.5) && { filters: [{ dimension: "customer", members: ["Dorn", "Cella"] }] }),
      from: dayText(since),
      ...(until !== undefined && { asOf: dayText(until) }),
    };
    const counted = sales.filter(
      (sale) => sale.day >= since && (until === undefined || sale.day <= until) && (!query.filters || /Dorn|Cella/.test(sale.customer)),
    );
    const made = table(facts, query);
    expect(made.fit).toEqual({ facts: counted.length, leftOut: sales.length - counted.length });
    const added = made.results.cells.reduce((total, { values }) => total + (values[0] ?? 0), 0);
    expect(added).toBeCloseTo(sum(counted) ?? 0, 9);
    expect(made.results.total.values[0] ?? 0).toBeCloseTo(sum(counted) ?? 0, 9);
    expect([...unwrap(factsOf(facts, query, {}))].map((fact) => sales[fact])).toEqual(counted);
    const behind = made.results.cells.flatMap((cell) => {
      const at = { row: made.results.rows[cell.row]?.keys ?? [], column: made.results.columns[cell.column]?.keys ?? [] };
      const own = [...unwrap(factsOf(facts, query, at))];
      expect(own).toHaveLength(cell.facts);
      expect(sum(own.map((fact) => sales[fact] as Sale)) ?? 0).toBeCloseTo(cell.values[0] ?? 0, 9);
      return own;
    });
    expect(behind.sort((a, b) => a - b).map((fact) => sales[fact])).toEqual(counted);
  }
});

test("a year that is counted from March on is compared with the year before from March on", () => {
  const facts = small([
    ["Adler", "2015-12-31", 7],
    ["Adler", "2016-01-05", 10],
    ["Adler", "2016-03-01", 20],
    ["Adler", "2017-02-28", 100],
    ["Adler", "2017-03-01", 30],
    ["Adler", "2018-01-01", 45],
  ]);
  const query: PivotQuery = {
    rows: [],
    columns: [{ dimension: "day", level: "year" }],
    measures: [{ take: "sum", of: "net", show: "yearOverYear" }],
    from: "2017-03-01",
  };
  const made = table(facts, query);
  expect(made.results.columns.map(({ keys, values }) => [keys[0], values[0]])).toEqual([
    ["2017", 0.5],
    // With the whole of 2017.
    ["2018", (45 - 130) / 130],
  ]);
  expect(made.warnings).toEqual([{ code: "period-incomplete", period: "2017", from: "2017-03-01" }]);
  expect(table(facts, { ...query, from: "2017-01-01" }).warnings).toEqual([]);
  const fromLeapDay = table(facts, { ...query, from: "2016-02-29" }).results.columns;
  expect(fromLeapDay.map(({ values }) => values[0])).toEqual([(20 - 7) / 7, (130 - 30) / 30, (45 - 130) / 130]);
});

test("a year that has not ended is said to be incomplete", () => {
  const facts = small([["Adler", "2017-01-05", 10]]);
  const query: PivotQuery = { rows: [{ dimension: "day", level: "year" }], columns: [], measures: [{ take: "count" }], asOf: "2017-05-06" };
  expect(table(facts, query).warnings).toEqual([{ code: "period-incomplete", period: "2017", until: "2017-05-06" }]);
  expect(table(facts, { ...query, asOf: "2017-12-31" }).warnings).toEqual([]);
});

test("what is not there is refused by name", () => {
  const facts = small([["Adler", "2017-01-05", 10]]);
  const query: PivotQuery = { rows: [], columns: [], measures: [{ take: "count" }] };
  expect(pivot(facts, { ...query, rows: [{ dimension: "colour" }] })).toEqual({
    ok: false,
    error: { code: "dimension-unknown", name: "colour" },
  });
  expect(pivot(facts, { ...query, rows: [{ dimension: "day", level: "hour" }] })).toEqual({
    ok: false,
    error: { code: "level-unknown", name: "hour" },
  });
  expect(pivot(facts, { ...query, measures: [{ take: "sum", of: "weight" }] })).toEqual({
    ok: false,
    error: { code: "measure-unknown", name: "weight" },
  });
  expect(pivot(facts, { ...query, asOf: "2017-02-30" })).toEqual({ ok: false, error: { code: "day-unreadable", text: "2017-02-30" } });
  expect(factsOf(facts, { ...query, from: "soon" }, {})).toEqual({ ok: false, error: { code: "day-unreadable", text: "soon" } });
});

test("days are counted as calendars and ISO 8601 count them", () => {
  for (const text of ["1970-01-01", "1996-07-04", "2000-02-29", "2016-12-31", "2024-02-29", "1899-12-31"]) {
    const day = parseDay(text) as number;
    expect(day).toBe(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
    expect(dayText(day)).toBe(text);
  }
  const day = parseDay("2021-01-03") as number;
  expect([yearOf(day), quarterOf(day), monthOf(day), weekOf(day), weekOf(day + 1)]).toEqual([
    "2021",
    "2021-Q1",
    "2021-01",
    "2020-W53",
    "2021-W01",
  ]);
});

test("a table far wider than a screen, cut by a filter, says the same", () => {
  const chance = new Chance(31);
  const rows = Array.from({ length: 4000 }, () => ({
    customer: `C${chance.whole(0, 499)}`,
    product: `P${chance.whole(0, 299)}`,
    kind: chance.pick(["order", "return"]),
    cents: chance.whole(-10_000, 99_999),
  }));
  const facts: PivotFacts = {
    count: rows.length,
    dimensions: Object.fromEntries(
      (["customer", "product", "kind"] as const).map((name) => [
        name,
        textDimension(
          name,
          rows.map((row) => row[name]),
        ),
      ]),
    ),
    measures: { net: Float64Array.from(rows, (row) => row.cents / 100) },
  };
  const query: PivotQuery = {
    rows: [{ dimension: "customer" }],
    columns: [{ dimension: "product" }],
    measures: [
      { take: "sum", of: "net" },
      { take: "distinct", of: "customer" },
    ],
    filters: [{ dimension: "kind", members: ["order"] }],
  };
  const made = table(facts, query);
  const expected = new Map<string, number[]>();
  rows.forEach((row, at) => {
    if (row.kind === "order")
      expected.set(`${row.customer} ${row.product}`, [...(expected.get(`${row.customer} ${row.product}`) ?? []), at]);
  });
  expect(made.results.cells).toHaveLength(expected.size);
  for (const cell of made.results.cells) {
    const [customer, product] = [made.results.rows[cell.row]?.keys[0], made.results.columns[cell.column]?.keys[0]];
    const own = expected.get(`${customer} ${product}`) ?? [];
    expect(cell.facts).toBe(own.length);
    expect(cell.values[0]).toBeCloseTo(own.reduce((total, at) => total + (rows[at]?.cents ?? 0), 0) / 100, 9);
  }
  const [customer = "", product = ""] = [...expected.keys()][0]?.split(" ") ?? [];
  expect([...unwrap(factsOf(facts, query, { row: [customer], column: [product] }))]).toEqual(expected.get(`${customer} ${product}`));
  expect(made.results.total.values[1]).toBe(new Set([...expected.keys()].map((key) => key.split(" ")[0])).size);
});
