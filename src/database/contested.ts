// Deleting meets working: a deletion whose author did not know of somebody's work, and whose work did not know of the
// deletion, has taken nothing away yet. The record stays, and people are asked.
import { isDeleted, type Merged } from "../domain/record.ts";
import type { StoredRecord } from "./rows.ts";
import type { FieldWrite, Work } from "./writes.ts";

export const isDeletion = ({ key, value }: Pick<FieldWrite, "key" | "value">): boolean =>
  key === "deletedAt" && value !== null && value !== undefined;

const entryKeyOf = ({ device, seq }: { readonly device: string; readonly seq: number }): string => `${device} ${seq}`;

/**
 * The deletions that stand and that somebody worked without: their keys in the journal. Whether one is hangs only on who
 * knew of what, so it comes out the same in whatever order entries arrive.
 */
export function contestedAfter(
  before: StoredRecord | undefined,
  heads: NonNullable<StoredRecord["writes"]>,
  writes: readonly FieldWrite[],
  /** What was done about the record elsewhere, such as an activity with a contact. */
  works: readonly Work[],
  /** Whether work that was there before is unknown to the author of a deletion. */
  isUnseen: (deletion: FieldWrite) => boolean,
): readonly string[] {
  const standing = (heads["deletedAt"] ?? []).filter(({ value }) => isDeletion({ key: "deletedAt", value }));
  if (standing.length === 0) return [];
  const contested = new Set(before?.contested);
  const done = [...works, ...writes.filter((write) => !isDeletion(write))];
  const doneBefore = Object.entries(before?.writes ?? {}).flatMap(([key, own]) => own.filter(({ value }) => !isDeletion({ key, value })));
  for (const deletion of writes.filter(isDeletion)) {
    const isContested =
      isUnseen(deletion) ||
      doneBefore.some(({ device, seq }) => !deletion.knew(device, seq)) ||
      done.some((work) => !deletion.knew(work.device, work.seq) && !work.knew(deletion.device, deletion.seq));
    if (isContested) contested.add(entryKeyOf(deletion));
  }
  for (const { device, seq, value } of before?.writes?.["deletedAt"] ?? [])
    if (isDeletion({ key: "deletedAt", value }) && done.some((work) => !work.knew(device, seq))) contested.add(entryKeyOf({ device, seq }));
  return standing
    .map(entryKeyOf)
    .filter((entryKey) => contested.has(entryKey))
    .sort();
}

/** A row's record as its document has it: a deletion that is contested stands there, and does not count here. */
export const documentRecordOf = ({ record, contestedAt }: Pick<StoredRecord, "record" | "contestedAt">): Merged =>
  contestedAt === undefined ? record : { ...record, deletedAt: contestedAt };

/** The record as rows have it, beside what the document says of its deletion. */
export function withContest(record: Merged, contested: readonly string[]): Pick<StoredRecord, "record" | "contested" | "contestedAt"> {
  if (contested.length === 0) return { record };
  if (!isDeleted(record)) return { record, contested };
  const { deletedAt, ...rest } = record;
  return { record: rest as Merged, contested, contestedAt: deletedAt };
}
