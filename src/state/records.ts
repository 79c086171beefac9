// What reports look up beside their numbers: names of products, the documents behind a figure, tables the team keeps.
import type { Accessor } from "solid-js";
import { columnMarks } from "../database/columns.ts";
import type { FactKind } from "../database/columnsRow.ts";
import type { RecordRow } from "../database/rows.ts";
import { dealNoun } from "../domain/deal.ts";
import { importNoun } from "../domain/importRecord.ts";
import type { Noun } from "../domain/noun.ts";
import { pipelineNoun } from "../domain/pipeline.ts";
import { purchaseNoun } from "../domain/purchase.ts";
import { read } from "../domain/read.ts";
import { isDeleted } from "../domain/record.ts";
import { viewNoun } from "../domain/view.ts";
import type { RecordId } from "../lib/id.ts";
import { ownValue } from "../lib/own.ts";
import { createLiveQuery } from "./liveQuery.ts";

/** A record as it was written, with its id. */
export interface ReadRecord {
  readonly id: RecordId;
  readonly type: string;
  readonly record: Readonly<Record<string, unknown>>;
}

const shownNouns: Readonly<Record<string, Noun>> = {
  purchase: purchaseNoun,
  deal: dealNoun,
  view: viewNoun,
  pipeline: pipelineNoun,
  import: importNoun,
};

/** As its noun reads it. */
function readRecord({ id, type, record }: RecordRow): ReadRecord {
  const noun = ownValue(shownNouns, type);
  return { id, type, record: noun ? (read(noun, record) as unknown as ReadRecord["record"]) : record };
}

/** Of each record of a kind its name, by id; deleted ones keep theirs, because past sales still name them. */
const createNames = (kind: "product" | "pipeline"): Accessor<ReadonlyMap<string, string>> => {
  const names = createLiveQuery(
    () => kind,
    async (db, wanted) => {
      const rows = await db.records.where("type").equals(wanted).toArray();
      return new Map(rows.map(({ id, record }) => [id as string, typeof record.name === "string" ? record.name : ""]));
    },
  );
  return () => names() ?? new Map<string, string>();
};
export const createProductNames = (): Accessor<ReadonlyMap<string, string>> => createNames("product");

/** The records with these ids, in that order, as far as they are here. Purchases and deals, not contacts. */
export const createRecords = (ids: () => readonly string[] | undefined): Accessor<readonly ReadRecord[] | undefined> =>
  createLiveQuery(ids, async (db, wanted) => {
    const rows = await db.records.bulkGet([...wanted] as RecordId[]);
    return rows.flatMap((row) => (row ? [readRecord(row)] : []));
  });

/** What is there of one kind and not deleted. */
export const createRecordsOf = (kind: "view" | "pipeline" | "import"): Accessor<readonly ReadRecord[] | undefined> =>
  createLiveQuery(
    () => kind,
    async (db, wanted) => {
      const rows = await db.records.where("type").equals(wanted).toArray();
      return rows.filter(({ record }) => !isDeleted(record)).map(readRecord);
    },
  );

/** Which kinds of facts there have ever been here. */
export const createFactKinds = (): Accessor<ReadonlySet<FactKind> | undefined> =>
  createLiveQuery(
    () => true,
    async (db) => new Set([...(await columnMarks(db))].flatMap(([kind, marks]) => (marks.length > 0 ? [kind] : []))),
  );

/** A field of contacts that a yes can be read from, and what stands in it. */
export interface ChoiceField {
  /** "custom.Name" for a field of the team's own. */
  readonly field: string;
  readonly values: readonly string[];
}

/** So many contacts are looked at, and a field with more values than this asks no yes-or-no question. */
const looked = 2_000;
const mostValues = 12;

/** Fields of contacts with a handful of values, such as "Antwort: Ja, Nein". */
export const createChoiceFields = (): Accessor<readonly ChoiceField[] | undefined> =>
  createLiveQuery(
    () => true,
    async (db) => {
      const valuesByField = new Map<string, Set<string>>();
      const take = (field: string, value: unknown): void => {
        if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return;
        const values = valuesByField.get(field) ?? new Set();
        valuesByField.set(field, values.add(String(value)));
      };
      for (const { record } of await db.parties.limit(looked).toArray()) {
        if (isDeleted(record)) continue;
        for (const [field, value] of Object.entries((record.custom as object | undefined) ?? {})) take(`custom.${field}`, value);
        for (const field of ["kind", "industry", "source", "language"]) take(field, record[field]);
      }
      return [...valuesByField]
        .filter(([, values]) => values.size > 1 && values.size <= mostValues)
        .map(([field, values]) => ({ field, values: [...values].sort() }));
    },
  );
