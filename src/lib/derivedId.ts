// Ids of what a rule makes: whoever follows the rule on the same occasion makes the same record.
import { utf8 } from "./bytes.ts";
import { sha256 } from "./hash.ts";
import { keyOf, type RecordId, shardOf } from "./id.ts";

export interface Occasion {
  /** What the rule is called. */
  readonly rule: string;
  /** The record it is about. */
  readonly subject: RecordId;
  /** What tells this time from all others: a day. */
  readonly occasion: string;
}

export const derivedId = ({ rule, subject, occasion }: Occasion): RecordId =>
  `${shardOf(subject)}.${keyOf(sha256(utf8([rule, subject, occasion].join("\u001f"))), 10)}` as RecordId;
