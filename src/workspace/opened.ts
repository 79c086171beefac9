// Entries as the journal's keeper handles them: opened, refused, as rows, as words of the roster.

import type { EntryRow } from "../database/schema.ts";
import type { CausalEntryRef } from "../journal/causal.ts";
import { decodeEntry, type Entry, type EntryBody, type UpdateBody } from "../journal/entry.ts";
import type { RosterEntry, RosterPayload } from "../journal/rosterEntry.ts";
import { toHex } from "../lib/bytes.ts";
import type { Verdict } from "./verdict.ts";

/** The shard column of roster entries: no document bears this name. */
export const rosterShard = "!roster";
/** That of entries that are stored and not applied, for the reason in their row. */
export const asideShard = "!aside";
/** That of entries whose turn has not come. */
const waitingShard = "!waiting";
/** Whether an entry is in no document. */
export const isApart = (shard: string): boolean => shard.startsWith("!");
/** By what an entry is known in the journal. */
export const entryKeyOf = ({ device, seq }: Pick<Opened, "device" | "seq">): string => `${device} ${seq}`;

export interface Refusal {
  readonly code:
    | "entry-malformed"
    | "author-unknown"
    | "signature-wrong"
    | "entry-sealed"
    | "feed-forked"
    | "other-workspace"
    | "waiting-too-many";
  readonly device?: string;
}

/** An entry that came, as far as it could be looked at: opened, refused, or to be looked at in its turn. */
export type Examined = Refusal | { readonly entry: Entry; readonly checked: Opened | Refusal | null };

/** `device` and `seen` name feeds as they are stored here (feeds.ts); whose key signed it is told by the entry's header. */
export interface Opened extends CausalEntryRef {
  readonly entry: Entry;
  readonly body: EntryBody;
  /** Why it is set aside: stored, and never applied. */
  readonly verdict?: Verdict;
  /** Which entries its author means by `seen`. */
  readonly seenHashes?: string | undefined;
  /** Its header alone does not tell what its author had seen. */
  readonly isSeenResolved?: true;
}

/** The body of an entry that is not let out yet, or cannot be. */
export const sealedBody: EntryBody = { facts: {}, bytes: new Uint8Array() };

export const opened = (entry: Entry, body: EntryBody): Opened => ({
  device: entry.header.device,
  seq: entry.header.seq,
  seen: entry.header.seen,
  entry,
  body,
  ...("seenHashes" in body && body.seenHashes !== undefined ? { seenHashes: body.seenHashes } : {}),
});

export type Update = Opened & { readonly body: UpdateBody };

/** A key sealed to a thousand devices is half of it. What is larger says nothing about who belongs. */
export const largestRosterEntry = 256 * 1024;

/** What a newcomer has to know. Earlier versions filed entries of all kinds they did not use under the roster's name. */
export function isRosterRow({ bytes }: EntryRow): boolean {
  if (bytes.length > largestRosterEntry) return false;
  const entry = decodeEntry(bytes);
  // What cannot be read is for those to say who read it.
  return !entry.ok || isOfRoster(entry.value);
}

export const isOfRoster = (entry: Entry): boolean => entry.header.kind === "roster";

export const entryRow = (
  { device, seq, entry, body, verdict, seen, isSeenResolved, seenHashes }: Opened,
  applied: number | null,
): EntryRow => ({
  device,
  seq,
  shard: verdict ? asideShard : "shard" in body ? body.shard : isOfRoster(entry) ? rosterShard : waitingShard,
  bytes: entry.bytes,
  ...(applied === null ? { waits: 1 as const, ...(seenHashes !== undefined && { seenHashes }) } : { applied }),
  ...(applied !== null && isSeenResolved && { seen }),
  ...(verdict && { verdict }),
});

/** Roster entries tell all that their author had applied, not only what advanced, so that each can be judged by itself. */
export const rosterEntryOf = (entry: Entry, payload: RosterPayload): RosterEntry => ({
  device: entry.header.device,
  seq: entry.header.seq,
  hash: toHex(entry.hash),
  stamp: entry.header.stamp,
  seen: entry.header.seen,
  payload: entry.bytes.length > largestRosterEntry ? { kind: "unknown", raw: null } : payload,
});
