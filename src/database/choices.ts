// Where somebody has to choose: records with several values for one field, or with a deletion that met work. Kept as a list
// of its own, so that Today and the list of contacts need not look through all rows.
import { idsOf, type Merged } from "../domain/record.ts";
import { partyFieldsOf } from "../domain/shape.ts";
import { isRecordId, type RecordId } from "../lib/id.ts";
import type { StoredRecord } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";
import { rivalsOf } from "./writes.ts";

/** What is open about one record. */
export interface Choice {
  readonly id: RecordId;
  /** The contacts it is shown with. */
  readonly parties: readonly RecordId[];
  /** Fields with several values; a contested deletion counts as one more. */
  readonly count: number;
}

const prefix = "choice ";

const openIn = (row: StoredRecord): number => Object.keys(rivalsOf(row)).length + (row.contested?.length ? 1 : 0);

const partiesOf = (id: RecordId, record: Merged): RecordId[] =>
  record.type === "party"
    ? [id]
    : [
        ...new Set(
          partyFieldsOf(record.type).flatMap((field) => (typeof record[field] === "string" ? [record[field]] : idsOf(record[field]))),
        ),
      ].filter(isRecordId);

/** Within the transaction that changes rows: notes what is open of each, or no longer. */
export class ChoiceNotes {
  readonly #put: { readonly key: string; readonly value: Choice }[] = [];
  readonly #gone: string[] = [];

  note(row: StoredRecord, before: StoredRecord | undefined): void {
    const count = openIn(row);
    if (count > 0) this.#put.push({ key: `${prefix}${row.id}`, value: { id: row.id, parties: partiesOf(row.id, row.record), count } });
    else if (before && openIn(before) > 0) this.#gone.push(`${prefix}${row.id}`);
  }

  async write(db: WorkspaceDatabase): Promise<void> {
    await Promise.all([this.#put.length > 0 && db.meta.bulkPut(this.#put), this.#gone.length > 0 && db.meta.bulkDelete(this.#gone)]);
  }
}

const stored = (db: WorkspaceDatabase) => db.meta.where("key").startsWith(prefix);

export const readChoices = async (db: WorkspaceDatabase): Promise<Choice[]> =>
  (await stored(db).toArray()).map(({ value }) => value as Choice);

/** Before all rows are made again. */
export const clearChoices = async (db: WorkspaceDatabase): Promise<void> => void (await stored(db).delete());
