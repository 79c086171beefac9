// How each kind of record merges. One key is one unit of merging: a plain field is one key, a field listed here
// is one key an element, and a shared text merges letter by letter.
import { ownValue } from "../lib/own.ts";

/** `set`: element → true · `ids`: id → order · `ordered`: key → {…, order} · `map`: key → value · `shared`: text typed together. */
export type FieldShape = "set" | "ids" | "ordered" | "map" | "shared";

/** What is counted in hundreds and belongs to nobody lies in the document `meta`. */
const metaKinds = [
  "pipeline",
  "product",
  "campaign",
  "segment",
  "template",
  "persona",
  "kpi",
  "goal",
  "automation",
  "article",
  "decision",
  "touchpoint",
  "settings",
  "customField",
  "view",
  "import",
] as const;

const kinds = [
  ...metaKinds,
  "party",
  "relation",
  "interaction",
  "appointment",
  "task",
  "promise",
  "fact",
  "comment",
  "file",
  "deal",
  "purchase",
  "quote",
  "ticket",
  "consent",
  "recipient",
] as const;
export type Kind = (typeof kinds)[number];
export const isKind = (text: unknown): text is Kind => (kinds as readonly unknown[]).includes(text);

const everyRecord = { tags: "set", externalIds: "map", custom: "map" } as const satisfies Record<string, FieldShape>;

const shapes: Partial<Record<Kind, Readonly<Record<string, FieldShape>>>> = {
  party: { phones: "ordered", emails: "ordered", urls: "ordered", handles: "ordered", addresses: "ordered", roles: "map", note: "shared" },
  relation: { note: "shared" },
  interaction: { parties: "ids" },
  appointment: { parties: "ids", members: "ids", exceptions: "set" },
  task: { parties: "ids" },
  comment: { mentions: "set" },
  deal: { parties: "ids", contacts: "ids", stages: "map", note: "shared" },
  pipeline: { stages: "ordered" },
  product: { aliases: "set" },
  settings: { minutesOf: "map" },
  ticket: { parties: "ids", reopened: "set" },
  segment: { members: "set" },
  template: { body: "shared" },
};

/** The shape of a field, or undefined for a plain value. Unknown fields of newer versions are plain values. */
export const shapeOf = (kind: string, field: string): FieldShape | undefined =>
  ownValue(ownValue(shapes, kind), field) ?? ownValue(everyRecord as Record<string, FieldShape>, field);

/** Fields that are typed together, of one kind. */
export const sharedFieldsOf = (kind: string): string[] =>
  Object.entries(ownValue(shapes, kind) ?? {})
    .filter(([, shape]) => shape === "shared")
    .map(([field]) => field);

export const isMetaKind = (kind: Kind): boolean => (metaKinds as readonly Kind[]).includes(kind);

/** The fields that name the parties a record belongs to, the deciding one first. */
export const partyFieldsOf = (kind: Kind): readonly string[] =>
  kind === "relation" ? ["from", "to"] : kind === "comment" || kind === "file" ? ["about"] : ["parties", "party"];
