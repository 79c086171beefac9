// What lies in the bin, by act: what was deleted at once has one time of deletion, and comes back at once.
import { groupBy } from "../lib/group.ts";
import type { RecordId } from "../lib/id.ts";
import type { BinRow } from "./rows.ts";
import type { WorkspaceDatabase } from "./schema.ts";

/** Records that were deleted in one act. */
export interface BinAct {
  readonly deletedAt: string;
  readonly ids: readonly RecordId[];
  /** By kind of record, how many. */
  readonly counts: Readonly<Record<string, number>>;
  /** The rows that tell what it was: contacts before what hangs on them, a few only. */
  readonly examples: readonly BinRow[];
}

/** How many rows of an act are handed out to be named. */
const mostExamples = 4;
const rank = (type: string): number => (type === "import" ? 0 : type === "party" ? 1 : type === "relation" ? 3 : 2);

function actOf(deletedAt: string, rows: readonly BinRow[]): BinAct {
  const counts = Object.fromEntries([...groupBy(rows, (row) => row.type)].map(([type, own]) => [type, own.length]));
  return {
    deletedAt,
    ids: rows.map(({ id }) => id),
    counts,
    examples: [...rows].sort((a, b) => rank(a.type) - rank(b.type)).slice(0, mostExamples),
  };
}

/** The newest acts, each of them whole, and whether there are more. */
export async function binActs(db: WorkspaceDatabase, limit: number): Promise<{ readonly acts: readonly BinAct[]; readonly more: boolean }> {
  // From one time to the next: an undone import of thousands is one step.
  const times = (await db.bin
    .orderBy("deletedAt")
    .reverse()
    .limit(limit + 1)
    .uniqueKeys()) as string[];
  const shown = times.slice(0, limit);
  const acts = await Promise.all(shown.map(async (time) => actOf(time, await db.bin.where("deletedAt").equals(time).toArray())));
  return { acts, more: times.length > limit };
}
