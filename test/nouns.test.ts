import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WorkspaceDatabase } from "../src/database/schema.ts";
import { normaliseFields } from "../src/domain/fields.ts";
import { everyRecord, type Field, fieldOf, hasElements, type Noun } from "../src/domain/noun.ts";
import { type NounName, nounNames, nouns } from "../src/domain/nouns.ts";
import { readWhole } from "../src/domain/read.ts";
import { idsOf, type Merged } from "../src/domain/record.ts";
import { recordKeysOf } from "../src/domain/recordKeys.ts";
import { titleOf } from "../src/domain/title.ts";
import { setLanguage } from "../src/i18n/language.ts";
import { newNoun, noneOf, nounCount, nounTitle } from "../src/i18n/nouns.ts";
import type { RecordId } from "../src/lib/id.ts";
import type { PlainFields } from "../src/lib/plain.ts";
import { err, unwrap } from "../src/lib/result.ts";
import type { Engine } from "../src/workspace/engine.ts";
import { exportAll } from "../src/workspace/exporter.ts";
import { anEngine } from "./support/engine.ts";
import { planImport } from "./support/plan.ts";
import { joinedBy, Meeting, until } from "./support/wires.ts";

// One suite for every kind of record: what holds for one holds for all, and a new one is looked at from its first day.

/** A record of each noun that others may name, made before. */
type Others = Readonly<Record<string, RecordId>>;

/** A value that the field takes, and another one. */
function valuesOf(noun: string, name: string, field: Field, others: Others): readonly [unknown, unknown] | undefined {
  const own = special[`${noun}.${name}`];
  if (own) return own(others);
  if (field.refersTo !== undefined) {
    const id = others[field.refersTo];
    if (id === undefined) return undefined;
    return field.shape === "ids" ? [[id], [id, others["another"]]] : [id, id];
  }
  if (field.shape === "set") return [["a"], ["a", "b"]];
  if (field.shape === "map") return [{ a: "1" }, { a: "2" }];
  if (field.choices) return [field.choices[0], field.choices[1]];
  switch (field.is) {
    case "day":
      return ["2026-03-01", "2026-03-02"];
    case "wallTime":
      return ["2026-03-01T09:00", "2026-03-01T10:30"];
    case "instant":
      return ["2026-03-01T09:00:00.000Z", "2026-03-02T09:00:00.000Z"];
    case "number":
    case "amount":
    case "cents":
      return [2, 1];
    case "share":
      return [0.5, 0.25];
    case "flag":
      return [true, false];
    case "text":
      return ["Ein Wort", "Ein anderes Wort"];
    default:
      return undefined;
  }
}

const line = { key: "1", text: "Schraube", quantity: 2, unitPrice: 1.5 };
/** Fields whose values only their noun knows. */
const special: Readonly<Record<string, (others: Others) => readonly [unknown, unknown]>> = {
  "party.phones": () => [[{ value: "030 1" }], [{ value: "030 2" }]],
  "party.emails": () => [[{ value: "a@b.example" }], [{ value: "c@d.example" }]],
  "party.urls": () => [[{ value: "https://a.example" }], [{ value: "https://b.example" }]],
  "party.handles": () => [[{ service: "chat", value: "a" }], [{ service: "chat", value: "b" }]],
  "party.addresses": () => [[{ locality: "Köln" }], [{ locality: "Bonn" }]],
  "party.roles": () => [{ customer: "active" }, { customer: "former" }],
  "pipeline.stages": () => [{ a: { name: "Angebot", kind: "open" } }, { a: { name: "Anfrage", kind: "open" } }],
  "deal.stage": () => ["a", "a"],
  "deal.stages": () => [{ a: { at: "2026-03-01", stage: "a" } }, { a: { at: "2026-03-02", stage: "a" } }],
  "deal.lines": () => [[line], [{ ...line, quantity: 3 }]],
  "purchase.lines": () => [[line], [{ ...line, quantity: 3 }]],
  // Instead of a day a time.
  "task.dueOn": () => [null, null],
  // Kept or broken, not both.
  "promise.brokenAt": () => [null, null],
  "settings.cadences": () => [{ "role:customer": 90 }, { "role:customer": 30 }],
  "settings.minutesOf": () => [{ visit: 60 }, { visit: 30 }],
  "settings.hoursOf": () => [{ a: { week: { "1": "08:00-12:00" } } }, { a: { zone: "Europe/Vienna", week: { "2": "09:00-17:00" } } }],
  "settings.zone": () => ["Europe/Berlin", "Europe/Vienna"],
  "settings.currency": () => ["EUR", "CHF"],
  "settings.country": () => ["DE", "AT"],
  "settings.language": () => ["de", "en"],
  "appointment.start": () => ["2026-03-02T09:00", "2026-03-03T09:00"],
  "appointment.end": () => ["2026-03-02T10:00", "2026-03-03T10:00"],
  "appointment.replaces": () => ["2026-03-02", "2026-03-03T09:00"],
  "appointment.members": () => [["a"], ["a", "b"]],
  "absence.endsOn": () => ["2026-03-05", "2026-03-06"],
  "import.mapping": () => [[1], [2]],
  "view.settings": () => [{ a: 1 }, { a: 2 }],
};

