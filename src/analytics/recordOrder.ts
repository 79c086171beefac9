// Where nothing else tells which of two records comes first, something must, and it must be the same on every device and for the
// same firm entered twice: ids are drawn by chance.
import { ownValue } from "../lib/own.ts";
import type { AnsweredRecord } from "./designMatrix.ts";
import { compareText } from "./purchaseHistory.ts";
import type { PartyFacts, PipelineFacts, ProductFacts } from "./source.ts";

/** Below zero where the first comes first; zero only of a record and itself. */
export type RecordOrder = (a: string, b: string) => number;

type Named = Partial<Pick<PartyFacts, "name" | "place" | "kind">> & Partial<Pick<ProductFacts, "name" | "category">>;

const kept = new WeakMap<ReadonlyMap<string, Named>, RecordOrder>();

/** By name, namesakes by where they live or belong; by id only where nobody could tell them apart. The same for the same records. */
export function nameOrder(records: ReadonlyMap<string, Named>): RecordOrder {
  const known = kept.get(records);
  if (known) return known;
  const order: RecordOrder = (a, b) => {
    if (a === b) return 0;
    const [one, other] = [records.get(a), records.get(b)];
    return (
      compareText(one?.name ?? "", other?.name ?? "") ||
      compareText(one?.place ?? one?.category ?? "", other?.place ?? other?.category ?? "") ||
      compareText(one?.kind ?? "", other?.kind ?? "") ||
      compareText(a, b)
    );
  };
  kept.set(records, order);
  return order;
}

/** Pipelines by name, whatever order they are read in. */
export function pipelinesInOrder(pipelines: readonly PipelineFacts[]): readonly PipelineFacts[] {
  const order = nameOrder(new Map(pipelines.map((one) => [one.id, one])));
  return pipelines.toSorted((a, b) => order(a.id, b.id));
}

/** Names of members, whose ids are of chance too: no part of what tells two contacts apart. */
const ofChance: ReadonlySet<string> = new Set(["owner"]);

/**
 * Records by what they say and not by their ids, those of one group together: what a seed then draws is the same wherever the firm is
 * the same. Groups that say the same stand in `order`.
 */
export function inOrderOfContent<Item extends AnsweredRecord>(records: readonly Item[], order: RecordOrder): Item[] {
  const fields = [...new Set(records.flatMap((record) => Object.keys(record.fields)))].filter((field) => !ofChance.has(field)).sort();
  const said = records.map((record) =>
    JSON.stringify([record.on, record.answer, ...fields.map((field) => told(ownValue(record.fields, field)))]),
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
const told = (value: unknown): unknown => (typeof value === "number" ? Number(value.toPrecision(12)) : (value ?? null));
