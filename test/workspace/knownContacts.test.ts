import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { planFiles } from "../../src/exchange/planFiles.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { countKnown, readKnown } from "../../src/workspace/known.ts";
import { anEngine } from "../support/engine.ts";
import { takeFiles, textFile } from "../support/import.ts";

let engine: Engine;
beforeEach(async () => {
  engine = await anEngine();
});
afterEach(() => engine.close());

const list =
  "First Name,Last Name,E-mail Address,Company\nEva,Muster,eva@muster.example,Muster GmbH\nUdo,Berg,udo@berg.example,Muster GmbH\n";

test("a list without numbers imported again makes nobody twice, and says whom it knew", async () => {
  await takeFiles(engine, [textFile("a.csv", list)], {});
  const before = [await engine.count("party"), await engine.count("relation")];
  const { plan, report } = await takeFiles(engine, [textFile("b.csv", `${list}\n`)], {});
  expect([await engine.count("party"), await engine.count("relation")]).toEqual(before);
  expect(plan.hints.find(({ code }) => code === "known-by-name")?.count).toBe(3);
  // Nothing in it is new, so nothing was changed.
  expect([report.created, report.updated]).toEqual([{}, 0]);
});

test("cards without a key find those who are here already, by mail and name", async () => {
  await engine.put("party", {
    kind: "person",
    givenName: "Eva",
    familyName: "Muster",
    emails: [{ value: "Eva@muster.example" }],
    note: "mag Tee",
  });
  const card = "BEGIN:VCARD\nVERSION:3.0\nFN:Eva Muster\nN:Muster;Eva;;;\nEMAIL:eva@muster.example\nTEL:030 1234567\nEND:VCARD\n";
  const { report } = await takeFiles(engine, [textFile("eva.vcf", card)], {});
  expect([await engine.count("party"), report.updated]).toEqual([1, 1]);
  const [eva] = (await engine.list("party")).rows;
  expect(eva).toMatchObject({ note: "mag Tee" });
  expect(Object.values((eva as unknown as { phones: object }).phones)).toHaveLength(1);
});

test.each([
  ["the same telephone, written otherwise", "Vorname;Nachname;Telefon\nEva;Muster;+49 30 1234567\n", 1, 0],
  ["the same address", "Vorname;Nachname;Straße;PLZ\nEva;Muster;Markt 1;89073\n", 1, 0],
  ["the same name only", "Vorname;Nachname;Ort\nEva;Muster;Kiel\n", 2, 1],
  ["the same address, its street shortened", "Vorname;Nachname;Straße;PLZ\nEva;Muster;MARKT 1;89073\n", 1, 0],
  ["another door of the same street", "Vorname;Nachname;Straße;PLZ\nEva;Muster;Markt 10;89073\n", 2, 1],
  ["the door beside it", "Vorname;Nachname;Straße;PLZ\nEva;Muster;Markt 1a;89073\n", 2, 1],
  ["another name at the same mail address", "Vorname;Nachname;E-Mail\nUlf;Muster;eva@muster.example\n", 2, 0],
])("%s: %#", async (_says, file, parties, questions) => {
  await engine.put("party", {
    kind: "person",
    givenName: "Eva",
    familyName: "Muster",
    emails: [{ value: "eva@muster.example" }],
    phones: [{ value: "030/123 45 67", region: "DE" }],
    addresses: [{ street: "Markt 1", postalCode: "89073", locality: "Ulm", country: "DE" }],
  });
  const { plan } = await takeFiles(engine, [textFile("a.csv", file)], {});
  expect([await engine.count("party"), plan.questions.length]).toEqual([parties, questions]);
});

