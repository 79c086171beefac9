import { afterAll, beforeAll, expect, test } from "vitest";
import type { PipelineAnswer } from "../../src/analytics/pipeline/answerDeals.ts";
import { Analysed } from "../support/analysed.ts";
import { readDataText } from "../support/data.ts";

// The file itself, line by line: what it says of a deal needs no program of ours to be read.
const rows = readDataText("crm-pipeline/sales_pipeline.csv")
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(","))
  .map(([, , , , stage = "", engaged = "", closed = ""]) => ({ stage, engaged, closed }));
const daysBetween = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / 86_400_000;
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const asOf = "2017-12-31";
const isClosed = ({ stage }: { stage: string }): boolean => stage === "Won" || stage === "Lost";

let crm: Analysed;
let answer: PipelineAnswer;
beforeAll(async () => {
  crm = await Analysed.open();
  await crm.importSales(
    ["sales_pipeline.csv", "accounts.csv", "products.csv", "sales_teams.csv"].map((name) => `crm-pipeline/${name}`),
    { type: "deal", sameProducts: { GTXPro: "GTX Pro" } },
  );
  answer = await crm.ask("pipeline", { asOf });
}, 300_000);
afterAll(() => crm.close());

test("days from engaging to closing, and how long the open ones have waited, are those of the file's two columns", () => {
  const [prospecting, engaging] = answer.results.stages;
  const left = rows.filter(isClosed).map(({ engaged, closed }) => daysBetween(engaged, closed));
  const still = rows.filter(({ stage }) => stage === "Engaging").map(({ engaged }) => daysBetween(engaged, asOf));
  expect([engaging?.left.known, engaging?.left.unknown, engaging?.still.known]).toEqual([6711, 0, 1589]);
  expect(engaging?.left.mean).toBeCloseTo(meanOf(left), 9);
  expect(engaging?.still.mean).toBeCloseTo(meanOf(still), 9);
  const sorted = left.toSorted((a, b) => a - b);
  expect(engaging?.left.median).toBe(sorted[(left.length - 1) / 2]);
  // Nobody wrote down when prospecting began; nothing ever came back, and no stage has a limit.
  expect(prospecting).toMatchObject({ left: { known: 0, unknown: 0 }, still: { mean: null, known: 0, unknown: 500 } });
  expect(answer.results.stages.map(({ returns, stale }) => [returns, stale])).toEqual([
    [0, null],
    [0, null],
  ]);
});

test("2,089 open deals without an amount: no value, and 63.15 of 100 of them expected to be won", () => {
  const { open } = answer.results;
  expect(open.value).toEqual({ expected: 0, low: 0, high: 0 });
  expect([open.best, open.commit, open.withoutAmount.length, open.withoutProbability.length]).toEqual([0, 0, 2089, 0]);
  expect(open.wins.expected).toBeCloseTo((2089 * 4238) / 6711, 6);
  expect(open.rates.map(({ decided, won, from }) => [decided, won, from])).toEqual([
    [6711, 4238, "history"],
    [6711, 4238, "history"],
  ]);
});

test("looking back from the year's end, each month is counted as the file has it", () => {
  const { months } = answer.results.open.backTest;
  expect(months.map(({ asOf: end }) => end)).toEqual(["2017-03-31", "2017-04-30", "2017-05-31", "2017-06-30"]);
  for (const month of months) {
    const end = month.asOf;
    const until = new Date(Date.parse(end) + 180 * 86_400_000).toISOString().slice(0, 10);
    const open = rows.filter(({ engaged, closed }) => engaged !== "" && engaged <= end && (closed === "" || closed > end));
    const before = rows.filter((row) => isClosed(row) && row.closed <= end);
    const share = before.filter(({ stage }) => stage === "Won").length / before.length;
    expect(month.expected).toBeCloseTo(open.length * share, 6);
    const by = (stage: string) => open.filter((row) => row.stage === stage && row.closed <= until).length;
    expect([month.open, month.won.length, month.lost.length]).toEqual([open.length, by("Won"), by("Lost")]);
    expect(month.stillOpen.length).toBe(open.length - by("Won") - by("Lost"));
  }
  // Of deals that nobody closes, fewer are won than of those that are decided; the answer says so.
  expect(answer.warnings.map(({ code }) => code)).toContain("expected-too-high");
});
