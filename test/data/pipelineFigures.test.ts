import { expect, test } from "vitest";
import { type DealFacts, parseDay } from "../../src/analytics/facts/facts.ts";
import { forecast, monthlySeries } from "../../src/analytics/forecasting/forecast.ts";
import {
  type DealDimension,
  type FunnelStage,
  type PipelineFigures,
  type PipelineReport,
  pipelineReport,
} from "../../src/analytics/pipeline/pipeline.ts";
import { factsOf, pivot } from "../../src/analytics/tables/pivot.ts";
import { dealPivotFacts } from "../../src/analytics/tables/pivotFacts.ts";
import type { PivotQuery } from "../../src/analytics/tables/pivotQuery.ts";
import { unwrap } from "../../src/lib/result.ts";
import { readDataText } from "../support/data.ts";

/** These files have no quotes; what reads quoted ones has tests of its own. */
const rowsOf = (path: string): Record<string, string>[] => {
  const [head = "", ...lines] = readDataText(path).trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at] as string, cell])));
};

const states = { Won: "won", Lost: "lost", Engaging: "open", Prospecting: "open" } as const;
const dayOf = (text: string) => (text === "" ? null : parseDay(text));

/** American days ("3/17/2017") as the variant has them. */
const isoOf = (text: string) =>
  text.replace(/^(\d+)\/(\d+)\/(\d+)$/, (_, m: string, d: string, y: string) => `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`);

const dealsOf = (path: string): DealFacts[] =>
  rowsOf(path).map((row) => {
    const openedOn = dayOf(isoOf(row["engage_date"] as string));
    const stage = row["deal_stage"] as keyof typeof states;
    return {
      id: row["opportunity_id"] as string,
      party: row["account"] || null,
      owner: row["sales_agent"] as string,
      product: row["product"] === "GTXPro" ? "GTX Pro" : (row["product"] as string),
      state: states[stage],
      amount: row["close_value"] ? Number(row["close_value"]) : null,
      openedOn,
      closedOn: dayOf(isoOf(row["close_date"] as string)),
      stages: openedOn === null ? [] : [{ stage: "Engaging", on: openedOn }],
    };
  });

const deals = dealsOf("crm-pipeline/sales_pipeline.csv");
const asOf = "2017-12-31";
const report = (by?: DealDimension, groups?: Record<string, string>): PipelineReport =>
  unwrap(pipelineReport(deals, { asOf, ...(by && { by }), ...(groups && { groups }), stages: ["Engaging"] }));
const percent = (rate: number | null) => Math.round((rate ?? Number.NaN) * 10_000) / 100;
const counts = (figures: PipelineFigures | undefined) => [
  (figures?.won ?? 0) + (figures?.lost ?? 0),
  figures?.lost,
  figures?.won,
  percent(figures?.winRate ?? null),
];
const hundredths = (value: number | null | undefined) => Math.round((value ?? Number.NaN) * 100) / 100;

test("8,800 opportunities: how many are won, lost and open, and what the won ones are worth", () => {
  const { results, fit, warnings } = report();
  const { total } = results;
  expect(fit).toEqual({ deals: 8800, leftOut: 0 });
  expect([total.won, total.lost, total.open, percent(total.winRate)]).toEqual([4238, 2473, 1589 + 500, 63.15]);
  expect([total.wonValue, hundredths(total.meanWon), total.medianWon]).toEqual([10_005_534, 2360.91, 1117]);
  // The lost deals' 0 is a stated nothing, the open deals' blank is unknown.
  expect(deals.filter((deal) => deal.amount === null)).toHaveLength(2089);
  expect(deals.filter((deal) => deal.state === "lost" && deal.amount === 0)).toHaveLength(2473);
  expect([total.openValue, total.openWithoutAmount, total.wonWithoutAmount]).toEqual([0, 2089, 0]);
  expect(warnings).toContainEqual({ code: "open-without-amount", deals: 2089 });
});

test("days from engaging to closing, of the won deals and of all closed ones", () => {
  const { cycleWon, cycleClosed } = report().results.total;
  expect([hundredths(cycleWon.mean), cycleWon.median, cycleWon.unknown]).toEqual([51.78, 57, 0]);
  expect([hundredths(cycleClosed.mean), cycleClosed.unknown]).toEqual([47.99, 0]);
});

