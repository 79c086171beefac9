// Entries of arbitrary structure, well signed and well sealed by a member, against two engines: one has the documents open,
// the other has them shut. Both must come to the same, and honest people must notice nothing but a sentence.
import { expect } from "vitest";
import * as Y from "yjs";
import { countsOf } from "../../src/journal/vector.ts";
import { Chance } from "../../src/lib/chance.ts";
import { newRecordId, type RecordId, type ShardName, shardOf } from "../../src/lib/id.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { anEngine, reopened } from "./engine.ts";
import { aMember, type Forged, Hostile, updateOf } from "./hostile.ts";

export interface FuzzReport {
  readonly entries: number;
  readonly aside: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly heapMb: number;
}

type Body = Parameters<Hostile["forge"]>[0];

let runs = 0;

export async function fuzzEntries(of: { readonly seed: number; readonly entries: number; readonly batch: number }): Promise<FuzzReport> {
  const chance = new Chance(of.seed);
  const name = `fuzz-${++runs}-${of.seed}`;
  const wide = await anEngine("Fuzz", `${name}-wide`);
  unwrap(await wide.generate({ contacts: 12, interactions: 30, seed: of.seed }));
  const ids: RecordId[] = (await wide.list("party", { limit: 12 })).rows.map((row) => row.id);
  for (const id of ids.slice(0, 4)) unwrap(await wide.patch(id, { note: "Mag Tee und Kaffee", nickname: "n" }));
  let shut = await aMember(wide, `${name}-shut`);
  const hostile = await Hostile.among(wide, `${name}-evil`);
  await bring(shut, wide);
  const shards = [...new Set(ids.map(shardOf))];
  const stale = await mirrors(hostile, `${name}-wide`, shards);
  let fresh = await mirrors(hostile, `${name}-wide`, shards);
  let slowestMs = 0;
  for (let done = 0; done < of.entries; done += of.batch) {
    await shut.close();
    shut = await reopened(wide.workspace, `${name}-shut`);
    for (const shard of shards) await wide.warm(`${shard}.0000000000` as RecordId);
    const { [hostile.keys.id]: _own, ...seen } = countsOf(wide.store.vector());
    const entries: Uint8Array[] = [];
    for (let i = 0; i < Math.min(of.batch, of.entries - done); i++) {
      const [body, more] = arbitraryEntry(chance, { ids, shards, fresh, stale, seen });
      // What cannot be sealed at all reaches nobody.
      const entry = await hostile.forge(body, more).catch((error: unknown) => {
        if (error instanceof RangeError || error instanceof TypeError) return null;
        throw error;
      });
      if (entry) entries.push(entry);
    }
    for (const engine of [wide, shut]) {
      const beganMs = performance.now();
      const { refused } = await engine.store.receive(entries);
      slowestMs = Math.max(slowestMs, performance.now() - beganMs);
      expect(
        refused.map(({ code }) => code),
        `${done}: refused`,
      ).toEqual([]);
    }
    const id = chance.pick(ids);
    const edit = await wide.patch(id, { industry: `Runde ${done}`, note: `Mag Tee ${done}` });
    // A member may delete a contact, and say so: then it is not edited, and not lost.
    if (!edit.ok) expect(edit.error.code).toBe("record-deleted");
    unwrap(await wide.put("party", { kind: "person", familyName: `Neu ${done}` }));
    await bring(shut, wide);
    const digests = new Set<string>();
    for (const engine of [wide, shut]) for (const what of ["rows", "documents"] as const) digests.add(await engine.digest(what));
    expect(digests.size, `after ${done}: the same everywhere`).toBe(1);
    expect(await shut.setAside()).toEqual(await wide.setAside());
    if (done % (2 * of.batch) === 0) fresh = await mirrors(hostile, `${name}-wide`, shards);
  }
  // Whatever came, everything can be asked and exported.
  for (const engine of [wide, shut]) {
    for (const kind of ["party", "interaction", "relation", "deal"] as const) await engine.list(kind, { sort: "-name", limit: 1_000 });
    await engine.find("mag");
    await engine.news(50);
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false)
      ({ after } = await engine.exportPortion(after));
  }
  const aside = await wide.setAside();
  const verdicts: Record<string, number> = {};
  for (const { verdict } of aside) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  expect((await wide.status()).troubles.map(({ code }) => code)).toContain("entries-set-aside");
  const heapMb = Math.round(process.memoryUsage().heapUsed / 2 ** 20);
  await wide.close();
  await shut.close();
  // In memory they would slow down whatever runs after.
  for (const { name: database } of await indexedDB.databases()) if (database?.startsWith(name)) indexedDB.deleteDatabase(database);
  return { entries: of.entries, aside: aside.length, verdicts, slowestMs: Math.round(slowestMs), heapMb };
}

