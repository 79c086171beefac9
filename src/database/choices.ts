// Where somebody has to choose: records with several values for one field, or with a deletion that met work. Kept as a list
// of its own, so that Today and the list of contacts need not look through all rows.
import type { RecordId } from "../lib/id.ts";
import type { WorkspaceDatabase } from "./schema.ts";

/** What is open about one record. */
export interface Choice {
  readonly id: RecordId;
  /** The contacts it is shown with. */
  readonly parties: readonly RecordId[];
  /** Fields with several values; a contested deletion counts as one more. */
  readonly count: number;
}

export const choicePrefix = "choice ";

const stored = (db: WorkspaceDatabase) => db.meta.where("key").startsWith(choicePrefix);

export const readChoices = async (db: WorkspaceDatabase): Promise<Choice[]> =>
  (await stored(db).toArray()).map(({ value }) => value as Choice);

/** Before all rows are made again. */
export const clearChoices = async (db: WorkspaceDatabase): Promise<void> => void (await stored(db).delete());
