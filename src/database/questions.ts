// The named questions that screens ask of the rows. Each may be asked within a live query.
import { type Interaction, interactionNoun, timeOf } from "../domain/interaction.ts";
import { referenceKey } from "../domain/keys.ts";
import { read } from "../domain/read.ts";
import { isDeleted } from "../domain/record.ts";
import { isOfFirm, type Relation, relationNoun, type Term } from "../domain/relation.ts";
import type { RecordId } from "../lib/id.ts";
import type { PartyRow, RecordRow, StoredRecord } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";
import { readTimeline } from "./timeline.ts";

export const partyById = (db: WorkspaceDatabase, id: RecordId): Promise<PartyRow | undefined> => db.parties.get(id);

export const settingsRow = (db: WorkspaceDatabase): Promise<RecordRow | undefined> => db.records.get("meta.settings" as RecordId);

/** The records of one noun that name another record in this field, deleted ones included. */
export const recordsNaming = (db: WorkspaceDatabase, noun: string, field: string, id: string): Promise<RecordRow[]> =>
  db.records
    .where("keys")
    .equals(referenceKey(noun, field, id))
    .toArray();

/** All records of one noun that are not deleted. */
export const recordsOfNoun = async (db: WorkspaceDatabase, noun: string): Promise<RecordRow[]> =>
  (await db.records.where("type").equals(noun).toArray()).filter(({ record }) => !isDeleted(record));

/** The keys of a contact's relations, in both directions. */
export const relationKeys = (party: RecordId): string[] => [referenceKey("relation", "from", party), referenceKey("relation", "to", party)];

const relationRows = (db: WorkspaceDatabase, party: RecordId): Promise<RecordRow[]> =>
  db.records.where("keys").anyOf(relationKeys(party)).distinct().toArray();

export interface RelationEntry extends StoredRecord {
  readonly relation: Relation;
}

/** Relations of a party, in both directions, that are not deleted; nor is who is at their other end. */
export async function relationsOf(db: WorkspaceDatabase, party: RecordId): Promise<RelationEntry[]> {
  const entries = (await relationRows(db, party))
    .map((row): RelationEntry => ({ ...row, relation: read(relationNoun, row.record) }))
    .filter(({ relation }) => !isDeleted(relation) && relation.from !== relation.to);
  const gone = await deletedAmong(
    db,
    entries.map(({ relation }) => (relation.from === party ? relation.to : relation.from)),
  );
  return entries.filter(({ relation }) => !gone.has(relation.from) && !gone.has(relation.to));
}

/** Which of these contacts lie in the bin: what hangs on them is not shown until they are back. */
async function deletedAmong(db: WorkspaceDatabase, ids: readonly RecordId[]): Promise<ReadonlySet<RecordId>> {
  const rows = await db.parties.bulkGet([...new Set(ids)]);
  return new Set(rows.flatMap((row) => (row && isDeleted(row.record) ? [row.id] : [])));
}

/** The relations and activities of a deleted contact that were deleted in the same act. */
export async function deletedWith(db: WorkspaceDatabase, { id, record }: PartyRow): Promise<RecordId[]> {
  const [relations, met] = await Promise.all([relationRows(db, id), readTimeline(db, [id])]);
  return [...relations, ...met].filter((row) => row.record.deletedAt === record.deletedAt).map((row) => row.id);
}

export interface TimelineEntry extends StoredRecord {
  readonly interaction: Interaction;
}

/** What happened with a party, the newest first. An organisation sees what happened with its people too, while they were there. */
export async function timelineOf(db: WorkspaceDatabase, party: RecordId): Promise<TimelineEntry[]> {
  const jobs = (await recordsNaming(db, "relation", "to", party))
    .map(({ record }) => read(relationNoun, record))
    .filter((relation) => !isDeleted(relation) && relation.kind === "worksFor" && relation.from !== party);
  const gone = await deletedAmong(
    db,
    jobs.map(({ from }) => from),
  );
  const terms = new Map<string, Term[]>([[party, [{}]]]);
  for (const job of jobs) if (!gone.has(job.from)) terms.set(job.from, [...(terms.get(job.from) ?? []), job]);
  const items = await readTimeline(db, [...terms.keys()] as RecordId[]);
  return items
    .flatMap((item): TimelineEntry[] => {
      const interaction = read(interactionNoun, item.record);
      const isHere = Object.keys(interaction.parties).some((id) => isOfFirm(terms.get(id) ?? [], timeOf(interaction)));
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
export async function rowsByKeys(
  db: WorkspaceDatabase,
  table: "parties" | "records",
  keys: readonly string[],
): Promise<(StoredRecord & { readonly keys: readonly string[] })[]> {
  const rows = new Map<RecordId, StoredRecord & { readonly keys: readonly string[] }>();
  for (let from = 0; from < keys.length; from += 1_000) {
    const asked = keys.slice(from, from + 1_000);
    const found = await db.transaction("r", db.table(table), () =>
      Promise.all(
        asked.map(
          (key): Promise<(PartyRow | RecordRow)[]> =>
            db
              .table(table)
              .where(table === "parties" ? "externalKeys" : "keys")
              .equals(key)
              .toArray(),
        ),
      ),
    );
    for (const row of found.flat()) rows.set(row.id, { ...row, keys: "externalKeys" in row ? row.externalKeys : row.keys });
  }
  return [...rows.values()];
}
