import * as z from "zod/mini";
import { ownValue } from "../lib/own.ts";
import { cents, day, defineNoun, ids, type Mark, map, type NounFields, type NounRecord, ref, share, shared, text } from "./noun.ts";
import { firstOpenStageOf, type Pipeline } from "./pipeline.ts";
import { lines, type PurchaseLine } from "./purchase.ts";
import { idsOf, textIn } from "./record.ts";
import { type StageKind, stageKindOf } from "./stageKind.ts";
import { noPipeline, unclosedMark } from "./stepMark.ts";
import { dayIn } from "./zone.ts";

/** A stage a deal came into; `at` is an instant, or a day when only the day is known. */
export interface StageEntry {
  readonly at: string;
  readonly stage: string;
  readonly by?: string | null;
}
export type DealLine = PurchaseLine;

const stageEntry = z.looseObject({ at: z.string(), stage: z.string(), by: z.optional(z.nullable(z.string())) });

/** As days were written by devices whose platform puts the month first, before a day was made of its parts. */
const monthFirst = /^(\d{2})\/(\d{2})\/(\d{4})$/;

const fields = {
  name: text,
  parties: ids("party"),
  contacts: ids("party"),
  pipeline: ref("pipeline"),
  /** A key of the pipeline's stages. */
  stage: text,
  /** `null` is unknown; 0 is a stated nothing, as lost deals have it. */
  amountCents: cents,
  currency: text,
  expectedOn: day,
  openedOn: day,
  /** Also in the ways older devices wrote it, which the repair puts right. */
  closedOn: { ...day, value: z.string().check(z.regex(/^(\d{4}-\d{2}-\d{2}(T.*)?|\d{2}\/\d{2}\/\d{4})$/)) },
  /** A share; only when set by hand. */
  probability: share,
  lossReason: text,
  competitor: text,
  note: shared,
  lines,
  /** `at|stage` → entry: two people who move a deal keep both moves. */
  stages: map<StageEntry>(stageEntry),
} as const satisfies NounFields;
/** A chance to sell something. Open, won and lost follow from its stage. */
export type Deal = NounRecord<"deal", typeof fields, "stage">;

export const dealNoun = defineNoun("deal", {
  lies: "withParty",
  fields,
  required: ["stage"],
  belongsTo: ["parties"],
  title: ({ name }) => name ?? "",
  personal: ["note"],
  /** Those that were never closed, by way, stage and contact; whether one is open, its pipeline says. */
  marks: (deal) =>
    typeof deal["closedOn"] === "string"
      ? []
      : idsOf(deal["parties"]).map((party): Mark => [unclosedMark, textIn(deal["pipeline"]) || noPipeline, textIn(deal["stage"]), party]),
  repairsWith: ["pipeline"],
  repair: (deal, { zone, recordOf }) =>
    repairDeal(deal, deal.pipeline ? (recordOf(deal.pipeline) as Pick<Pipeline, "stages"> | undefined) : undefined, zone),
});
export type DealState = StageKind;

/** Open, won or lost, as its stage says in its pipeline. */
export const stateOf = (deal: Pick<Deal, "stage">, pipeline: Pick<Pipeline, "stages"> | undefined): DealState =>
  stageKindOf(deal.stage, pipeline);

/** The key under which a stage's beginning is kept. */
export const stageEntryKey = (at: string, stage: string): string => `${at}|${stage}`;

/** The stages a deal came into, the earliest first; a day stands before the instants of that day, ties by stage. */
export const historyOf = (deal: Pick<Deal, "stages">): StageEntry[] =>
  Object.values(deal.stages ?? {})
    .filter((entry) => typeof entry === "object" && entry !== null)
    .sort((a, b) => compare(a.at, b.at) || compare(a.stage, b.stage));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isoDay = /^\d{4}-\d{2}-\d{2}/;
/** The day a deal was closed as it should have been written; `null` where nothing readable was. */
export function closingDay(stored: unknown): string | null {
  if (typeof stored !== "string") return null;
  if (isoDay.test(stored)) return stored;
  const [, month, date, year] = monthFirst.exec(stored) ?? [];
  return year ? `${year}-${month}-${date}` : null;
}

/**
 * A deal as it is shown: in a stage that its pipeline has, and a closed one with the day it was closed, which is the day
 * of its last stage in the workspace's `zone`. Without its pipeline nothing is known about stages, and nothing changed.
 */
export function repairDeal(deal: Deal, pipeline: Pick<Pipeline, "stages"> | undefined, zone: string): Deal {
  let repaired = deal;
  if (pipeline && !(deal.stage && ownValue(pipeline.stages, deal.stage))) {
    const first = firstOpenStageOf(pipeline);
    if (first !== undefined && first !== deal.stage) repaired = { ...repaired, stage: first };
  }
  const closedOn = closingDay(deal.closedOn);
  if (closedOn !== (deal.closedOn ?? null)) repaired = { ...repaired, closedOn };
  if (!repaired.closedOn && stateOf(repaired, pipeline) !== "open") {
    const last = historyOf(repaired).at(-1);
    if (last) repaired = { ...repaired, closedOn: dayIn(last.at, zone) };
  }
  return repaired;
}
