// The named questions that screens ask of the rows. Each may be asked within a live query.
import type { Interaction } from "../domain/interaction.ts";
import { timeOf } from "../domain/interaction.ts";
import { isDeleted } from "../domain/record.ts";
import type { Relation } from "../domain/relation.ts";
import type { RecordId } from "../lib/id.ts";
import type { BinRow, OtherRow, PartyRow, RelationRow, StoredRecord } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";
import { readTimeline } from "./timeline.ts";

export const partyById = (db: WorkspaceDatabase, id: RecordId): Promise<PartyRow | undefined> => db.parties.get(id);

export const settingsRow = (db: WorkspaceDatabase): Promise<OtherRow | undefined> => db.others.get("meta.settings" as RecordId);

/** Relations of a party, in both directions, that are not deleted; nor is who is at their other end. */
export async function relationsOf(db: WorkspaceDatabase, party: RecordId): Promise<RelationRow[]> {
  const [from, to] = await Promise.all([
    db.relations.where("from").equals(party).toArray(),
    db.relations.where("to").equals(party).toArray(),
  ]);
  const rows = [...from, ...to].filter((row) => !isDeleted(row.record) && row.from !== row.to);
  const gone = await deletedAmong(
    db,
    rows.map((row) => (row.from === party ? row.to : row.from)),
  );
  return [...new Map(rows.filter((row) => !gone.has(row.from) && !gone.has(row.to)).map((row) => [row.id, row])).values()];
}

/** Which of these contacts lie in the bin: what hangs on them is not shown until they are back. */
async function deletedAmong(db: WorkspaceDatabase, ids: readonly RecordId[]): Promise<ReadonlySet<RecordId>> {
  const rows = await db.parties.bulkGet([...new Set(ids)]);
  return new Set(rows.flatMap((row) => (row && isDeleted(row.record) ? [row.id] : [])));
}

/** The relations and activities of a deleted contact that were deleted in the same act. */
export async function deletedWith(db: WorkspaceDatabase, { id, record }: PartyRow): Promise<RecordId[]> {
  const [from, to, met] = await Promise.all([
    db.relations.where("from").equals(id).toArray(),
    db.relations.where("to").equals(id).toArray(),
    readTimeline(db, [id]),
  ]);
  return [...from, ...to, ...met].filter((row) => row.record.deletedAt === record.deletedAt).map((row) => row.id);
}

export interface TimelineEntry extends StoredRecord {
  readonly interaction: Interaction;
}

/** What happened with a party, the newest first; an organisation sees what happened with its people too. */
export async function timelineOf(db: WorkspaceDatabase, party: RecordId): Promise<TimelineEntry[]> {
  const people = (await db.relations.where("to").equals(party).toArray())
    .filter(({ record }) => !isDeleted(record) && (record as unknown as Relation).kind === "worksFor")
    .map((row) => row.from);
  const gone = await deletedAmong(db, people);
  const parties = new Set<string>([party, ...people.filter((id) => !gone.has(id))]);
  const items = await readTimeline(db, [...parties] as RecordId[]);
  return items
    .flatMap((item): TimelineEntry[] => {
      const interaction = item.record as unknown as Interaction;
      const isHere = Object.keys(interaction.parties ?? {}).some((id) => parties.has(id));
      return isHere && !isDeleted(item.record) ? [{ ...item, interaction }] : [];
    })
    .sort((a, b) => {
      const [x, y] = [timeOf(a.interaction), timeOf(b.interaction)];
      return x < y ? 1 : x > y ? -1 : a.id < b.id ? 1 : -1;
    });
}

/**
 * The rows that bear one of these keys of other programs, deleted ones included. Asked for one by one and all at once: a
 * cursor that steps from key to key takes five times as long.
 */
export async function rowsByExternalKeys(
  db: WorkspaceDatabase,
  table: "parties" | "others",
  keys: readonly string[],
): Promise<(PartyRow | OtherRow)[]> {
  const rows = new Map<RecordId, PartyRow | OtherRow>();
  for (let from = 0; from < keys.length; from += 1_000) {
    const asked = keys.slice(from, from + 1_000);
    const found = await db.transaction("r", db.table(table), () =>
      Promise.all(asked.map((key): Promise<(PartyRow | OtherRow)[]> => db.table(table).where("externalKeys").equals(key).toArray())),
    );
    for (const row of found.flat()) rows.set(row.id, row);
  }
  return [...rows.values()];
}

/** What is in the bin, the newest first. */
export const binRows = (db: WorkspaceDatabase, limit: number): Promise<BinRow[]> =>
  db.bin.orderBy("deletedAt").reverse().limit(limit).toArray();