test("what is missing is counted as the source counts it", () => {
  expect(deals.filter((deal) => deal.party === null)).toHaveLength(1425);
  expect(deals.filter((deal) => deal.openedOn === null)).toHaveLength(500);
  expect(deals.filter((deal) => deal.closedOn === null)).toHaveLength(2089);
  const closedNames = new Set(deals.filter((deal) => deal.state !== "open").map((deal) => deal.owner));
  expect([closedNames.size, rowsOf("crm-pipeline/sales_teams.csv").length, rowsOf("crm-pipeline/accounts.csv").length]).toEqual([
    30, 35, 85,
  ]);
});

test("wins, revenue and mean days by product, after GTXPro and GTX Pro are one", () => {
  const { groups } = report("product").results;
  expect(
    Object.fromEntries(Object.entries(groups).map(([name, one]) => [name, [one.won, one.wonValue, hundredths(one.cycleWon.mean)]])),
  ).toEqual({
    "GTK 500": [15, 400_612, 64.07],
    "GTX Basic": [915, 499_263, 54.77],
    "GTX Plus Basic": [653, 705_275, 51.76],
    "GTX Plus Pro": [479, 2_629_651, 51.73],
    "GTX Pro": [729, 3_510_578, 48.33],
    "MG Advanced": [654, 2_216_387, 51.78],
    "MG Special": [793, 43_768, 51.34],
  });
  expect(Object.keys(groups).sort()).toEqual(
    rowsOf("crm-pipeline/products.csv")
      .map((row) => row["product"] as string)
      .sort(),
  );
});

test("closed, lost, won and win rate of the agents", () => {
  const { groups } = report("owner").results;
  const published: Record<string, number[]> = {
    "Darcel Schlecht": [553, 204, 349, 63.11],
    "Vicki Laflamme": [347, 126, 221, 63.69],
    "Anna Snelling": [336, 128, 208, 61.9],
    "Hayden Neloms": [152, 45, 107, 70.39],
    "Maureen Marcano": [213, 64, 149, 69.95],
    "Wilburn Farren": [79, 24, 55, 69.62],
    "Lajuana Vencill": [231, 104, 127, 54.98],
  };
  for (const [agent, expected] of Object.entries(published)) expect([agent, ...counts(groups[agent])]).toEqual([agent, ...expected]);
  const byRate = Object.entries(groups).sort(([, a], [, b]) => (b.winRate ?? 0) - (a.winRate ?? 0));
  expect(byRate.slice(0, 3).map(([agent]) => agent)).toEqual(["Hayden Neloms", "Maureen Marcano", "Wilburn Farren"]);
  const fastest = Object.entries(groups).sort(([, a], [, b]) => (a.cycleWon.mean ?? 0) - (b.cycleWon.mean ?? 0))[0];
  expect([fastest?.[0], hundredths(fastest?.[1].cycleWon.mean)]).toEqual(["Cecily Lampkin", 42.3]);
});

test("the ten agents with the highest revenue", () => {
  const ranked = Object.entries(report("owner").results.groups).sort(([, a], [, b]) => b.wonValue - a.wonValue);
  expect(ranked.slice(0, 10).map(([agent, one]) => [agent, one.wonValue])).toEqual([
    ["Darcel Schlecht", 1_153_214],
    ["Vicki Laflamme", 478_396],
    ["Kary Hendrixson", 454_298],
    ["Cassey Cress", 450_489],
    ["Donn Cantrell", 445_860],
    ["Reed Clapper", 438_336],
    ["Zane Levy", 430_068],
    ["Corliss Cosme", 421_036],
    ["James Ascencio", 413_533],
    ["Daniell Hammack", 364_229],
  ]);
});

test("closed, lost, won and win rate of the managers", () => {
  const managers = Object.fromEntries(
    rowsOf("crm-pipeline/sales_teams.csv").map((row) => [row["sales_agent"] as string, row["manager"] as string]),
  );
  const { results, warnings } = report("owner", managers);
  expect(Object.fromEntries(Object.entries(results.groups).map(([name, one]) => [name, counts(one)]))).toEqual({
    "Cara Losch": [745, 265, 480, 64.43],
    "Celia Rouche": [962, 352, 610, 63.41],
    "Dustin Brinkmann": [1186, 439, 747, 62.98],
    "Melvin Marxen": [1418, 536, 882, 62.2],
    "Rocco Neubert": [1113, 422, 691, 62.08],
    "Summer Sewald": [1287, 459, 828, 64.34],
  });
  expect(warnings.map((warning) => warning.code)).not.toContain("group-missing");
});