const nounAt = (name: NounName): Noun => nouns[name];
/** All fields it can fill, those that end something left aside. */
const filled = (name: NounName, others: Others, which: 0 | 1): PlainFields =>
  Object.fromEntries(
    Object.entries({ ...nounAt(name).fields, tags: everyRecord.tags, custom: everyRecord.custom }).flatMap(([field, of]) => {
      const values = valuesOf(name, field, of, others);
      return values === undefined || of.refersTo === name || ["mergedInto", "cancelledOn", "photo"].includes(field)
        ? []
        : [[field, values[which]]];
    }),
  ) as PlainFields;

let office: Engine;
let ben: Engine;
let db: WorkspaceDatabase;
let meeting: Meeting;
const others: Record<string, RecordId> = {};

beforeAll(async () => {
  office = await anEngine("Viele Arten", "nouns");
  db = new WorkspaceDatabase(office.workspace, "relaxed", "nouns");
  others["party"] = unwrap(await office.put("party", { kind: "organisation", name: "Mühle Öttl KG" }));
  others["another"] = unwrap(await office.put("party", { kind: "person", familyName: "Öttl" }));
  others["product"] = unwrap(await office.put("product", { name: "Schraube" }));
  others["pipeline"] = unwrap(await office.put("pipeline", { name: "Vertrieb", stages: { a: { name: "Angebot", kind: "open" } } }));
  others["deal"] = unwrap(
    await office.put("deal", { name: "Heizung", pipeline: others["pipeline"], stage: "a", parties: [others["party"]] }),
  );
  others["purchase"] = unwrap(await office.put("purchase", { kind: "order", number: "1", party: others["party"] }));
  meeting = new Meeting();
  ben = await joinedBy(office, meeting, "Ben");
}, 60_000);
afterAll(async () => {
  db.close();
  await office.close();
  await ben.close();
});

/** As the door gives it out: repaired, sets and maps as they are stored, lists of ids as lists. */
function shown(noun: Noun, fields: PlainFields): Record<string, unknown> {
  const normal = unwrap(normaliseFields(noun.name, fields, { type: noun.name }));
  const { record } = readWhole(noun, { type: noun.name, ...normal });
  const repaired = record as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(normal)
      .map((field): [string, unknown] => [field, repaired[field]])
      .map(([field, value]) => {
        const shape = fieldOf(noun, field)?.shape;
        if (shape === "ids") return [field, idsOf(value)];
        // Keys of ordered elements are drawn.
        return [field, shape === "ordered" && Array.isArray(fields[field]) ? expect.anything() : value];
      }),
  );
}

const made = nounNames.filter((name) => name !== "settings");

