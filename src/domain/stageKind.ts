// Whether a stage of a deal is open, won or lost: apart from the nouns, since a list of contacts asks it on the first screen.
import { ownValue } from "../lib/own.ts";

export type StageKind = "open" | "won" | "lost";

/** A pipeline as far as its stages say what they are; those that were removed are `false`. */
export interface Staged {
  readonly stages?: Readonly<Record<string, { readonly kind?: unknown } | false>> | null;
}

/** Whether a stage is open, won or lost; without its pipeline only the keys `won` and `lost` say so themselves. */
export function stageKindOf(stageKey: string | null | undefined, pipeline: Staged | undefined): StageKind {
  const stage = stageKey ? ownValue(pipeline?.stages, stageKey) : undefined;
  const kind = stage ? stage.kind : undefined;
  if (kind === "won" || kind === "lost" || kind === "open") return kind;
  // A pipeline that has not arrived yet; one that has, and lacks the stage, puts the deal into its first open one.
  return pipeline === undefined && (stageKey === "won" || stageKey === "lost") ? stageKey : "open";
}
