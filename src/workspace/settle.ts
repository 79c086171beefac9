// What a turn's updates come to: those that do what they say are merged into their documents, or read from rows where these
// know enough; the others get a verdict.

import { documentRecordOf } from "../database/contested.ts";
import { overlaid } from "../database/overlay.ts";
import type { Touch } from "../database/project.ts";
import type { StoredRecord } from "../database/rows.ts";
import type { RunRow, WorkspaceDatabase } from "../database/schema.ts";
import { type Done, doneAsSaid } from "../documents/asSaid.ts";
import { type EffectItem, effectOf } from "../documents/effect.ts";
import { parsedRecord } from "../documents/shard.ts";
import type { Place } from "../documents/struct.ts";
import type { Merged } from "../domain/record.ts";
import { isUpdateBody } from "../journal/entry.ts";
import { groupBy } from "../lib/group.ts";
import { isRecordId, type RecordId, type ShardName } from "../lib/id.ts";
import { Brought, type Judged, type Looked } from "./gate.ts";
import type { Opened, Update } from "./opened.ts";
import type { MergedRecords, Pages } from "./pages.ts";
import { rowOf } from "./runs.ts";
import type { Shards } from "./shards.ts";
import { type Knew, touchesOf } from "./touches.ts";
import type { Verdict } from "./verdict.ts";

export interface Settled {
  /** Those that do what they say, in the order they are applied. */
  readonly updates: readonly Update[];
  readonly verdicts: ReadonlyMap<Update, Verdict>;
  readonly touches: readonly Touch[];
  readonly merged: MergedRecords;
  readonly runs: readonly RunRow[];
}

/** More words than this in one document and turn are bulk work, for which loading the document pays. */
const mostRead = 64;

/** `loaded` takes the names of documents that were changed, also when this fails: they hold what is not stored. */
export async function settle(
  to: { readonly db: WorkspaceDatabase; readonly pages: Pages; readonly shards: Shards },
  updates: readonly Update[],
  knew: Knew,
  loaded: ShardName[],
): Promise<Settled> {
  const verdicts = new Map<Update, Verdict>();
  const looked: Looked[] = [];
  for (const one of updates) {
    const effect = effectOf(one.body.update);
    if (typeof effect === "string") verdicts.set(one, effect);
    else looked.push({ one, effect });
  }
  const brought = [...groupBy(looked, ({ one }) => one.body.shard as ShardName)].map(([name, all]) => new Brought(to.db, name, all, knew));
  const judged: Judged[] = [];
  const merged = await mergedFromRows(to, brought, knew, judged);
  const isKnown = new Map<RecordId, boolean>();
  const touched: RecordId[] = [];
  for (const one of brought) {
    if (merged.has(one.shard)) continue;
    const shard = await to.shards.load(one.shard);
    for (const { body } of one.all.map((each) => each.one))
      for (const id of body.created as readonly RecordId[]) isKnown.set(id, shard.has(id));
    loaded.push(one.shard);
    judged.push(...(await one.inDocument(shard, (update, verdict) => verdicts.set(update, verdict))));
    touched.push(...shard.takeTouched());
  }
  const keys = new Map(judged.map(({ one, done }) => [one, done.keys]));
  const inOrder = updates.filter((one) => !verdicts.has(one));
  const isNew = (id: RecordId): boolean => isKnown.get(id) !== true;
  return {
    updates: inOrder,
    verdicts,
    touches: touchesOf(inOrder, knew, touched, isNew, (one) => keys.get(one)),
    merged: merged,
    runs: brought.flatMap(({ runs }) => runs),
  };
}

export interface Replayed {
  readonly runs: readonly RunRow[];
  readonly keys: ReadonlyMap<Opened, Done["keys"]>;
  /** Of documents to which only new records were written, these. */
  readonly made: MergedRecords;
}

