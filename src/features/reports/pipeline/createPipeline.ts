import { createContext, createMemo, useContext } from "solid-js";
import type { TouchState } from "../../../domain/cadence.ts";
import { type Pipeline, stagesOf } from "../../../domain/pipeline.ts";
import { idsOf } from "../../../domain/record.ts";
import { type Answers, createAnalysis } from "../../../state/analysis.ts";
import { createTouchStates } from "../../../state/nextSteps.ts";
import { createRecords, createRecordsOf, type ReadRecord } from "../../../state/records.ts";
import { createReport, type ReportTools } from "../createReport.ts";
import type { ReportAnalysis } from "../ReportPage.tsx";
import { createBasis, createSettings, type ReportBasis } from "../settings.ts";
import { text as shared } from "../text.ts";

export type PipelineAnswer = Answers["pipeline"];
export const dimensions = ["owner", "product", "party", "openedMonth", "closedMonth", "closedQuarter", "closedYear"] as const;
export type By = (typeof dimensions)[number];
export type View = "all" | "stages" | "open";

export interface PipelineSettings {
  readonly view: View;
  readonly pipeline?: string | undefined;
  readonly by: By;
  readonly level: number;
  readonly commitFrom: number;
  readonly horizonDays: number;
}

/** What the views of the report share: one answer, its names, and what stands behind a figure. */
export interface PipelineWork {
  readonly settings: () => PipelineSettings;
  readonly change: (change: Partial<PipelineSettings>) => void;
  readonly basis: () => ReportBasis;
  readonly analysis: ReportAnalysis<PipelineAnswer>;
  readonly report: ReportTools;
  readonly pipelines: () => readonly ReadRecord[];
  readonly currency: () => string;
  readonly stageName: (pipeline: string | null, stage: string | null) => string;
  readonly dealName: (id: string) => string;
  /** How one stands with the contact of an open deal. */
  readonly dealTouch: (id: string) => TouchState | undefined;
  readonly open: (title: string, ids: readonly string[]) => void;
}

export function createPipeline(): PipelineWork {
  const basis = createBasis();
  const [settings, change] = createSettings<PipelineSettings>({
    ...{ view: "all", by: "closedQuarter", level: 0.8, commitFrom: 0.8, horizonDays: 180 },
  });
  const analysis = createAnalysis("pipeline", () => {
    const { by, level, commitFrom, horizonDays, pipeline } = settings();
    return { ...basis(), by, level, commitFrom, horizonDays, ...(pipeline && { pipeline }) };
  });
  const report = createReport();
  const pipelines = createRecordsOf("pipeline");
  const openDeals = createRecords(() =>
    settings().view === "open" ? Object.keys(analysis.answer()?.results.open.deals ?? {}) : undefined,
  );
  const dealNames = createMemo(() => new Map((openDeals() ?? []).map(({ id, record }) => [id as string, String(record.name ?? "")])));
  const dealParties = createMemo(() => new Map((openDeals() ?? []).map(({ id, record }) => [id as string, idsOf(record["parties"])[0]])));
  const touches = createTouchStates();
  return {
    ...{ settings, change, basis, analysis, report },
    pipelines: () => pipelines() ?? [],
    currency: () => analysis.answer()?.parameters.currency ?? "EUR",
    stageName: (pipeline, key) => {
      if (key === null) return shared().nobody;
      const record = pipelines()?.find(({ id }) => id === pipeline)?.record as Pipeline | undefined;
      return stagesOf(record).find((stage) => stage.key === key)?.name ?? key;
    },
    dealName: (id) => dealNames().get(id) || shared().deal,
    dealTouch: (id) => {
      const party = dealParties().get(id);
      return party && touches.of(party);
    },
    open: (title, ids) => report.open({ title, records: ids.map((id) => ({ id })) }),
  };
}

export const PipelineContext = createContext<PipelineWork>();

export function usePipeline(): PipelineWork {
  const work = useContext(PipelineContext);
  if (!work) throw new Error("usePipeline needs the PipelineReport above it");
  return work;
}