test.each([
  [
    "a person at the same address, whose letters the other program lost",
    "person",
    "Vorname;Nachname;E-Mail\nSoren;Lodz;s@l.example\n",
    1,
    0,
  ],
  ["a person of whom nothing else is said", "person", "Vorname;Nachname\nSoren;Lodz\n", 2, 1],
  ["a firm", "organisation", "Firma;Ort\nLukasz Strasse GmbH;Kiel\n", 2, 1],
])("%s is known again or asked about", async (_says, kind, file, parties, questions) => {
  await engine.put(
    "party",
    kind === "person"
      ? { kind, givenName: "Søren", familyName: "Łódź", emails: [{ value: "s@l.example" }] }
      : { kind, name: "Łukasz Straße GmbH" },
  );
  const { plan } = await takeFiles(engine, [textFile("a.csv", file)], {});
  expect([await engine.count("party"), plan.questions.length]).toEqual([parties, questions]);
});

test.each([
  ["Lange Hauptstraße 10", "Lange Hauptstr. 100", 2],
  ["Lange Hauptstraße 10 A", "Lange Hauptstr. 10a", 1],
  ["100 Main Street", "10 Main St.", 2],
])("who lives at %s and who lives at %s are so many", async (one, other, parties) => {
  const file = (street: string): string => `Vorname;Nachname;Straße;PLZ\nEva;Muster;${street};89073\n`;
  await takeFiles(engine, [textFile("a.csv", file(one))], {});
  await takeFiles(engine, [textFile("b.csv", file(other))], {});
  expect(await engine.count("party")).toBe(parties);
});

test("who only has the same name is asked about, and is whom the answer says", async () => {
  const id = unwrap(await engine.put("party", { kind: "person", givenName: "Eva", familyName: "Muster" }));
  const file = textFile("a.csv", "Vorname;Nachname;Telefon\nEva;Muster;0731 123456\n");
  const { plan } = await takeFiles(engine, [file], { sameContacts: { "Eva Muster": id } });
  expect([await engine.count("party"), plan.questions]).toEqual([
    1,
    [{ code: "same-contact", a: "Eva Muster", b: "Eva Muster", id, count: 1 }],
  ]);
});

test("a number is no name: whoever bears it keeps theirs", async () => {
  await takeFiles(engine, [textFile("customers.csv", "customerNumber,customerName\n103,Muster GmbH\n")], {});
  await takeFiles(engine, [textFile("payments.csv", "customerNumber,amount\n103,60.00\n103,70.00\n")], {});
  const { rows } = await engine.list("party");
  expect(rows).toMatchObject([{ name: "Muster GmbH", custom: { amount: "60.00", "amount 2": "70.00" } }]);
});

test("a number that lost its zeros is the same customer's, if the name is the same", async () => {
  await takeFiles(engine, [textFile("a.csv", "Kundennummer;Firma\n00042;Elbe Bau\n")], {});
  await takeFiles(engine, [textFile("b.csv", "Kundennummer;Firma\n42;Elbe Bau\n")], {});
  expect(await engine.count("party")).toBe(1);
});

test("what an import would replace is counted before it does", async () => {
  await takeFiles(engine, [textFile("a.csv", "Kundennummer;Firma;Branche\n1;Mühle KG;Müllerei\n")], {});
  const db = new WorkspaceDatabase(engine.workspace, "relaxed");
  const options = { country: "DE", currency: "EUR", language: "de" };
  const again = unwrap(
    await planFiles([textFile("b.csv", "Kundennummer;Firma;Branche\n1;Mühle KG;Bäckerei\n")], options, () => readKnown(db)),
  );
  expect(await countKnown(db, again.drafts)).toEqual({ known: { party: 1 }, replaced: { count: 1, examples: ["Müllerei → Bäckerei"] } });
  db.close();
});

test("an order whose day was corrected is the same order", async () => {
  const order = (day: string): string => `Bestellnummer;Bestelldatum;Kunde;Artikel;Menge;Einzelpreis\nA-1001;${day};Mühle KG;Sieb;2;5,00\n`;
  await takeFiles(engine, [textFile("a.csv", order("02.03.2026"))], {});
  const { report } = await takeFiles(engine, [textFile("a.csv", order("03.03.2026"))], {});
  expect([await engine.count("purchase"), report.updated]).toEqual([1, 1]);
  expect((await engine.list("purchase")).rows).toMatchObject([{ on: "2026-03-03" }]);
});
