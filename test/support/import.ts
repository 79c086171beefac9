import { WorkspaceDatabase } from "../../src/database/schema.ts";
import { type FilesOptions, type FilesPlan, planFiles } from "../../src/exchange/planFiles.ts";
import type { ImportFile } from "../../src/exchange/source.ts";
import { utf8 } from "../../src/lib/bytes.ts";
import { unwrap } from "../../src/lib/result.ts";
import type { JobReport } from "../../src/workspace/api.ts";
import type { Engine } from "../../src/workspace/engine.ts";
import { readKnown } from "../../src/workspace/known.ts";

export const textFile = (name: string, text: string): ImportFile => ({ name, bytes: utf8(text) });

/** Imports files as the app does, without its worker: planned with what the workspace knows, made by the engine. */
export async function takeFiles(
  engine: Engine,
  files: readonly ImportFile[],
  options: Partial<FilesOptions>,
): Promise<{ readonly plan: FilesPlan; readonly report: JobReport }> {
  const db = new WorkspaceDatabase(engine.workspace, "relaxed");
  const plan = unwrap(await planFiles(files, { country: "DE", currency: "EUR", language: "de", ...options }, () => readKnown(db)));
  db.close();
  const job = unwrap(await engine.startJob({ command: "import" }));
  const drafts = plan.drafts.map(({ key, kind, id, fields }) => ({ key, kind, fields, ...(id !== undefined && { id }) }));
  for (let from = 0; from < drafts.length; from += 1_000) unwrap(await engine.addDrafts(job, drafts.slice(from, from + 1_000)));
  return { plan, report: unwrap(await engine.finishJob(job)) };
}
