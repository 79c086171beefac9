import { choice, day, defineNoun, type RecordOf, text } from "./noun.ts";

export const absenceKinds = ["holiday", "sick", "training", "other"] as const;

/** Days on which a member of the team does not work, and who stands in for them. */
export const absenceNoun = defineNoun("absence", {
  lies: "meta",
  fields: {
    /** Who is away, and who stands in: ids of members, who are no records. */
    member: text,
    substitute: text,
    startsOn: day,
    /** The last day; absent: that one day. */
    endsOn: day,
    kind: choice(absenceKinds),
    text,
  },
  required: ["member", "startsOn"],
  title: ({ text: said, kind }) => said || kind || "",
  keys: [["startsOn"]],
  sortBy: "startsOn",
  personal: ["text"],
  /** One of two who moved its ends apart may have arrived alone. */
  repair: (absence) => (absence.endsOn && absence.endsOn < absence.startsOn ? { ...absence, endsOn: null } : absence),
});
export type Absence = RecordOf<typeof absenceNoun>;

export const lastDayOfAbsence = ({ startsOn, endsOn }: Pick<Absence, "startsOn" | "endsOn">): string => endsOn ?? startsOn;

/** Whether somebody is away on a day. */
export const isAway = (absence: Pick<Absence, "startsOn" | "endsOn">, day: string): boolean =>
  absence.startsOn <= day && day <= lastDayOfAbsence(absence);
