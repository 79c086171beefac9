// Records of any noun, read and repaired, kept up to date. Screens hand over the noun they show.
import type { Accessor } from "solid-js";
import { recordsNaming, recordsOfNoun } from "../database/questions.ts";
import { repairContextOf } from "../database/repairContext.ts";
import type { RecordRow, RivalValue } from "../database/rows.ts";
import type { WorkspaceDatabase } from "../database/schema.ts";
import { rivalsOf } from "../database/writes.ts";
import type { Noun, RecordOf, RepairContext } from "../domain/noun.ts";
import { readWhole } from "../domain/read.ts";
import { isDeleted, textIn } from "../domain/record.ts";
import { foldedWords } from "../lib/fold.ts";
import type { RecordId } from "../lib/id.ts";
import { createLiveQuery } from "./liveQuery.ts";

/** A record with what is known of it beside its fields. */
export interface RecordView<Of extends Noun> {
  readonly id: RecordId;
  readonly record: RecordOf<Of>;
  /** Field → what is stored there and cannot be read. */
  readonly unreadable: Readonly<Record<string, unknown>>;
  /** Field key → the values nobody has chosen between yet. */
  readonly rivals: Readonly<Record<string, readonly RivalValue[]>>;
  readonly updatedMs: number;
  readonly updatedBy: string;
  /** The device that wrote a field last; undefined while it stands as it was made. */
  readonly writerOf: (field: string) => string | undefined;
}

const viewOf = <Of extends Noun>(noun: Of, row: RecordRow, context: RepairContext): RecordView<Of> => ({
  id: row.id,
  ...readWhole(noun, row.record, context),
  rivals: rivalsOf(noun, row),
  updatedMs: row.updatedMs,
  updatedBy: row.updatedBy,
  writerOf: (field) => row.writes?.[field]?.at(-1)?.device,
});

/** All that are not deleted; undefined until they have been read. */
export const createNounRecords = <Of extends Noun>(noun: Of): Accessor<readonly RecordView<Of>[] | undefined> =>
  createLiveQuery(
    () => noun,
    (db, wanted) => readNounRecords(db, wanted),
  );

/** The same once, for a decision that asks about all of them. */
export async function readNounRecords<Of extends Noun>(db: WorkspaceDatabase, noun: Of): Promise<RecordView<Of>[]> {
  const [rows, context] = await Promise.all([recordsOfNoun(db, noun.name), repairContextOf(db, noun)]);
  return rows.map((row) => viewOf(noun, row, context));
}

/** `null` when there is no such record here. */
export const createNounRecord = <Of extends Noun>(noun: Of, id: () => RecordId | undefined): Accessor<RecordView<Of> | null | undefined> =>
  createLiveQuery(id, async (db, wanted) => {
    const [row, context] = await Promise.all([db.records.get(wanted), repairContextOf(db, noun)]);
    return row?.type === noun.name ? viewOf(noun, row, context) : null;
  });

/** Those with these ids, in that order, as far as they are here and not deleted. */
export const createNounRecordsWith = <Of extends Noun>(
  noun: Of,
  ids: () => readonly RecordId[] | undefined,
): Accessor<readonly RecordView<Of>[] | undefined> =>
  createLiveQuery(ids, async (db, wanted) => {
    const [rows, context] = await Promise.all([db.records.bulkGet([...wanted]), repairContextOf(db, noun)]);
    return rows.flatMap((row) => (row?.type === noun.name && !isDeleted(row.record) ? [viewOf(noun, row, context)] : []));
  });

/** Those that belong to a contact. */
export const createRecordsOfContact = <Of extends Noun>(
  noun: Of,
  party: () => RecordId | undefined,
): Accessor<readonly RecordView<Of>[] | undefined> => createLiveQuery(party, (db, wanted) => recordsOfContact(db, noun, wanted));

async function recordsOfContact<Of extends Noun>(db: WorkspaceDatabase, noun: Of, party: RecordId): Promise<RecordView<Of>[]> {
  const [rows, context] = await Promise.all([
    Promise.all(noun.belongsTo.map((field) => recordsNaming(db, noun.name, field, party))),
    repairContextOf(db, noun),
  ]);
  const unique = new Map(rows.flat().map((row) => [row.id, row]));
  return [...unique.values()].filter(({ record }) => !isDeleted(record)).map((row) => viewOf(noun, row, context));
}

/** A line of a contact's history that another record than an activity tells. */
export interface HistoryEntry {
  readonly id: RecordId;
  /** An instant or a day. */
  readonly at: string;
  readonly title: string;
  readonly detail: string;
  /** Where it is shown by itself. */
  readonly href: string;
}

/** What records of one noun tell of a contact's history. */
export interface HistorySource<Of extends Noun = Noun> {
  readonly noun: Of;
  readonly entriesOf: (view: RecordView<Of>) => readonly HistoryEntry[];
}

/** The lines of every source, in no order. */
export const createHistory = (
  party: () => RecordId | undefined,
  sources: () => readonly HistorySource[] | undefined,
): Accessor<readonly HistoryEntry[] | undefined> =>
  createLiveQuery(
    () => {
      const [all, of] = [sources(), party()];
      return all && of && { party: of, all };
    },
    async (db, asked) =>
      (
        await Promise.all(
          asked.all.map(async ({ noun, entriesOf }) => (await recordsOfContact(db, noun, asked.party)).flatMap((view) => entriesOf(view))),
        )
      ).flat(),
  );

/** Whether there is any record of each of these nouns, deleted ones included. */
export const createPresence = (nouns: readonly string[]): Accessor<ReadonlySet<string> | undefined> =>
  createLiveQuery(
    () => nouns,
    async (db, wanted) => {
      const counts = await Promise.all(wanted.map((name) => db.records.where("type").equals(name).limit(1).count()));
      return new Set(wanted.filter((_, i) => (counts[i] ?? 0) > 0));
    },
  );

export interface TitledRecord {
  readonly id: RecordId;
  readonly type: string;
  readonly title: string;
}

/** Finds records of these nouns by the beginnings of the words in their titles; `titleField` is where each noun has its title. */
export function createTitleSearch(titleFields: Readonly<Record<string, string>>): (typed: string, most: number) => readonly TitledRecord[] {
  const all = createLiveQuery(
    () => titleFields,
    async (db, fields) =>
      (await Promise.all(Object.keys(fields).map((name) => recordsOfNoun(db, name)))).flat().flatMap(({ id, type, record }) => {
        const title = textIn(record[fields[type] ?? ""]);
        return title === "" ? [] : [{ id, type, title, words: foldedWords(title) }];
      }),
  );
  return (typed, most) => {
    const words = foldedWords(typed);
    if (words.length === 0) return [];
    return (all() ?? []).filter((one) => words.every((word) => one.words.some((own) => own.startsWith(word)))).slice(0, most);
  };
}

/** What kinds of records these are, by their ids. */
export const createNounNames = (ids: () => readonly RecordId[]): ((id: RecordId) => string | undefined) => {
  const names = createLiveQuery(
    () => [...new Set(ids())],
    async (db, wanted) => {
      const [rows, parties] = await Promise.all([db.records.bulkGet(wanted), db.parties.bulkGet(wanted)]);
      // What is neither lies in a page of a timeline.
      return new Map(wanted.map((id, i) => [id, rows[i]?.type ?? (parties[i] ? "party" : "interaction")]));
    },
  );
  return (id) => names()?.get(id);
};
