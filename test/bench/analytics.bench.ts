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
