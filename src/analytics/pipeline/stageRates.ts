import { doubtOf } from "../../domain/expectedValue.ts";
import type { DealFacts } from "../facts/facts.ts";
import type { PipelineFacts } from "../facts/source.ts";
import { furthestOf } from "./pipeline.ts";

/** How likely a deal in a stage is won in the end, and who says so. */
export interface StageRate {
  readonly pipeline: string;
  readonly stage: string;
  /** Closed deals that came as far as this stage, and how many of them were won; those whose stages nobody noted are in neither. */
  readonly decided: number;
  readonly won: number;
  readonly ids: readonly string[];
  /** `history`: won ÷ decided, of enough of them; `stage`: as the team states it; `null`: nobody knows. */
  readonly from: "history" | "stage" | null;
  readonly probability: number | null;
  /** Variance of the share where it was estimated, else 0. */
  readonly doubt: number;
}

/**
 * Estimates the share won of the deals that reached a stage and were decided, for each open stage: a won deal came through all of
 * them, a lost one
 * as far as its log says. Of fewer than `least` decided deals the share is chance, and what the team states for the stage stands instead.
 */
export function stageRates(standing: readonly DealFacts[], pipelines: readonly PipelineFacts[], least: number): StageRate[] {
  return pipelines.flatMap(({ id, stages }) => {
    const open = stages.filter(({ kind }) => kind === "open");
    const indexByStage = new Map(open.map(({ key }, at) => [key, at]));
    const decided = standing
      .filter((deal) => deal.pipeline === id && deal.state !== "open")
      .map((deal) => ({ id: deal.id, isWon: deal.state === "won", furthest: furthestOf(deal, indexByStage) }))
      .filter(({ furthest }) => furthest >= 0);
    return open.map(({ key, probability: stated = null }, at): StageRate => {
      const came = decided.filter(({ isWon, furthest }) => isWon || furthest >= at);
      const [all, won] = [came.length, came.filter(({ isWon }) => isWon).length];
      const about = { pipeline: id, stage: key, decided: all, won, ids: came.map((deal) => deal.id) };
      if (all >= least) return { ...about, from: "history", probability: won / all, doubt: doubtOf(won, all) };
      return { ...about, from: stated === null ? null : "stage", probability: stated, doubt: 0 };
    });
  });
}
