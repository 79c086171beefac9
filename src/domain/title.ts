import { nounOf } from "./nouns.ts";
import { read } from "./read.ts";
import type { Merged } from "./record.ts";

/** A few words that tell people which record it is; of a type not known here, the first of its fields that sounds like a title. */
export function titleOf(record: Merged): string {
  const noun = nounOf(record.type);
  const said = noun
    ? noun.title(read(noun, record) as never)
    : [record.name, record.subject, record.title, record.text, record.kind].find((value) => typeof value === "string" && value !== "");
  return record.type === "party" ? String(said) : String(said ?? "").slice(0, 120);
}
