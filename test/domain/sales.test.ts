import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountOf, centsOf } from "../../src/domain/currency.ts";
import { type Deal, historyOf, repairDeal, stateOf } from "../../src/domain/deal.ts";
import { isReadable, normaliseFields } from "../../src/domain/fields.ts";
import { fieldIn } from "../../src/domain/nouns.ts";
import { type Pipeline, stagesOf } from "../../src/domain/pipeline.ts";
import { categoryPathOf, namesOfProduct, spellingOf } from "../../src/domain/product.ts";
import { costOf, counts, netOf } from "../../src/domain/purchase.ts";
import { resolveField } from "../../src/domain/references.ts";
import { stageKindOf } from "../../src/domain/stageKind.ts";
import { err, ok } from "../../src/lib/result.ts";

const base = { createdAt: "2026-01-01T00:00:00.000Z", createdBy: "m" };
const pipeline: Pipeline = {
  ...base,
  type: "pipeline",
  name: "Vertrieb",
  stages: {
    won: { name: "Gewonnen", kind: "won", order: "y" },
    offer: { name: "Angebot", kind: "open", order: "p" },
    first: { name: "Erstgespräch", kind: "open", order: "h" },
    lost: { name: "Verloren", kind: "lost", order: "z" },
  },
};
const dealOf = (fields: Partial<Deal>): Deal => ({ ...base, type: "deal", name: "Rahmenvertrag", stage: "", ...fields });

describe("the net of a line", () => {
  test("is what the paper states", () => {
    expect(netOf({ quantity: 3, unitPrice: 10, discount: 0.5, netCents: 1234 }, "EUR")).toBe(12.34);
    expect(netOf({ quantity: 1, netCents: 1234 }, "JPY")).toBe(1234);
  });

  test("else quantity, price and discount, and is not rounded", () => {
    expect(netOf({ quantity: 3, unitPrice: 18.0375, discount: 0.15 }, "EUR")).toBe(3 * 18.0375 * (1 - 0.15));
    expect(netOf({ quantity: 7, unitPrice: 0.333 }, "EUR")).toBe(7 * 0.333);
  });

  test("of a return is negative, of a line without a price unknown", () => {
    expect(netOf({ quantity: -2, unitPrice: 9.5 }, "EUR")).toBe(-19);
    expect(netOf({ quantity: 1 }, "EUR")).toBeNull();
    expect(costOf({ quantity: 2, unitCost: 4 })).toBe(8);
    expect(costOf({ quantity: 2 })).toBeNull();
  });

  test("of a cancelled order does not count", () => {
    expect(counts({ cancelledOn: "2026-01-02" })).toBe(false);
    expect(counts({})).toBe(true);
  });
});

test("amounts become whole cents, half away from zero, in every currency", () => {
  expect([centsOf(1.005, "EUR"), centsOf(-1.005, "EUR"), centsOf(29.33, "USD"), centsOf(12, "JPY"), centsOf(1.2345, "KWD")]).toEqual([
    101, -101, 2933, 12, 1235,
  ]);
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom("EUR", "JPY", "KWD"), (cents, currency) => {
      expect(centsOf(amountOf(cents, currency), currency)).toBe(cents);
    }),
  );
});

test("how many decimals a currency has does not depend on what this browser says of it", () => {
  const own = Intl.NumberFormat;
  Intl.NumberFormat = class extends own {
    override resolvedOptions = () => ({ ...super.resolvedOptions(), maximumFractionDigits: 0 });
  } as unknown as typeof Intl.NumberFormat;
  try {
    // Browsers of the same year give two for the forint and none, three for the Iraqi dinar and none.
    expect([centsOf(12.5, "HUF"), centsOf(12.5, "IQD"), centsOf(12.5, "UYW"), centsOf(12.5, "USD")]).toEqual([
      1_250, 12_500, 125_000, 1_250,
    ]);
  } finally {
    Intl.NumberFormat = own;
  }
});

