import * as z from "zod/mini";
import { anything, defineNoun, instant, type RecordOf, text, whole } from "./noun.ts";

/** An import, so that whatever came from one file can be told, and told of, together. */
export const importNoun = defineNoun("import", {
  lies: "meta",
  fields: {
    fileName: text,
    sha256: text,
    rows: whole(0),
    mapping: anything(z.unknown()),
    /** How many records it was about to make or change. */
    total: whole(0),
    /** Absent while it is under way, and for ever where it was cut off. */
    finishedAt: instant,
  },
  required: [],
  title: ({ fileName }) => fileName ?? "",
  isInternal: true,
});
export type ImportRecord = RecordOf<typeof importNoun>;
