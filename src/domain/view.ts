import * as z from "zod/mini";
import { anything, defineNoun, filledText, type RecordOf } from "./noun.ts";

/** A report as somebody arranged it, kept under a name. */
export const viewNoun = defineNoun("view", {
  lies: "meta",
  fields: { name: filledText, report: filledText, settings: anything(z.unknown()) },
  required: ["name", "report"],
  title: ({ name }) => name,
  sortBy: "name",
});
export type View = RecordOf<typeof viewNoun>;
