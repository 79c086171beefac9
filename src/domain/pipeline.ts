import * as z from "zod/mini";
import { ownValue } from "../lib/own.ts";
import { type BaseRecord, inOrder } from "./record.ts";

export type StageKind = "open" | "won" | "lost";

export interface Stage {
  readonly name: string;
  readonly kind: StageKind;
  /** A share: how many of the deals in this stage are won in the end. */
  readonly probability?: number | null;
  /** After so many days in this stage a deal is told to be stale. */
  readonly rotDays?: number | null;
  readonly order?: string;
}

/** The way deals take, stage after stage. */
export interface Pipeline extends BaseRecord {
  readonly type: "pipeline";
  readonly name: string;
  /** Stage's key → stage; deals name the key, so a stage can be renamed. */
  readonly stages?: Readonly<Record<string, Stage>>;
}

const stage = z.looseObject({
  name: z.string(),
  kind: z.string(),
  probability: z.optional(z.nullable(z.number().check(z.minimum(0), z.maximum(1)))),
  rotDays: z.optional(z.nullable(z.int().check(z.minimum(0)))),
  order: z.optional(z.string()),
});
export const pipelineFields = {
  name: z.string(),
  stages: z.record(z.string(), z.union([z.literal(false), stage])),
} as const;

/** The stages in their order, each with its key. */
export const stagesOf = (pipeline: Pick<Pipeline, "stages"> | undefined): (Stage & { readonly key: string })[] => inOrder(pipeline?.stages);

/** Where a deal stands whose stage nobody knows: in the first open one, if there is any. */
export const firstOpenStageOf = (pipeline: Pick<Pipeline, "stages"> | undefined): string | undefined =>
  stagesOf(pipeline).find((one) => one.kind === "open")?.key;

/** Whether a stage is open, won or lost; without its pipeline only the keys `won` and `lost` say so themselves. */
export function stageKindOf(stageKey: string | null | undefined, pipeline: Pick<Pipeline, "stages"> | undefined): StageKind {
  const kind = stageKey ? ownValue(pipeline?.stages, stageKey)?.kind : undefined;
  if (kind === "won" || kind === "lost" || kind === "open") return kind;
  // A pipeline that has not arrived yet; one that has, and lacks the stage, puts the deal into its first open one.
  return pipeline === undefined && (stageKey === "won" || stageKey === "lost") ? stageKey : "open";
}
