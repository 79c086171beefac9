import { expect, test } from "vitest";
import {
  type AreaKey,
  type Arrangement,
  coarser,
  dimensionsOf,
  finer,
  levelsOf,
  lyingAt,
  moved,
  opened,
  type Spot,
  shownAs,
  storeOf,
  takenFrom,
  transposed,
} from "../../src/features/reports/pivot/arrangement.ts";
import { axesOf, axisKey, kinds, measureKey, measuresOf } from "../../src/features/reports/pivot/axes.ts";
import { Chance } from "../../src/lib/chance.ts";

const table: Arrangement = {
  of: "purchase",
  rows: [{ dimension: "product", level: "category1" }],
  columns: [{ dimension: "on", level: "year" }],
  measures: [{ take: "sum", of: "net" }],
  filters: [{ dimension: "place", members: ["Ulm"] }],
};
const spotOf = (arrangement: Arrangement, dimension: string): Spot => ({
  area: "store",
  at: storeOf(arrangement).dimensions.indexOf(dimension),
});
const axesIn = ({ rows, columns }: Arrangement): string[] => [...rows, ...columns].map(axisKey);

test("a dimension goes where it is put; one with levels comes with the first that is free", () => {
  expect(moved(table, spotOf(table, "party"), { area: "rows", at: 0 }).rows.map(axisKey)).toEqual(["party|", "product|category1"]);
  const byQuarter = moved(table, spotOf(table, "on"), { area: "rows", at: 1 });
  expect(byQuarter.rows.map(axisKey)).toEqual(["product|category1", "on|quarter"]);
  // From the filters it moves, and the table is no longer narrowed.
  const unfiltered = moved(table, { area: "filters", at: 0 }, { area: "columns", at: 0 });
  expect([unfiltered.filters, unfiltered.columns.map(axisKey)]).toEqual([[], ["place|", "on|year"]]);
});

test("whatever is moved where: nothing stands twice, nothing is lost but into the store, a figure stays", () => {
  const areas: readonly AreaKey[] = ["store", "rows", "columns", "measures", "filters"];
  let changes = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const chance = new Chance(seed);
    const of = chance.pick(kinds);
    let now: Arrangement = { of, rows: axesOf(of).slice(0, 1), columns: [], measures: measuresOf(of).slice(0, 1), filters: [] };
    for (let step = 0; step < 40; step++) {
      if (now.filters.length === 0) now = { ...now, filters: [{ ...chance.pick(axesOf(of)), members: ["x"] }] };
      const [from, to] = [chance.pick(areas), chance.pick(areas)];
      const store = storeOf(now);
      const count = from === "store" ? store.dimensions.length + store.measures.length : now[from].length;
      if (count === 0) continue;
      const spot: Spot = { area: from, at: chance.whole(0, count - 1) };
      const what = lyingAt(now, spot);
      const size = to === "store" ? 0 : now[to].length - (from === to ? 1 : 0);
      const next = moved(now, spot, { area: to, at: chance.whole(0, Math.max(0, size)) });
      expect(new Set(axesIn(next)).size).toBe(axesIn(next).length);
      expect(new Set(next.measures.map(measureKey)).size).toBe(next.measures.length);
      expect(next.measures.length).toBeGreaterThan(0);
      if (next !== now) {
        changes++;
        const lost = axesIn(now).filter((key) => !axesIn(next).includes(key));
        expect(lost).toEqual(to === "store" && what.axis && from !== "filters" ? [axisKey(what.axis)] : []);
      }
      // What is neither in the table nor in the store could never be had again.
      const { dimensions, measures } = storeOf(next);
      for (const axis of axesOf(of)) expect(dimensions.includes(axis.dimension) || axesIn(next).includes(axisKey(axis))).toBe(true);
      expect([...measures, ...next.measures].map(measureKey).sort()).toEqual(measuresOf(of).map(measureKey).sort());
      now = next;
    }
  }
  expect(changes).toBeGreaterThan(400);
});

test("swapping rows and columns twice is nothing done", () => {
  expect(transposed(transposed(table))).toEqual(table);
  expect(transposed(table).rows).toEqual(table.columns);
});

test("levels lead from years to days and back; weeks lie between months and days", () => {
  for (const of of kinds)
    for (const dimension of dimensionsOf(of)) {
      const levels = levelsOf(of, dimension).filter(({ level }) => level !== "week");
      for (const [at, axis] of levels.entries()) {
        expect(finer(of, axis)).toEqual(levels[at + 1]);
        expect(coarser(of, axis)).toEqual(levels[at - 1]);
      }
    }
  const week = { dimension: "on", level: "week" };
  expect([coarser("purchase", week), finer("purchase", week)]).toEqual([{ dimension: "on", level: "month" }, { dimension: "on" }]);
});

test("opening a row narrows the table to it and shows its next level, until there is none", () => {
  const opening = opened(table, ["Drinks"]);
  expect(opening?.rows).toEqual([{ dimension: "product", level: "category2" }]);
  expect(opening?.filters).toEqual([...table.filters, { dimension: "product", level: "category1", members: ["Drinks"] }]);
  expect(opened(opening as Arrangement, ["Drinks/Tea"])?.rows).toEqual([{ dimension: "product" }]);
  expect(opened({ ...table, rows: [{ dimension: "party" }] }, ["x"])).toBeUndefined();
  expect(opened({ ...table, rows: [] }, [])).toBeUndefined();
});

test("the last figure cannot be taken out, and is shown as asked", () => {
  expect(takenFrom(table, { area: "measures", at: 0 })).toBe(table);
  const share = shownAs(table, 0, "shareOfRow");
  expect(share.measures).toEqual([{ take: "sum", of: "net", show: "shareOfRow" }]);
  expect(shownAs(share, 0, "value").measures).toEqual(table.measures);
});
