import * as z from "zod/mini";
import { defineNoun, ordered, type RecordOf, text } from "./noun.ts";
import { inOrder } from "./record.ts";
import type { StageKind } from "./stageKind.ts";

export interface Stage {
  readonly name: string;
  readonly kind: StageKind;
  /** A share: how many of the deals in this stage are won in the end. */
  readonly probability?: number | null;
  /** After so many days in this stage a deal is told to be stale. */
  readonly rotDays?: number | null;
  readonly order?: string;
}

const stage = z.looseObject({
  name: z.string(),
  kind: z.string(),
  probability: z.optional(z.nullable(z.number().check(z.minimum(0), z.maximum(1)))),
  rotDays: z.optional(z.nullable(z.int().check(z.minimum(0)))),
  order: z.optional(z.string()),
});

/** The way deals take, stage after stage. */
export const pipelineNoun = defineNoun("pipeline", {
  lies: "meta",
  fields: {
    name: text,
    /** Stage's key → stage; deals name the key, so a stage can be renamed. */
    stages: ordered<Stage>(stage),
  },
  required: ["name", "stages"],
  title: ({ name }) => name,
  sortBy: "name",
});
export type Pipeline = RecordOf<typeof pipelineNoun>;

/** The stages in their order, each with its key. */
export const stagesOf = (pipeline: Pick<Pipeline, "stages"> | undefined): (Stage & { readonly key: string })[] => inOrder(pipeline?.stages);

/** Where a deal stands whose stage nobody knows: in the first open one, if there is any. */
export const firstOpenStageOf = (pipeline: Pick<Pipeline, "stages"> | undefined): string | undefined =>
  stagesOf(pipeline).find((one) => one.kind === "open")?.key;
