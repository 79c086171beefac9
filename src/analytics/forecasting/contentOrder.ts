// In which order a seed draws from records.
import { ownValue } from "../../lib/own.ts";
import { compareText } from "../facts/purchaseHistory.ts";
import type { RecordOrder } from "../facts/recordOrder.ts";
import type { AnsweredRecord } from "./designMatrix.ts";

/** Names of members, whose ids are of chance too: no part of what tells two contacts apart. */
const ofChance: ReadonlySet<string> = new Set(["owner"]);

/**
 * Sorts records by what they say and not by their ids, those of one group together: what a seed then draws is the same wherever the firm is
 * the same. Groups that say the same stand in `order`.
 */
export function inOrderOfContent<Item extends AnsweredRecord>(records: readonly Item[], order: RecordOrder): Item[] {
  const fields = [...new Set(records.flatMap((record) => Object.keys(record.fields)))].filter((field) => !ofChance.has(field)).sort();
  const said = records.map((record) =>
    JSON.stringify([record.on, record.answer, ...fields.map((field) => comparable(ownValue(record.fields, field)))]),
  );
  const groupOf = (at: number): string => records[at]?.group ?? (records[at]?.id as string);
  const textsByGroup = new Map<string, string[]>();
  for (const [at, text] of said.entries()) {
    const texts = textsByGroup.get(groupOf(at));
    if (texts) texts.push(text);
    else textsByGroup.set(groupOf(at), [text]);
  }
  const wholeByGroup = new Map([...textsByGroup].map(([group, texts]) => [group, texts.sort().join("\n")]));
  return [...records.keys()]
    .sort(
      (a, b) =>
        compareText(wholeByGroup.get(groupOf(a)) as string, wholeByGroup.get(groupOf(b)) as string) ||
        order(groupOf(a), groupOf(b)) ||
        compareText(said[a] as string, said[b] as string) ||
        compareText(records[a]?.id as string, records[b]?.id as string),
    )
    .map((at) => records[at] as Item);
}

/** A number without the digits that depend on the order of a sum. */
const comparable = (value: unknown): unknown => (typeof value === "number" ? Number(value.toPrecision(12)) : (value ?? null));
