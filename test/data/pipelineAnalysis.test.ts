import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PipelineFigures, PipelineReport } from "../../src/analytics/pipeline/pipeline.ts";
import type { PivotRecords, PivotTable } from "../../src/analytics/tables/answerPivot.ts";
import { Analysed } from "../support/analysed.ts";
import { readDataText } from "../support/data.ts";

const asOf = "2017-12-31";
const percent = (rate: number | null | undefined) => Math.round((rate ?? Number.NaN) * 10_000) / 100;
const hundredths = (value: number | null | undefined) => Math.round((value ?? Number.NaN) * 100) / 100;
const counts = (one: PipelineFigures | undefined) => [(one?.won ?? 0) + (one?.lost ?? 0), one?.lost, one?.won, percent(one?.winRate)];
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
/** Agent → manager, as the list of teams has it. */
const managers = Object.fromEntries(
  readDataText("crm-pipeline/sales_teams.csv")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(",").slice(0, 2) as [string, string]),
);

describe.each([
  ["the file", "sales_pipeline.csv"],
  ["the file with American dates", "variant-us-dates/sales_pipeline.csv"],
])("%s", (_name, file) => {
  let crm: Analysed;
  let products: ReadonlyMap<string, string>;
  beforeAll(async () => {
    crm = await Analysed.open();
    await crm.importSales(
      [file, "accounts.csv", "products.csv", "sales_teams.csv"].map((name) => `crm-pipeline/${name}`),
      { type: "deal", sameProducts: { GTXPro: "GTX Pro" } },
    );
    products = await crm.namesOf("product");
  }, 300_000);
  afterAll(() => crm.close());
  const ownersOf = async (by: PipelineReport["results"]["groups"]): Promise<ReadonlyMap<string, PipelineFigures>> => {
    const names = await crm.namesOf("party");
    return new Map(Object.entries(by).map(([owner, figures]) => [names.get(owner) ?? owner, figures]));
  };

  test("8,800 deals: won, lost and open, their value and their days", async () => {
    const { results, fit, warnings } = await crm.ask("pipeline", { asOf });
    const { total } = results;
    expect(fit).toEqual({ deals: 8800, leftOut: 0 });
    expect([total.won, total.lost, total.open, percent(total.winRate)]).toEqual([4238, 2473, 2089, 63.15]);
    expect([total.wonValue, hundredths(total.meanWon), total.medianWon]).toEqual([10_005_534, 2360.91, 1117]);
    expect([total.openValue, total.openWithoutAmount, total.wonWithoutAmount]).toEqual([0, 2089, 0]);
    expect([hundredths(total.cycleWon.mean), total.cycleWon.median, hundredths(total.cycleClosed.mean)]).toEqual([51.78, 57, 47.99]);
    expect(warnings).toContainEqual({ code: "open-without-amount", deals: 2089 });
    expect(results.funnel.map(({ stage }) => stage)).toEqual(["prospecting", "engaging"]);
    expect(results.funnel[1]).toMatchObject({ reached: 8300, advanced: 4238, stillHere: 1589, lostHere: 2473 });
  });

  test("wins, value and mean days by product, two spellings joined", async () => {
    const { groups } = (await crm.ask("pipeline", { asOf, by: "product" })).results;
    expect(
      Object.fromEntries(
        Object.entries(groups).map(([id, one]) => [products.get(id), [one.won, one.wonValue, hundredths(one.cycleWon.mean)]]),
      ),
    ).toEqual({
      "GTK 500": [15, 400_612, 64.07],
      "GTX Basic": [915, 499_263, 54.77],
      "GTX Plus Basic": [653, 705_275, 51.76],
      "GTX Plus Pro": [479, 2_629_651, 51.73],
      "GTX Pro": [729, 3_510_578, 48.33],
      "MG Advanced": [654, 2_216_387, 51.78],
      "MG Special": [793, 43_768, 51.34],
    });
  });

  test("closed, lost, won, win rate and value of the agents", async () => {
    const agents = await ownersOf((await crm.ask("pipeline", { asOf, by: "owner" })).results.groups);
    const published: Readonly<Record<string, readonly number[]>> = {
      "Darcel Schlecht": [553, 204, 349, 63.11],
      "Vicki Laflamme": [347, 126, 221, 63.69],
      "Anna Snelling": [336, 128, 208, 61.9],
      "Hayden Neloms": [152, 45, 107, 70.39],
      "Maureen Marcano": [213, 64, 149, 69.95],
      "Wilburn Farren": [79, 24, 55, 69.62],
      "Lajuana Vencill": [231, 104, 127, 54.98],
    };
    for (const [agent, figures] of Object.entries(published)) expect([agent, ...counts(agents.get(agent))]).toEqual([agent, ...figures]);
    const fastest = [...agents].sort(([, a], [, b]) => (a.cycleWon.mean ?? 1e9) - (b.cycleWon.mean ?? 1e9))[0];
    expect([fastest?.[0], hundredths(fastest?.[1].cycleWon.mean)]).toEqual(["Cecily Lampkin", 42.3]);
    const ranked = [...agents].sort(([, a], [, b]) => b.wonValue - a.wonValue);
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

  test("closed, lost, won and win rate of the managers", async () => {
    const { groups } = (await crm.ask("pipeline", { asOf, by: "owner" })).results;
    const names = await crm.namesOf("party");
    const teams = Object.fromEntries(Object.keys(groups).map((owner) => [owner, managers[names.get(owner) ?? owner] ?? "?"]));
    const { results } = await crm.ask("pipeline", { asOf, by: "owner", groups: teams });
    expect(Object.fromEntries(Object.entries(results.groups).map(([name, one]) => [name, counts(one)]))).toEqual({
      "Cara Losch": [745, 265, 480, 64.43],
      "Celia Rouche": [962, 352, 610, 63.41],
      "Dustin Brinkmann": [1186, 439, 747, 62.98],
      "Melvin Marxen": [1418, 536, 882, 62.2],
      "Rocco Neubert": [1113, 422, 691, 62.08],
      "Summer Sewald": [1287, 459, 828, 64.34],
    });
  });

  test("won deals and their value by month, in the report, the pivot and the forecast's history", async () => {
    const { "": open, ...groups } = (await crm.ask("pipeline", { asOf, by: "closedMonth" })).results.groups;
    expect(Object.entries(groups).map(([month, one]) => [month, one.won, one.wonValue])).toEqual(months);
    expect(open?.open).toBe(2089);
    const query = {
      of: "deal" as const,
      ...{ asOf, rows: [{ dimension: "closedOn", level: "month" }], filters: [{ dimension: "state", members: ["won"] }] },
    };
    const { results } = (await crm.ask("pivot", query)) as PivotTable;
    expect(results.rows.map(({ keys, values }) => [keys[0], values[1], values[0]])).toEqual(months);
    const { records } = ((await crm.ask("pivot", { ...query, at: { row: ["2017-03"] } })) as PivotRecords).results;
    expect([records.length, records.reduce((sum, { values }) => sum + (values["amount"] ?? 0), 0)]).toEqual([531, 1_134_672]);
    const { history, fit } = await crm.ask("forecast", { of: "won", asOf, horizon: 3 });
    expect(Object.entries(history)).toEqual(months.map(([month, , value]) => [month, value]));
    expect(fit.mase).toBeLessThan(1);
  });
});