/** What entries that were applied before wrote, as far as they did what they say: they are not judged again. */
export async function replayed(list: readonly Opened[], shards: Shards): Promise<Replayed> {
  const runs: RunRow[] = [];
  const keys = new Map<Opened, Done["keys"]>();
  const made = new Map<ShardName, Map<RecordId, Merged>>();
  const changed = new Set<ShardName>();
  for (const one of list) {
    if (!isUpdateBody(one.body)) continue;
    const effect = effectOf(one.body.update);
    if (typeof effect === "string") continue;
    const name = one.body.shard as ShardName;
    if (effect.run) runs.push(rowOf(name, effect.run, { feed: one.device, seq: one.seq, device: one.entry.header.device }));
    const done = doneAsSaid(effect, one.body, (await shards.load(name)).locate);
    if (typeof done === "string" || done.hasText || one.body.changes.length > 0) changed.add(name);
    if (typeof done === "string") continue;
    keys.set(one, done.keys);
    const records = made.get(name) ?? new Map<RecordId, Merged>();
    for (const [id, record] of done.records) records.set(id as RecordId, record as unknown as Merged);
    made.set(name, records);
  }
  for (const name of changed) made.delete(name);
  return { runs, keys, made };
}

/**
 * By document, its records after these updates, merged from rows alone: a few that were made, or changed by somebody who knew
 * of what stood there. Such a document need not be loaded; it reads the entries when it is opened next. Documents that must
 * be asked are left out.
 */
async function mergedFromRows(
  to: { readonly pages: Pages; readonly shards: Shards },
  brought: readonly Brought[],
  knew: Knew,
  judged: Judged[],
): Promise<MergedRecords> {
  const few = brought.filter(({ shard, words }) => !to.shards.isOpen(shard) && words <= mostRead);
  const made = new Map<RecordId, Merged>();
  const ids = new Set<RecordId>();
  for (const { all } of few)
    for (const { one, effect } of all) {
      for (const id of [...one.body.created, ...one.body.changes.map((change) => change.id)]) ids.add(id as RecordId);
      for (const [id, record] of recordsIn(effect.items)) made.set(id, record);
    }
  const stored = await to.pages.storedOf([...ids].map((id) => ({ id, created: made.get(id) })));
  const places = new Map<string, Place>();
  for (const { id, writes = {} } of stored.values())
    for (const [key, [head]] of Object.entries(writes))
      if (head?.item) places.set(head.item.join(" "), { kind: "key", name: `${id} ${key}` });
  const merged = new Map<ShardName, Map<RecordId, Merged>>();
  for (const one of few) {
    const plain = await one.plainly(places);
    const records = plain && recordsAfter(plain, stored, knew);
    if (!records) {
      one.runs = [];
      continue;
    }
    merged.set(one.shard, records);
    judged.push(...plain);
  }
  return merged;
}

/** Null where a document must be asked. */
function recordsAfter(plain: readonly Judged[], stored: ReadonlyMap<RecordId, StoredRecord>, knew: Knew): Map<RecordId, Merged> | null {
  const records = new Map<RecordId, Merged>();
  for (const { done } of plain) for (const [id, record] of done.records) records.set(id as RecordId, record as unknown as Merged);
  const keys = new Map(plain.map(({ one, done }) => [one, done.keys]));
  const touches = touchesOf(
    plain.map(({ one }) => one),
    knew,
    [],
    () => true,
    (one) => keys.get(one),
  );
  for (const { id, writes, isNew } of touches) {
    const row = stored.get(id);
    const before = isNew ? records.get(id) : row && documentRecordOf(row);
    // Made twice, or never, or an interaction that may lie with other contacts by now: not for rows to settle.
    const isPlain = before && isNew === (row === undefined) && (before.type !== "interaction" || writes.length === 0);
    const record = isPlain ? overlaid({ writes: row?.writes, record: before }, writes) : null;
    if (!record) return null;
    records.set(id, record);
  }
  return records;
}

/** Where an interaction is looked for hangs on what it is said to be made with; whether that is true is judged afterwards. */
function recordsIn(items: readonly EffectItem[]): [RecordId, Merged][] {
  return items.flatMap(({ place, value }): [RecordId, Merged][] => {
    if (place?.kind !== "key" || !isRecordId(place.name) || typeof value !== "string") return [];
    const record = parsedRecord(value);
    return record ? [[place.name, record as unknown as Merged]] : [];
  });
}