async function bring(to: Engine, from: Engine): Promise<void> {
  const { entries } = await from.store.entriesAfter(countsOf(to.store.vector()) as never, 2 ** 26);
  await to.store.receive(entries);
}

type Mirrors = ReadonlyMap<ShardName, Y.Doc>;
const mirrors = async (hostile: Hostile, profile: string, shards: readonly ShardName[]): Promise<Mirrors> =>
  new Map(await Promise.all(shards.map(async (shard) => [shard, (await hostile.documentOf(profile, shard)).doc] as const)));

interface Known {
  readonly ids: readonly RecordId[];
  readonly shards: readonly ShardName[];
  readonly fresh: Mirrors;
  readonly stale: Mirrors;
  readonly seen: Readonly<Record<string, number>>;
}

function arbitraryEntry(chance: Chance, known: Known): [Body, Forged] {
  const [body, update] = chance.pick([honestChange, honestRecord, lie, mischief, mischief, noise])(chance, known);
  const more: Forged = {
    seen: chance.pick([
      known.seen,
      known.seen,
      known.seen,
      {},
      Object.fromEntries(Object.entries(known.seen).map(([feed, seq]) => [feed, chance.whole(0, seq)])),
    ]),
    ...(chance.happens(0.1) && { stamp: { ms: chance.whole(0, 4e12), count: chance.pick([0, 1, 2 ** 20, 2 ** 32]) } }),
  };
  if (chance.happens(0.03))
    return [
      { facts: { x: arbitraryJson(chance, 2) } as Record<string, unknown>, bytes: bytesOf(chance, 200) },
      { ...more, kind: chance.pick(["snapshot", "blob"]) },
    ];
  if (chance.happens(0.02)) return [{ payload: { kind: "rename", workspace: textOf(chance) } } as Body, more];
  return [{ ...body, update: chance.happens(0.08) ? spoilt(chance, update) : update }, more];
}

/** Mostly as another start of a program would have it: without what was refused before, and under a number of its own. */
function documentFor(chance: Chance, { fresh }: Known, shard: ShardName): Y.Doc {
  const known = fresh.get(shard) as Y.Doc;
  if (chance.happens(0.15)) return known;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(known));
  return doc;
}

type Made = [Exclude<Body, { payload: unknown } | { facts: unknown }>, Uint8Array];

const fields = ["nickname", "industry", "legalForm", "deletedAt", "name", "phones", "note", "tags", "constructor", "x y", "at", "parties"];
const elements = ["a", "b c", "__proto__", "customer"];

function honestChange(chance: Chance, known: Known): Made {
  const id = chance.pick(known.ids);
  const shard = shardOf(id);
  const field = chance.pick(["nickname", "industry", "vatId"]);
  const to = chance.pick<unknown>([textOf(chance), null, 5, arbitraryJson(chance, 2)]);
  const update = updateOf(documentFor(chance, known, shard), (records) => attempt(() => records.set(`${id} ${field}`, to)));
  return [{ shard, changes: [{ id, field, to }] }, update];
}

function honestRecord(chance: Chance, known: Known): Made {
  const shard = chance.pick(known.shards);
  const id = newRecordId(shard);
  const type = chance.pick(["party", "party", "relation", "interaction", "deal", "purchase", "settings", "voucher", "toString"]);
  const record = {
    type,
    ...Object.fromEntries(fields.map((field) => [field, arbitraryJson(chance, 3)])),
    parties: { [chance.pick(known.ids)]: "a" },
    from: chance.pick<unknown>([chance.pick(known.ids), 3, null]),
  };
  const update = updateOf(documentFor(chance, known, shard), (records) => records.set(id, JSON.stringify(record)));
  return [{ shard, created: [id] }, update];
}

