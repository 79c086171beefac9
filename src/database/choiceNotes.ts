// Keeps the list of records where somebody has to choose (choices.ts) in step with the rows.
import { nounOf } from "../domain/nouns.ts";
import { idsOf, type Merged } from "../domain/record.ts";
import { partyFieldsOf } from "../domain/shape.ts";
import { isRecordId, type RecordId } from "../lib/id.ts";
import { type Choice, choicePrefix as prefix } from "./choices.ts";
import type { StoredRecord } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";
import { rivalsOf } from "./writes.ts";

const openIn = (row: StoredRecord): number => Object.keys(rivalsOf(nounOf(row.record.type), row)).length + (row.contested?.length ? 1 : 0);

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
