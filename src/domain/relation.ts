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
    relation.startOn && relation.endOn && relation.endOn < relation.startOn.slice(0, relation.endOn.length)
      ? { ...relation, endOn: relation.startOn }
      : relation,
});
export type Relation = RecordOf<typeof relationNoun>;

/** Whether it holds on a day; partial days are generous. */
export const holdsOn = (relation: Pick<Relation, "startOn" | "endOn">, day: string): boolean =>
  (!relation.startOn || relation.startOn <= day) && (!relation.endOn || relation.endOn >= day.slice(0, relation.endOn.length));

export type Term = Pick<Relation, "startOn" | "endOn">;

/**
 * Whether what happened with a person is their firm's as well: when one of the person's jobs there held at that time. What they did
 * before they came, after they left or between two jobs is not.
 */
export const isOfFirm = (jobs: readonly Term[], instant: string): boolean => jobs.some((job) => holdsOn(job, instant.slice(0, 10)));

/** Whether anything at all that happened with the person is their firm's. */
export const isOfFirmAlways = (jobs: readonly Term[]): boolean => jobs.some(({ startOn, endOn }) => !startOn && !endOn);
