// Importing files: a worker of this window reads and plans, the engine makes the records in portions. What is planned
// stays with the worker until it is taken over or given up.

import * as Comlink from "comlink";
import type { PlanRefusal } from "../exchange/draft.ts";
import type { ImportType } from "../exchange/presets.ts";
import type { AnyColumn } from "../exchange/salesPlan.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { CommandRefusal, EngineApi, JobReport } from "./api.ts";
import type { ImportChoices, ImportSummary } from "./importSummary.ts";
import type { ImportWork } from "./importWorker.ts";

export type { ImportType };
export type ImportRefusal = PlanRefusal | CommandRefusal;

export interface PlannedImport extends Omit<ImportSummary, "targets"> {
  /** What a column can be mapped to, in the order to offer it. */
  readonly targetsOf: (column: AnyColumn) => readonly string[];
  /** The next so many records to be made, for the job that makes them. */
  readonly portion: (from: number, count: number, job?: string) => ReturnType<ImportWork["portion"]>;
  /** Where planned records came from, by their keys. */
  readonly places: (keys: readonly string[]) => ReturnType<ImportWork["places"]>;
  /** Forgets the plan. */
  readonly close: () => void;
}

/** Called with a share between 0 and 1. */
export type ShareDone = (share: number) => void;

const portionSize = 1_000;

/** A dry run: reads the files and says what would be made and what could not be read, beside what `workspace` has already. */
export async function planFiles(
  files: readonly File[],
  choices: ImportChoices,
  onProgress: ShareDone,
  signal: AbortSignal,
  workspace?: string,
): Promise<Result<PlannedImport, PlanRefusal>> {
  const worker = new Worker(new URL("./importWorker.ts", import.meta.url), { type: "module", name: "kontor-import" });
  const work = Comlink.wrap<ImportWork>(worker);
  const close = (): void => worker.terminate();
  const cancelled = new Promise<Result<never, PlanRefusal>>((resolve) => {
    signal.addEventListener("abort", () => resolve(err({ code: "import-cancelled" })), { once: true });
  });
  const failed = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || "the import worker could not start"));
  });
  const report = Comlink.proxy((done: number, total: number) => onProgress(total > 0 ? done / total : 1));
  const planned = await Promise.race([work.plan([...files], choices, workspace, report), cancelled, failed]);
  if (planned.ok) {
    const { targets, ...summary } = planned.value;
    return ok({
      ...summary,
      targetsOf: (column) => targets["role" in column ? column.role : "contact"] ?? [],
      portion: (from, count, job) => work.portion(from, count, job),
      places: (keys) => work.places(keys),
      close,
    });
  }
  close();
  return planned;
}

/** What an import made, and the rows that the engine refused. */
export interface ImportResult extends JobReport {
  readonly refused: readonly (JobReport["refused"][number] & { readonly line: number; readonly file?: string })[];
}

/** Makes the planned records; given up midway, everything made so far is taken back. */
export async function runImport(
  engine: EngineApi,
  plan: PlannedImport,
  onProgress: ShareDone,
  signal: AbortSignal,
): Promise<Result<ImportResult, ImportRefusal>> {
  const { fileNames, sha256, counts, mapping } = plan;
  const targets = mapping.map(({ column, target, file }) => ({ column, target, ...(file === undefined ? {} : { file }) }));
  const resumes = plan.earlier.find(({ isUnfinished }) => isUnfinished)?.id;
  const job = await engine.startJob({
    command: "import",
    isOwn: plan.isOwn,
    fileName: fileNames.join(", "),
    sha256,
    rows: counts.rows,
    mapping: targets,
    total: plan.records,
    ...(resumes && { resumes }),
  });
  if (!job.ok) return job;
  let next = plan.portion(0, portionSize, job.value);
  for (let from = 0; from < plan.records; from += portionSize) {
    const drafts = await next;
    // The worker prepares the next portion while the engine stores this one.
    next = plan.portion(from + portionSize, portionSize, job.value);
    const added = signal.aborted ? err({ code: "import-cancelled" as const }) : await engine.addDrafts(job.value, drafts);
    if (!added.ok) {
      await engine.cancelJob(job.value);
      return added;
    }
    onProgress(Math.min(1, (from + drafts.length) / plan.records));
  }
  const report = await engine.finishJob(job.value);
  if (!report.ok) return report;
  const places = new Map((await plan.places(report.value.refused.map(({ key }) => key))).map((place) => [place.key, place]));
  plan.close();
  return ok({ ...report.value, refused: report.value.refused.map((one) => ({ line: 0, ...places.get(one.key), ...one })) });
}