describe.each(made)("every %s", (name) => {
  const noun = nounAt(name);

  test("is stored with all its fields, and given back as it was entered", async () => {
    const fields = filled(name, others, 0);
    const id = unwrap(await office.put(name, fields));
    expect(await office.get(id)).toMatchObject({ ...shown(noun, fields), type: name });
    const { rows } = await office.list(name, { limit: 1_000 });
    expect(rows.map((row) => row.id)).toContain(id);
  });

  test("is not stored without what it cannot do without, nor with what its fields do not hold", async () => {
    for (const field of noun.required) {
      const { [field]: _gone, ...rest } = filled(name, others, 0);
      expect(await office.put(name, rest), field).toEqual(err({ code: "field-missing", field }));
    }
    for (const [field, of] of Object.entries(noun.fields)) {
      if (of.value.safeParse({ odd: { odd: [] } }).success) continue;
      const odd = await office.put(name, { ...filled(name, others, 0), [field]: of.shape ? 7 : { odd: { odd: [] } } });
      expect(odd.ok, `${name}.${field}`).toBe(false);
    }
  });

  test("is changed field by field, and a change is undone and done again", async () => {
    const id = unwrap(await office.put(name, filled(name, others, 0)));
    const before = await office.get(id);
    unwrap(await office.patch(id, filled(name, others, 1)));
    const after = await office.get(id);
    expect(after).not.toEqual(before);
    unwrap(await office.undo());
    expect(await office.get(id)).toEqual(before);
    unwrap(await office.redo());
    expect(await office.get(id)).toEqual(after);
  });

  test("that two change while they are apart keeps both their work", async () => {
    const fields = filled(name, others, 0);
    const id = unwrap(await office.put(name, fields));
    await until("it has arrived", async () => (await ben.get(id)) !== undefined);
    meeting.part();
    const names = Object.keys(fields).filter((field) => field !== "kind" && field !== "stage");
    const half = names.slice(0, Math.ceil(names.length / 2));
    const next = filled(name, others, 1);
    const part = (of: readonly string[]): PlainFields => Object.fromEntries(of.map((field) => [field, next[field]]));
    unwrap(await office.patch(id, part(half)));
    unwrap(await ben.patch(id, part(names.filter((field) => !half.includes(field)))));
    await meeting.connect(office, ben);
    await until("both have the same", async () => (await office.digest("rows")) === (await ben.digest("rows")));
    expect(await office.get(id)).toEqual(await ben.get(id));
    expect(await office.get(id)).toMatchObject(shown(noun, part(names)));
  }, 60_000);

  test("lies in the bin under its title when it is deleted, and comes back as it was", async () => {
    const id = unwrap(await office.put(name, filled(name, others, 0)));
    const before = await office.get(id);
    const count = await office.count(name);
    unwrap(await office.remove([id]));
    expect(await office.count(name)).toBe(count - 1);
    const row = await db.bin.get(id);
    expect(row).toMatchObject({ type: name, title: titleOf(before as unknown as Merged) });
    unwrap(await office.restore([id]));
    expect({ ...(await office.get(id)), deletedAt: undefined }).toEqual({ ...before, deletedAt: undefined });
  });

  test("with any value in any field is read without an exception, and repaired once and for all", () => {
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(false, "2026-03-01", "__proto__", { __proto__: 1 }, { a: false }, [null]));
    const fields = Object.fromEntries([...Object.keys(noun.fields), ...Object.keys(everyRecord)].map((field) => [field, odd]));
    fc.assert(
      fc.property(fc.record(fields, { requiredKeys: [] }), (some) => {
        const merged = { ...some, type: name } as Merged;
        const first = readWhole(noun, merged);
        expect(readWhole(noun, first.record).record).toEqual(first.record);
        for (const field of noun.required) expect((first.record as unknown as Merged)[field]).toBeDefined();
        expect(typeof titleOf(merged)).toBe("string");
        expect(recordKeysOf(merged).every((key) => typeof key === "string")).toBe(true);
        // What cannot be read is told apart, not lost.
        for (const field of Object.keys(first.unreadable)) {
          expect(first.unreadable[field]).toBe(merged[field]);
          // What it cannot do without is there, and empty.
          if (!noun.required.includes(field)) expect((first.record as unknown as Merged)[field]).not.toEqual(merged[field]);
        }
      }),
    );
  });

  test("has its words in both languages", () => {
    for (const language of ["de", "en"] as const) {
      setLanguage(language);
      for (const say of [nounTitle, newNoun, noneOf, (of: string) => nounCount(of, 3)])
        expect(say(name)).not.toBe(say("a kind of a later version"));
    }
  });

  test("names fields that it has", () => {
    for (const field of [...noun.required, ...noun.belongsTo, ...noun.matchBy, ...noun.personal, ...noun.keys.flat()])
      expect(Object.keys({ ...noun.fields, ...everyRecord }), field).toContain(field);
    for (const field of noun.belongsTo) expect(noun.fields[field]?.refersTo).toBe("party");
    for (const { refersTo } of Object.values(noun.fields)) if (refersTo) expect(refersTo in nouns || reserved.has(refersTo)).toBe(true);
    for (const field of noun.required) expect(hasElements(noun, field) || noun.fields[field]?.shape === undefined).toBe(true);
  });
});