describe("a deal", () => {
  test("is open, won or lost as its stage says in its pipeline", () => {
    expect(["first", "offer", "won", "lost"].map((stage) => stateOf({ stage }, pipeline))).toEqual(["open", "open", "won", "lost"]);
  });

  test("whose pipeline is not here yet is won or lost only where its stage says so", () => {
    expect(["won", "lost", "offer", null].map((stage) => stageKindOf(stage, undefined))).toEqual(["won", "lost", "open", "open"]);
  });

  test("in a stage that nobody knows stands in the first open one", () => {
    expect(repairDeal(dealOf({ stage: "gone" }), pipeline, "Europe/Berlin").stage).toBe("first");
    expect(repairDeal(dealOf({ stage: "gone" }), undefined, "Europe/Berlin").stage).toBe("gone");
  });

  test("that is closed without a day was closed on the day of its last stage, where the workspace is", () => {
    const deal = dealOf({
      stage: "won",
      stages: {
        b: { at: "2026-03-01T23:30:00.000Z", stage: "won" },
        a: { at: "2026-02-01", stage: "offer" },
      },
    });
    expect(historyOf(deal).map((entry) => entry.stage)).toEqual(["offer", "won"]);
    expect(repairDeal(deal, pipeline, "Europe/Berlin").closedOn).toBe("2026-03-02");
    expect(repairDeal(deal, pipeline, "America/New_York").closedOn).toBe("2026-03-01");
    expect(repairDeal({ ...deal, stage: "offer" }, pipeline, "Europe/Berlin").closedOn).toBeUndefined();
  });

  test("a closing day that was written with the month first is read as the day it is; what is none as the day of the last stage", () => {
    const stages = { a: { at: "2026-11-02", stage: "won" } };
    const closedOf = (closedOn: unknown) =>
      repairDeal(dealOf({ stage: "won", closedOn: closedOn as string, stages }), pipeline, "UTC").closedOn;
    expect(["2026-11-28", "11/28/2026", "28 Nov", "", 20_261_128].map(closedOf)).toEqual([
      ...["2026-11-28", "2026-11-28"],
      ...["2026-11-02", "2026-11-02", "2026-11-02"],
    ]);
  });

  test("repaired twice is as repaired once", () => {
    fc.assert(
      fc.property(
        fc.record({
          stage: fc.constantFrom("first", "won", "lost", "gone", ""),
          closedOn: fc.constantFrom("2026-01-01", null),
          stages: fc.dictionary(fc.string(), fc.record({ at: fc.constantFrom("2026-02-01", "x"), stage: fc.constantFrom("won", "first") })),
        }),
        (fields) => {
          const once = repairDeal(dealOf(fields), pipeline, "UTC");
          expect(repairDeal(once, pipeline, "UTC")).toEqual(once);
          expect(pipeline.stages?.[once.stage ?? ""]).toBeDefined();
        },
      ),
    );
  });
});

test("the stages of a pipeline stand in their order", () => {
  expect(stagesOf(pipeline).map((stage) => stage.key)).toEqual(["first", "offer", "won", "lost"]);
});

test("a product is known by its spellings", () => {
  expect(namesOfProduct({ name: "GTX Pro", aliases: { GTXPro: true } })).toEqual(["GTX Pro", "GTXPro"]);
  expect(spellingOf("GTX Pro")).toBe(spellingOf("gtx-pro"));
  expect(spellingOf("GTX Pro")).not.toBe(spellingOf("GTX Plus Pro"));
  expect(categoryPathOf("Drinks/ Tea")).toEqual(["Drinks", "Tea"]);
});

describe("at the door", () => {
  test("sales records are taken as they are written, and stored as they merge", () => {
    expect(normaliseFields("product", { name: "cream cheese ", aliases: ["Cream"], unitPrice: 18.0375, currency: "EUR" })).toEqual({
      ok: true,
      value: { name: "cream cheese ", aliases: { Cream: true }, unitPrice: 18.0375, currency: "EUR" },
    });
    const lines = [{ key: "1", quantity: -2, unitPrice: 9.5, discount: 0.05 }];
    expect(normaliseFields("purchase", { kind: "order", on: "2026-11-21", currency: "EUR", lines })).toMatchObject({ ok: true });
    const stages = { "2026-11-21|offer": { at: "2026-11-21", stage: "offer" } };
    expect(normaliseFields("deal", { stage: "offer", parties: ["7f3kq.k3v9m2x8ta"], amountCents: null, stages })).toMatchObject({
      ok: true,
      value: { stages },
    });
    const made = normaliseFields("pipeline", { name: "Vertrieb", stages: [{ key: "won", name: "Gewonnen", kind: "won", probability: 1 }] });
    expect(made).toMatchObject({ ok: true, value: { stages: { won: { name: "Gewonnen" } } } });
  });

  test("what has the wrong shape is refused with its field", () => {
    expect(normaliseFields("product", { sku: "1" })).toEqual({ ok: false, error: { code: "field-missing", field: "name" } });
    expect(normaliseFields("purchase", { kind: "order", on: "21.11.2026" })).toMatchObject({
      error: { code: "field-invalid", field: "on" },
    });
    expect(normaliseFields("purchase", { kind: "order", lines: [{ quantity: 1 }] })).toMatchObject({ error: { field: "lines" } });
    expect(normaliseFields("deal", { stage: "won", amountCents: 1.5 })).toMatchObject({ error: { field: "amountCents" } });
    expect(isReadable("deal", "probability", 40)).toBe(false);
  });
});

describe("what names another record by the key of a file", () => {
  const resolve = (reference: string): string | undefined => ({ "#g1": "meta.aaaaaaaaaa", "#l1": "meta.bbbbbbbbbb" })[reference];

  test("gets its id: the product of each line, the pipeline of a deal", () => {
    expect(
      resolveField(
        fieldIn("purchase", "lines"),
        "lines",
        [
          { key: "1", product: "#g1", quantity: 2 },
          { key: "2", quantity: 1 },
        ],
        resolve,
      ),
    ).toEqual(
      ok([
        { key: "1", product: "meta.aaaaaaaaaa", quantity: 2 },
        { key: "2", quantity: 1 },
      ]),
    );
    expect(resolveField(fieldIn("deal", "pipeline"), "pipeline", "#l1", resolve)).toEqual(ok("meta.bbbbbbbbbb"));
    expect(resolveField(fieldIn("deal", "name"), "name", "#l1", resolve)).toEqual(ok("#l1"));
  });

  test("is told where that record is not there", () => {
    expect(resolveField(fieldIn("deal", "lines"), "lines", [{ key: "1", product: "#g9", quantity: 1 }], resolve)).toEqual(
      err({ code: "reference-unreadable", field: "lines", value: "#g9" }),
    );
  });
});
