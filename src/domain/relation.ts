import { choice, defineNoun, type Field, partialDay, type RecordOf, ref, shared, text, whole } from "./noun.ts";
import { relationKinds } from "./words.ts";

/** A typed, dated tie between two parties, stored once and read both ways. */
export const relationNoun = defineNoun("relation", {
  lies: "withParty",
  fields: {
    from: ref("party"),
    to: ref("party"),
    kind: choice(relationKinds),
    title: text,
    department: text,
    startOn: partialDay,
    endOn: partialDay,
    strength: whole() as Field<1 | 2 | 3, undefined>,
    note: shared,
  },
  required: ["from", "to", "kind"],
  belongsTo: ["from", "to"],
  title: ({ title, kind }) => title || kind,
  personal: ["title", "department", "note"],
  /** It cannot end before it began: it lasted a day. */
  repair: (relation) =>
    relation.startOn && relation.endOn && relation.endOn < relation.startOn ? { ...relation, endOn: relation.startOn } : relation,
});
export type Relation = RecordOf<typeof relationNoun>;

/** Whether it holds on a day; partial days are generous. */
export const holdsOn = (relation: Pick<Relation, "startOn" | "endOn">, day: string): boolean =>
  (!relation.startOn || relation.startOn <= day) && (!relation.endOn || relation.endOn >= day);

/** Whether an instant lies before the end of a relation, of which only a year or a month may be known; "" for no end. */
export const happenedBy = (instant: string, endOn: string): boolean => endOn === "" || instant.slice(0, endOn.length) <= endOn;
