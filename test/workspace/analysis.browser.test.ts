import { afterEach, beforeEach, expect, test } from "vitest";
import { unwrap } from "../../src/lib/result.ts";
import { Analyst } from "../../src/workspace/analyst.ts";
import { KontorWindow } from "../../src/workspace/window.ts";

let kontor: KontorWindow;
const leaveAll = async (): Promise<void> => {
  for (const { id } of await kontor.workspaces()) await kontor.leave(id);
};
beforeEach(async () => {
  sessionStorage.clear();
  kontor = new KontorWindow();
  await leaveAll();
  unwrap(await kontor.createWorkspace({ name: "Zahlen", memberName: "Anna", currency: "EUR", zone: "Europe/Berlin" }));
});
afterEach(leaveAll);

async function sell(net: number): Promise<void> {
  const { engine } = await kontor.ready();
  const party = unwrap(await engine.put("party", { kind: "person", familyName: `Weber ${net}` }));
  const lines = [{ key: "a", quantity: 1, unitPrice: net }];
  unwrap(await engine.put("purchase", { kind: "order", party, on: "2026-01-05", lines }));
}

const sold = { of: "purchase", rows: [], columns: [], measures: [{ take: "sum", of: "net" }], asOf: "2026-12-31" };
const total = async (): Promise<unknown> => {
  const answer = unwrap(await kontor.analyse("pivot", sold)) as { readonly results: { readonly total: { readonly values: unknown } } };
  return answer.results.total.values;
};

test("a question is answered from what is stored, and the next one counts what was saved in between", async () => {
  await sell(10);
  expect(await total()).toEqual([10]);
  await sell(32);
  expect(await total()).toEqual([42]);
});

test("a worker made ready before anything was sold knows what was sold since", async () => {
  await kontor.prepareAnalysis();
  await sell(10);
  expect(await total()).toEqual([10]);
});

test("whoever no longer waits is told so, and the next question is answered all the same", async () => {
  await sell(10);
  const stop = new AbortController();
  const given = kontor.analyse("pivot", sold, { signal: stop.signal });
  stop.abort();
  expect(await given).toEqual({ ok: false, error: { code: "analysis-cancelled" } });
  expect(await total()).toEqual([10]);
});

test("a question under way when the workspace is closed ends with a word instead of waiting for ever", { timeout: 10_000 }, async () => {
  const analyst = new Analyst((await kontor.ready()).info.id);
  const given = analyst.analyse("pivot", sold);
  analyst.close();
  expect(await given).toEqual({ ok: false, error: { code: "analysis-cancelled" } });
});

test("a question that nobody knows is refused by its name", async () => {
  expect(await kontor.analyse("horoscope", {})).toMatchObject({ ok: false, error: { code: "method-unknown" } });
});
