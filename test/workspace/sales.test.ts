import { afterEach, expect, test } from "vitest";
import { planSales, type SalesType } from "../../src/exchange/sales.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine } from "../support/engine.ts";

let engine: Engine;
afterEach(() => engine.close());

async function take(type: SalesType, text: string): Promise<void> {
  const plan = unwrap(
    await planSales([{ name: "daten.csv", bytes: utf8(text) }], { type, country: "DE", currency: "EUR", language: "de" }),
  );
  const job = unwrap(await engine.startJob({ command: "import" }));
  unwrap(
    await engine.addDrafts(
      job,
      plan.drafts.map(({ key, kind, fields }) => ({ key, kind, fields })),
    ),
  );
  expect(unwrap(await engine.finishJob(job)).refused).toEqual([]);
}

test("orders and deals from a file point at their customers, products and pipeline", async () => {
  engine = await anEngine();
  await take("purchase", "Auftragsnummer;Datum;Kunde;Artikel;Menge;Einzelpreis\nA1;01.03.2026;Mühle KG;Sieb;2;9,50\n");
  const [purchase] = (await engine.list("purchase", {})).rows;
  const [party] = (await engine.list("party", {})).rows;
  const [product] = (await engine.list("product", {})).rows;
  expect(purchase).toMatchObject({ on: "2026-03-01", party: party?.id, lines: [{ product: product?.id, quantity: 2, unitPrice: 9.5 }] });

  await take("deal", "Verkaufschance;Firma;Phase;Betrag;Produkt\nAnlage;Ofen AG;Angebot;1000;Ofen\n");
  const [deal] = (await engine.list("deal", {})).rows;
  const [pipeline] = (await engine.list("pipeline", {})).rows;
  expect(deal).toMatchObject({ pipeline: pipeline?.id, stage: "angebot", amountCents: 100_000 });
  expect(await engine.digest("rows")).toBe(await engine.digest("documents"));
});
