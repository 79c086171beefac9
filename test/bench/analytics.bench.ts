// How long the methods of the reports take, each on as much as a firm with 20,000 customers has.
import { fitBgNbd } from "../../src/analytics/bgNbd.ts";
import { dayDimension, placeDimension } from "../../src/analytics/dimensions.ts";
import { fitGammaGamma } from "../../src/analytics/gammaGamma.ts";
import { fitLogistic } from "../../src/analytics/logistic.ts";
import { fitParetoNbd } from "../../src/analytics/paretoNbd.ts";
import { type PivotFacts, type PivotQuery, pivot } from "../../src/analytics/pivot.ts";
import { Chance } from "../../src/lib/chance.ts";
import { unwrap } from "../../src/lib/result.ts";
import { histories } from "../support/buyers.ts";
import { doorOf } from "../support/door.ts";
import { quantile, report } from "../support/figures.ts";
import { test } from "../support/journey.ts";

const timed = (run: () => void): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

test("one model of 20,000 customers", () => {
  const customers = histories(20_000, 11);
  const fits = {
    "BG/NBD": () => unwrap(fitBgNbd(customers)),
    "Pareto/NBD": () => unwrap(fitParetoNbd(customers)),
    "Gamma-Gamma": () => unwrap(fitGammaGamma(customers)),
  };
  for (const [name, fit] of Object.entries(fits))
    report({ what: `fit of ${name}, 20,000 customers`, value: timed(fit) / 1_000, unit: "s", budget: 2 });

  const chance = new Chance(1);
  const [rows, columns] = [20_000, 40];
  const values = Float64Array.from({ length: rows * columns }, () => chance.next() * 2 - 1);
  const answers = Uint8Array.from({ length: rows }, (_, row) => ((values[row * columns] as number) + chance.next() * 2 - 1 > 0 ? 1 : 0));
  const took = timed(() => fitLogistic({ rows, columns, values }, answers));
  report({ what: "fit of a logistic regression, 20,000 × 40", value: took / 1_000, unit: "s", budget: 2 });
});

test("a pivot over 1,000,000 facts", () => {
  const chance = new Chance(5);
  const count = 1_000_000;
  const products = Int32Array.from({ length: count }, () => chance.whole(0, 199));
  const names = Array.from({ length: 200 }, (_, at) => `P${at}`);
  const days = Int32Array.from({ length: count }, () => 17_000 + chance.whole(0, 1094));
  const net = Float64Array.from({ length: count }, () => chance.whole(1, 100_000) / 100);
  const query: PivotQuery = {
    rows: [{ dimension: "product" }],
    columns: [{ dimension: "day", level: "month" }],
    measures: [{ take: "sum", of: "net" }],
  };
  let facts: PivotFacts | undefined;
  const cold = timed(() => {
    facts = { count, dimensions: { product: placeDimension("product", products, names), day: dayDimension(days) }, measures: { net } };
    unwrap(pivot(facts, query));
  });
  report({ what: "pivot over 1,000,000 facts, first time, without reading them", value: cold, unit: "ms", budget: 250 });
  const warm = Array.from({ length: 20 }, () => timed(() => unwrap(pivot(facts as PivotFacts, query))));
  report({ what: "pivot over 1,000,000 facts, warm, median of 20", value: quantile(warm, 0.5), unit: "ms", budget: 15 });
});

