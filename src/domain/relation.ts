import * as z from "zod/mini";
import type { RecordId } from "../lib/id.ts";
import { partialDay } from "./party.ts";
import type { BaseRecord } from "./record.ts";
import type { RelationKind } from "./words.ts";

/** A typed, dated tie between two parties, stored once and read both ways. */
export interface Relation extends BaseRecord {
  readonly type: "relation";
  readonly from: RecordId;
  readonly to: RecordId;
  readonly kind: RelationKind | (string & {});
  readonly title?: string | null;
  readonly department?: string | null;
  readonly startOn?: string | null;
  readonly endOn?: string | null;
  readonly strength?: 1 | 2 | 3 | null;
  readonly note?: string | null;
}

export const relationFields = {
  from: z.string(),
  to: z.string(),
  kind: z.string(),
  title: z.nullable(z.string()),
  department: z.nullable(z.string()),
  startOn: z.nullable(partialDay),
  endOn: z.nullable(partialDay),
  strength: z.nullable(z.number()),
  note: z.nullable(z.string()),
} as const;

/** A relation cannot end before it began: it lasted a day. */
export const repairRelation = (relation: Relation): Relation =>
  relation.startOn && relation.endOn && relation.endOn < relation.startOn ? { ...relation, endOn: relation.startOn } : relation;

/** Whether it holds on a day; partial days are generous. */
export const holdsOn = (relation: Pick<Relation, "startOn" | "endOn">, day: string): boolean =>
  (!relation.startOn || relation.startOn <= day) && (!relation.endOn || relation.endOn >= day);
