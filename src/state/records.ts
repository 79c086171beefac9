// What reports look up beside their numbers: names of products, the papers behind a figure, tables the team keeps.
import type { Accessor } from "solid-js";
import { isDeleted } from "../domain/record.ts";
import type { RecordId } from "../lib/id.ts";
import { createLiveQuery } from "./liveQuery.ts";

/** A record as it was written, with its id. */
export interface FoundRecord {
  readonly id: RecordId;
  readonly type: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Of each record of a kind its name, by id; deleted ones keep theirs, because past sales still name them. */
const createNames = (kind: "product" | "pipeline"): Accessor<ReadonlyMap<string, string>> => {
  const names = createLiveQuery(
    () => kind,
    async (db, wanted) => {
      const rows = await db.others.where("type").equals(wanted).toArray();
      return new Map(rows.map(({ id, record }) => [id as string, typeof record.name === "string" ? record.name : ""]));
    },
  );
  return () => names() ?? new Map<string, string>();
};
export const createProductNames = (): Accessor<ReadonlyMap<string, string>> => createNames("product");

/** The records with these ids, in that order, as far as they are here. Purchases and deals, not contacts. */
export const createRecords = (ids: () => readonly string[] | undefined): Accessor<readonly FoundRecord[] | undefined> =>
  createLiveQuery(ids, async (db, wanted) => {
    const rows = await db.others.bulkGet([...wanted] as RecordId[]);
    return rows.flatMap((row) => (row ? [{ id: row.id, type: row.type, record: row.record }] : []));
  });

/** What is there of one kind and not deleted. */
export const createRecordsOf = (kind: "view" | "pipeline"): Accessor<readonly FoundRecord[] | undefined> =>
  createLiveQuery(
    () => kind,
    async (db, wanted) => {
      const rows = await db.others.where("type").equals(wanted).toArray();
      return rows.filter(({ record }) => !isDeleted(record)).map((row) => ({ id: row.id, type: row.type, record: row.record }));
    },
  );