test("1,000,000 lines in the built app: read, merged and counted beside the screen", async ({ device }) => {
  const desk = await device("desk");
  const door = doorOf(() => desk.page);
  const workspace = await door.createWorkspace({ name: "Zahlen", member: "Anna" });
  await door.settled();
  // What 333,000 orders leave in the database once a report has been opened; making the orders themselves would take ten minutes.
  await desk.page.evaluate(storeMillion, workspace);
  await desk.page.reload();
  const sold = {
    of: "purchase",
    rows: [{ dimension: "product" }],
    columns: [{ dimension: "on", level: "month" }],
    measures: [{ take: "sum", of: "net" }],
  };
  const asked = async (method: string, options: object, rounds: number): Promise<{ times: number[]; longest: number }> =>
    desk.page.evaluate(
      async ([name, given, count]) => {
        let longest = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
        });
        observer.observe({ entryTypes: ["longtask"] });
        const times: number[] = [];
        for (let i = 0; i < count; i++) {
          const start = performance.now();
          await window.kontor?.analyse(name as never, given as never);
          times.push(performance.now() - start);
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
        observer.disconnect();
        return { times, longest };
      },
      [method, options, rounds] as const,
    );
  await door.status();
  const cold = await asked("pivot", sold, 1);
  report({
    what: "pivot over 1,000,000 lines in the app, cold, worker's start included",
    value: cold.times[0] as number,
    unit: "ms",
    budget: 250,
  });
  const warm = await asked("pivot", sold, 20);
  report({ what: "pivot over 1,000,000 lines in the app, warm, median of 20", value: quantile(warm.times, 0.5), unit: "ms", budget: 15 });
  const models = { rfm: {}, abc: {}, cohorts: {}, clv: {}, rules: { minSupport: 0.001 }, forecast: { of: "revenue", horizon: 6 } };
  let longest = Math.max(cold.longest, warm.longest);
  for (const [method, options] of Object.entries(models)) {
    const one = await asked(method, { asOf: "2025-12-31", ...options }, 1);
    longest = Math.max(longest, one.longest);
    report({ what: `${method} over 1,000,000 lines of 20,000 customers in the app`, value: (one.times[0] as number) / 1_000, unit: "s" });
  }
  report({ what: "longest task on the screen's thread while reports are worked out", value: longest, unit: "ms" });
});

/** In the page: columns of a million lines, as `purchaseColumns.ts` lays them out, 20,000 customers and 200 products in 120 shards. */
async function storeMillion(workspace: string): Promise<void> {
  const opening = indexedDB.open(`kontor-${workspace}`);
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  const key = (number: number, length: number): string => {
    let text = "";
    for (let i = 0, rest = number; i < length; i++, rest = Math.floor(rest / 32)) text = `${alphabet[rest % 32]}${text}`;
    return text;
  };
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const [shards, customers, linesEach] = [120, 20_000, 3];
  const purchases = Math.ceil(1_000_000 / linesEach / shards);
  const products = Array.from({ length: 200 }, (_, i) => `meta.${key(i, 10)}`).join("\n");
  const write = db.transaction("columns", "readwrite");
  for (let shard = 0; shard < shards; shard++) {
    const name = key(shard, 5);
    const own = Math.floor(customers / shards) + (shard < customers % shards ? 1 : 0);
    const lines = purchases * linesEach;
    const one = (members: string) => ({ codes: new Int32Array(purchases), members });
    write.objectStore("columns").put({
      kind: "purchase",
      shard: name,
      mark: `mark${shard}`,
      chunk: {
        ids: Array.from({ length: purchases }, (_, i) => `${name}.${key(i, 10)}`).join("\n"),
        kind: one("order"),
        currency: one("EUR"),
        party: {
          codes: Int32Array.from({ length: purchases }, () => next(own)),
          members: Array.from({ length: own }, (_, i) => `${name}.${key(1_000_000 + i, 10)}`).join("\n"),
        },
        day: Int32Array.from({ length: purchases }, () => 19_358 + next(1_095)),
        purchase: Uint32Array.from({ length: lines }, (_, i) => Math.floor(i / linesEach)),
        line: Uint16Array.from({ length: lines }, (_, i) => i % linesEach),
        product: { codes: Int32Array.from({ length: lines }, () => next(200)), members: products },
        quantity: new Float64Array(lines).fill(1),
        net: Float64Array.from({ length: lines }, () => (1 + next(10_000)) / 100),
        cost: new Float64Array(lines).fill(Number.NaN),
      },
    });
  }
  await new Promise<void>((resolve, reject) => {
    write.oncomplete = () => resolve();
    write.onerror = () => reject(write.error);
  });
  db.close();
}