/** An honest change whose words are about something else. */
function lie(chance: Chance, known: Known): Made {
  const [body, update] = chance.pick([honestChange, honestRecord])(chance, known);
  const changes = [
    {
      id: chance.pick(known.ids),
      field: chance.pick(fields),
      ...(chance.happens(0.3) && { element: chance.pick(elements) }),
      from: textOf(chance),
      to: arbitraryJson(chance, 2),
    },
  ];
  return [
    {
      ...body,
      ...chance.pick<Made[0]>([
        { changes },
        { changes: [] },
        { created: [chance.pick(known.ids)] },
        { created: [] },
        { shard: chance.pick(["meta", "EVIL", "", "zzzzz", "a b", "!roster", "__proto__"]) },
        { generation: chance.whole(0, 9) },
        { command: "x".repeat(chance.whole(0, 3_000)) },
        { created: Array.from({ length: chance.whole(1, 400) }, () => newRecordId(chance.pick(known.shards))) },
      ]),
    },
    update,
  ];
}

/** Whatever Yjs can write, with words that may be true of part of it. */
function mischief(chance: Chance, known: Known): Made {
  const shard = chance.pick(known.shards);
  const doc = chance.happens(0.6) ? documentFor(chance, known, shard) : (known.stale.get(shard) as Y.Doc);
  const clients = [...doc.store.clients.keys()];
  if (chance.happens(0.3)) doc.clientID = chance.pick([...clients, 0, 2 ** 32, chance.whole(1, 1e9)]);
  const id = chance.pick(known.ids.filter((one) => shardOf(one) === shard));
  const key = `${id} ${chance.pick(fields)}${chance.happens(0.3) ? ` ${chance.pick(elements)}` : ""}`;
  const to = arbitraryJson(chance, 2);
  const update = updateOf(doc, (records) => {
    for (let i = chance.whole(1, 4); i > 0; i--) {
      const text = doc.getText(`${id} note`);
      attempt(
        chance.pick<() => unknown>([
          () => records.set(key, to),
          () =>
            records.set(
              key,
              chance.pick<unknown>([
                new Y.Map(),
                new Y.Array(),
                new Y.Text("x"),
                new Y.Doc(),
                new Uint8Array(3),
                12345678901234567890n,
                undefined,
                Number.NaN,
              ]),
            ),
          () => records.set(chance.pick(["", "x", "__proto__", id, "meta.settings"]), to),
          () => records.delete(chance.pick([...records.keys()])),
          () => text.insert(chance.whole(0, text.length), textOf(chance)),
          () => text.length > 0 && text.delete(0, chance.whole(1, text.length)),
          () => text.format(0, text.length, { bold: true }),
          () => text.insertEmbed(0, { x: 1 }),
          () => doc.getArray(`${id} list`).push([1]),
          () => doc.getXmlFragment("page").insert(0, [new Y.XmlText("x")]),
        ]),
      );
    }
  });
  const [, field = "", ...rest] = key.split(" ");
  const changes = [
    { id, field, ...(rest.length > 0 && { element: rest.join(" ") }), to },
    ...(chance.happens(0.3) ? [{ id, field: "note", from: textOf(chance), to: textOf(chance) }] : []),
  ];
  return [{ shard, changes: chance.happens(0.7) ? changes : [] }, update];
}

/** What Yjs itself refuses to write is not written. */
function attempt(deed: () => unknown): void {
  try {
    deed();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

const noise = (chance: Chance, known: Known): Made => [{ shard: chance.pick(known.shards) }, bytesOf(chance, chance.whole(0, 200))];

function spoilt(chance: Chance, update: Uint8Array): Uint8Array {
  if (update.length === 0 || chance.happens(0.3)) return update.slice(0, chance.whole(0, update.length));
  return update.with(chance.whole(0, update.length - 1), chance.whole(0, 255));
}

const bytesOf = (chance: Chance, length: number): Uint8Array => Uint8Array.from({ length }, () => chance.whole(0, 255));
const textOf = (chance: Chance): string =>
  chance.pick(["", "x", "Müller & Söhne", "😀", "\ud83d", "2026-11-29", " a b ", "\u0000", "5".repeat(300)]);

function arbitraryJson(chance: Chance, depth: number): unknown {
  const leaf = (): unknown => chance.pick<unknown>([null, true, false, 0, -1, 1.5, 1e300, textOf(chance)]);
  if (depth === 0 || chance.happens(0.4)) return leaf();
  if (chance.happens(0.4)) return Array.from({ length: chance.whole(0, 3) }, () => arbitraryJson(chance, depth - 1));
  const keys = ["a", "value", "order", "toString", "valueOf", "toJSON", "length", "constructor", "", "x y", "then"];
  return Object.fromEntries(Array.from({ length: chance.whole(0, 4) }, () => [chance.pick(keys), arbitraryJson(chance, depth - 1)]));
}