/** Kinds of records that are named already and come later. */
const reserved = new Set<string>();

test("all kinds together leave as JSON and as a table, and an empty workspace that reads them is the same", async () => {
  for (const format of ["json", "csv"] as const) {
    const file = await exportAll(office, format);
    const other = await anEngine("Leer", `nouns-${format}`);
    const plan = unwrap(
      await planImport([{ name: `alles.${format}`, bytes: new Uint8Array(await file.arrayBuffer()) }], {
        country: "DE",
        currency: "EUR",
        language: "de",
      }),
    );
    const job = unwrap(await other.startJob({ command: "import", isOwn: true }));
    const drafts = plan.drafts.map(({ key, kind, fields, exact }) => ({ key, kind, fields, ...(exact && { exact }) }));
    unwrap(await other.addDrafts(job, drafts));
    expect(unwrap(await other.finishJob(job)).refused).toEqual([]);
    for (const name of nounNames) expect(await other.count(name), `${format} ${name}`).toBe(await office.count(name));
    expect(await other.digest("documents")).toBe(await office.digest("documents"));
    await other.close();
  }
}, 60_000);

describe("a kind that nobody knows", () => {
  test("is refused by its name", async () => {
    expect(await office.put("voucher" as NounName, { anything: 1 })).toEqual(err({ code: "noun-unknown", noun: "voucher" }));
    expect(await office.put("constructor" as NounName, {})).toEqual(err({ code: "noun-unknown", noun: "constructor" }));
  });
});

test("several records are saved in one act, or none of them", async () => {
  const count = await office.count("party");
  const refused = await office.save([
    { type: "party", key: "firm", fields: { kind: "organisation", name: "Neu AG" } },
    { type: "relation", fields: { from: others["another"] as RecordId, to: "#nobody", kind: "worksFor" } },
  ]);
  expect(refused).toEqual(err({ code: "reference-unreadable", field: "to", value: "#nobody" }));
  expect(await office.count("party")).toBe(count);
  const [firm, , task] = unwrap(
    await office.save([
      { type: "party", key: "firm", fields: { kind: "organisation", name: "Neu AG" } },
      { type: "relation", fields: { from: others["another"] as RecordId, to: "#firm", kind: "worksFor" } },
      { type: "task", fields: { title: "Begrüßen", parties: ["#firm"] } },
      { id: others["another"] as RecordId, fields: { nickname: "Vroni" } },
    ]),
  );
  expect(await office.get(task as RecordId)).toMatchObject({ parties: [firm] });
  expect((await office.list("task", { filter: { parties: firm } })).rows.map(({ id }) => id)).toEqual([task]);
  unwrap(await office.undo());
  expect(await office.count("party")).toBe(count);
  expect((await office.get(others["another"] as RecordId))?.["nickname"] ?? null).toBeNull();
});
