import "fake-indexeddb/auto";

import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { foldForSearch } from "../../src/database/directory.ts";
import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { excerptOf, foldWords, TextIndex } from "../../src/database/textIndex.ts";
import type { RecordId } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import { anEngine } from "../support/engine.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test("who had the Buderus boiler is found by its note and by what was written about a visit", async () => {
  const engine = await anEngine("Texts 1", "texts-1");
  closing.push(() => engine.close());
  const db = new WorkspaceDatabase((await engine.status()).workspace, "relaxed", "texts-1");
  closing.push(() => db.close());
  const index = new TextIndex(db);
  const of = async (typed: string) => (await index.search(typed, 10)).map(({ party, excerpt }) => [party, excerpt]);
  const elke = unwrap(await engine.put("party", { kind: "person", familyName: "Bär", note: "Kessel von Buderus, 2014 eingebaut" }));
  const karl = unwrap(await engine.put("party", { kind: "person", familyName: "Groß" }));
  const visit = unwrap(
    await engine.put("interaction", {
      kind: "visit",
      at: "2026-11-03T09:00:00.000Z",
      parties: [karl],
      direction: "out",
      text: "Neuer Brenner für die Buderus-Anlage, Müller fragt nach Wartung",
    }),
  );
  expect(await of("buder")).toEqual([
    [karl, "… für die Buderus-Anlage, Müller fragt nach Wartung"],
    [elke, "… von Buderus, 2014 eingebaut"],
  ]);
  expect(await of("Buderus 2014")).toEqual([[elke, "… von Buderus, 2014 eingebaut"]]);
  expect((await of("Mueller wartung")).map(([id]) => id)).toEqual([karl]);
  expect(await of("bu")).toEqual([]);
  // What changes is found, and what is gone is not.
  unwrap(await engine.patch(elke, { note: "Jetzt Viessmann" }, { note: "Kessel von Buderus, 2014 eingebaut" }));
  expect((await of("viess")).map(([id]) => id)).toEqual([elke]);
  expect((await of("buderus")).map(([id]) => id)).toEqual([karl]);
  unwrap(await engine.remove([visit as RecordId]));
  expect(await of("buderus")).toEqual([]);
});

test("words that begin with what was typed stand before those that only contain it", async () => {
  const engine = await anEngine("Texts 2", "texts-2");
  closing.push(() => engine.close());
  const db = new WorkspaceDatabase((await engine.status()).workspace, "relaxed", "texts-2");
  closing.push(() => db.close());
  const inside = unwrap(await engine.put("party", { kind: "person", familyName: "A", note: "Zentralheizung" }));
  const beginning = unwrap(await engine.put("party", { kind: "person", familyName: "B", note: "Heizung im Keller" }));
  expect((await new TextIndex(db).search("heiz", 10)).map(({ party }) => party)).toEqual([beginning, inside]);
});

test("whoever goes on typing while the texts are read for the first time has each of them read once", async () => {
  const engine = await anEngine("Texts 3", "texts-3");
  closing.push(() => engine.close());
  const db = new WorkspaceDatabase((await engine.status()).workspace, "relaxed", "texts-3");
  closing.push(() => db.close());
  const elke = unwrap(await engine.put("party", { kind: "person", familyName: "Bär", note: "Kessel von Buderus" }));
  let read = 0;
  db.parties.hook("reading", (row) => {
    read++;
    return row;
  });
  const index = new TextIndex(db);
  await Promise.all([index.refresh(), index.search("bud", 10), index.search("buder", 10)]);
  expect(read).toBe(1);
  unwrap(await engine.patch(elke, { note: "Jetzt Viessmann" }, { note: "Kessel von Buderus" }));
  expect((await index.search("viess", 10)).map(({ party }) => party)).toEqual([elke]);
  expect(read).toBe(2);
});

test("texts folded word by word are folded as a whole text is", () => {
  const folded = foldWords();
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), fc.stringMatching(/^[\s\wäöüß&.@´-]*$/)),
      (text) => {
        expect(folded(text)).toBe(foldForSearch(text));
      },
    ),
    { numRuns: 500 },
  );
});

test("an excerpt shows the words around the place", () => {
  const long =
    "Am Montag angerufen und lange über den Garten gesprochen, dann über die Therme von Buderus, Baujahr 2014, die seit dem letzten kalten Winter pfeift und tropft";
  expect(excerptOf(long, ["buderus"])).toBe("… von Buderus, Baujahr 2014, die seit dem letzten kalten Winter …");
  expect(excerptOf("Kurz.\nUnd gut", ["gut"])).toBe("Kurz. Und gut");
});
