import type { ImportOptions, ImportPlan, PlanRefusal, Progress } from "../../src/exchange/draft.ts";
import { type FilesOptions, type FilesPlan, planFiles } from "../../src/exchange/planFiles.ts";
import type { SalesOptions } from "../../src/exchange/salesPlan.ts";
import type { ImportFile } from "../../src/exchange/source.ts";
import type { Result } from "../../src/lib/result.ts";

/** A dry run of files that somebody says to be contacts. */
export const planImport = async (
  files: readonly ImportFile[],
  options: ImportOptions,
  onProgress?: Progress,
): Promise<Result<FilesPlan & ImportPlan, PlanRefusal>> =>
  (await planFiles(files, { ...options, type: "party" }, async () => undefined, onProgress)) as Result<FilesPlan & ImportPlan, PlanRefusal>;

/** A dry run of files that somebody says to be products, purchases or deals, beside what a workspace knows. */
export const planSales = (
  files: readonly ImportFile[],
  { known, ...options }: SalesOptions,
  onProgress?: Progress,
): Promise<Result<FilesPlan, PlanRefusal>> => planFiles(files, options as FilesOptions, async () => known, onProgress);
