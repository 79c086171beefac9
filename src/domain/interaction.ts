import { choice, defineNoun, type Field, ids, instantOrDay, type RecordOf, ref, text, wallTimeOrDay, whole } from "./noun.ts";
import { directions, interactionKinds, results } from "./words.ts";

/** Something that happened with somebody: a visit, a call, a letter. */
export const interactionNoun = defineNoun("interaction", {
  lies: "withParty",
  fields: {
    kind: choice(interactionKinds),
    channel: text,
    direction: choice(directions),
    /** When it happened: an instant, or a day when only the day is known. */
    at: instantOrDay,
    parties: ids("party"),
    by: text,
    result: choice(results),
    subject: text,
    text,
    mood: whole(-2, 2) as Field<-2 | -1 | 0 | 1 | 2, undefined>,
    durationMinutes: whole(0),
    /** What had been planned and this is the report of; of a series, the start by which that time is called in it. */
    appointment: ref("appointment"),
    occurrence: wallTimeOrDay,
    /** Products they were interested in. */
    products: ids("product"),
    /** Photos, signatures and other files of it; they lie with the contact. */
    files: ids("file"),
  },
  required: ["kind", "at", "parties"],
  belongsTo: ["parties"],
  title: ({ subject, text: said, kind }) => subject || said || kind,
  sortBy: "at",
  personal: ["subject", "text"],
});
export type Interaction = RecordOf<typeof interactionNoun>;

/** Where it stands in the timeline: text order is time order; a day without a time stands at its noon. */
export const timeOf = (interaction: { readonly at?: unknown } | Readonly<Record<string, unknown>>): string => {
  const at = typeof interaction.at === "string" ? interaction.at : "";
  return at.length === 10 ? `${at}T12:00:00.000Z` : at;
};
