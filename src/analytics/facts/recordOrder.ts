// Where nothing else tells which of two records comes first, something must, and it must be the same on every device and for the
// same firm entered twice: ids are drawn by chance.
import { compareText } from "./purchaseHistory.ts";
import type { PartyFacts, PipelineFacts, ProductFacts } from "./source.ts";

/** Compares two record ids: below zero where the first comes first; zero only of a record and itself. */
export type RecordOrder = (a: string, b: string) => number;

type Named = Partial<Pick<PartyFacts, "name" | "place" | "kind">> & Partial<Pick<ProductFacts, "name" | "category">>;

const kept = new WeakMap<ReadonlyMap<string, Named>, RecordOrder>();

/**
 * Makes the order of records by name, namesakes by where they live or belong; by id only where nobody could tell them apart. The
 * same for the same records.
 */
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

/** Sorts pipelines by name, whatever order they are read in. */
export function pipelinesInOrder(pipelines: readonly PipelineFacts[]): readonly PipelineFacts[] {
  const order = nameOrder(new Map(pipelines.map((one) => [one.id, one])));
  return pipelines.toSorted((a, b) => order(a.id, b.id));
}