const months: readonly (readonly [month: string, won: number, value: number])[] = [
  ["2017-03", 531, 1_134_672],
  ["2017-04", 285, 721_932],
  ["2017-05", 438, 1_025_713],
  ["2017-06", 531, 1_338_466],
  ["2017-07", 308, 696_932],
  ["2017-08", 446, 1_050_059],
  ["2017-09", 503, 1_235_264],
  ["2017-10", 279, 731_980],
  ["2017-11", 406, 938_943],
  ["2017-12", 511, 1_131_573],
];

test("won deals and their value by month of closing; what is open stands apart", () => {
  const { "": open, ...groups } = report("closedMonth").results.groups;
  expect(Object.entries(groups).map(([month, one]) => [month, one.won, one.wonValue])).toEqual(months);
  expect([open?.open, open?.won]).toEqual([2089, 0]);
});

test("the pivot tells the same of the deals: won value and days by product and month, and which deals a cell is made of", () => {
  const facts = dealPivotFacts(deals, parseDay(asOf) as number, ["product", "closedOn", "state"], {
    parties: new Map(),
    products: new Map(),
    abcClasses: new Map(),
    segments: new Map(),
    pipelines: new Map(),
    served: new Map(),
  });
  const query: PivotQuery = {
    rows: [{ dimension: "product" }],
    columns: [{ dimension: "closedOn", level: "month" }],
    measures: [{ take: "sum", of: "amount" }, { take: "count" }, { take: "mean", of: "days" }],
    filters: [{ dimension: "state", members: ["won"] }],
  };
  const { rows, columns, total } = unwrap(pivot(facts, query)).results;
  expect(columns.map(({ keys, values }) => [keys[0], values[1], values[0]])).toEqual(months);
  expect([total.values[0], total.values[1], hundredths(total.values[2])]).toEqual([10_005_534, 4238, 51.78]);
  const { groups } = report("product").results;
  for (const { keys, values } of rows) expect(values[2]).toBeCloseTo(groups[keys[0] as string]?.cycleWon.mean ?? Number.NaN, 9);
  const behind = [...unwrap(factsOf(facts, query, { row: ["GTK 500"] }))].map((fact) => facts.recordOf(fact).id);
  expect(behind).toEqual(groups["GTK 500"]?.ids.filter((id) => deals.find((deal) => deal.id === id)?.state === "won"));
  const open = unwrap(pivot(facts, { ...query, rows: [], filters: [{ dimension: "state", members: ["open"] }] }));
  expect(open.results.columns).toEqual([{ keys: [""], facts: 2089, values: [null, 2089, null] }]);
  expect(open.warnings).toContainEqual({ code: "values-unknown", measure: "amount", facts: 2089 });
});

test("the funnel knows the deals whose stage is dated, and says how many are not", () => {
  const { results, warnings } = report();
  expect(results.funnel).toHaveLength(1);
  const [{ ids, ...figures }] = results.funnel as [FunnelStage];
  expect(figures).toEqual({
    stage: "Engaging",
    reached: 8300,
    advanced: 4238,
    stillHere: 1589,
    lostHere: 2473,
    conversion: 4238 / 8300,
    conversionOfDecided: 4238 / 6711,
  });
  expect([ids.advanced.length, ids.stillHere.length, ids.lostHere.length]).toEqual([4238, 1589, 2473]);
  expect(warnings).toContainEqual({ code: "stage-history-missing", deals: 500 });
});

test("won value by month is forecast better than by repeating the last month, with or without the rhythm of the quarter", () => {
  const points = deals.flatMap(({ state, amount, closedOn }) =>
    state === "won" && amount !== null && closedOn !== null ? [{ on: closedOn, value: amount }] : [],
  );
  const series = unwrap(monthlySeries(points, asOf));
  expect(series.values).toEqual(months.map(([, , value]) => value));
  for (const season of [undefined, null]) {
    const { fit, results } = unwrap(forecast(series, { asOf, horizon: 3, ...(season === null && { season }) }));
    expect(fit.mase).toBeLessThan(1);
    expect(Object.keys(results)).toEqual(["2018-01", "2018-02", "2018-03"]);
  }
});

test("the file with American dates gives the same figures", () => {
  const variant = dealsOf("crm-pipeline/variant-us-dates/sales_pipeline.csv");
  for (const by of ["product", "owner", "closedMonth"] as const)
    expect(unwrap(pipelineReport(variant, { asOf, by })).results).toEqual(unwrap(pipelineReport(deals, { asOf, by })).results);
});
