// The first half of the gate: what an entry says of itself, judged by nothing but itself, so that the verdict is the
// same on every device. What it says it has seen is added to what its feed had seen before, and so can only grow.
import { maxCount, type Stamp } from "../lib/clock.ts";
import { isRecordId, isShardName, shardOf } from "../lib/id.ts";
import { type EntryBody, type EntryHeader, isRosterBody, isUpdateBody, type UpdateBody } from "./entry.ts";

export type WordsVerdict =
  /** Its counter is beyond what any clock counts to. */
  | "stamp-out-of-reach"
  /** A kind of entry, or a generation of a document, of a later version. */
  | "kind-unknown"
  | "shard-malformed"
  /** It speaks of a record of another document, or of none. */
  | "record-elsewhere"
  | "words-too-many";

const mostWords = 100_000;
const longestCommand = 1_000;

export const isClockCount = ({ count }: Stamp): boolean => count < maxCount;

/** Why an entry's words cannot be true; null when nothing is wrong. The roster has rules of its own. */
export function verdictOnWords({ stamp }: Pick<EntryHeader, "stamp">, body: EntryBody): WordsVerdict | null {
  if (isRosterBody(body)) return null;
  if (!isClockCount(stamp)) return "stamp-out-of-reach";
  return isUpdateBody(body) ? verdictOnUpdate(body) : "kind-unknown";
}

function verdictOnUpdate({ shard, generation, command, created, changes }: UpdateBody): WordsVerdict | null {
  if (generation !== 0) return "kind-unknown";
  if (!isShardName(shard)) return "shard-malformed";
  if (created.length + changes.length > mostWords || command.length > longestCommand) return "words-too-many";
  const isHere = (id: string): boolean => isRecordId(id) && shardOf(id) === shard;
  if (!created.every(isHere) || !changes.every(({ id, field }) => isHere(id) && field !== "")) return "record-elsewhere";
  return null;
}
