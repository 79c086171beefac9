import type { WorkspaceDatabase } from "../database/schema.ts";
import { demoCadences, demoRates, generateCompany } from "../demo/company.ts";
import type { DemoOptions } from "../demo/draft.ts";
import type { RecordId } from "../lib/id.ts";
import type { Result } from "../lib/result.ts";
import type { CommandRefusal, Draft, JobReport } from "./api.ts";
import type { Jobs } from "./jobs.ts";
import { readRevenue } from "./known.ts";

const portion = 2_000;

/** Fills the workspace with an invented, seeded company; the same options make the same company. */
export async function generateJob(jobs: Jobs, db: WorkspaceDatabase, options: DemoOptions): Promise<Result<JobReport, CommandRefusal>> {
  const job = await jobs.start({ command: "generate" });
  if (!job.ok) return job;
  let drafts: Draft[] = options.sales ? await settledDraft(db, options.language) : [];
  for (const draft of generateCompany(options)) {
    drafts.push(draft);
    if (drafts.length < portion) continue;
    const done = await jobs.add(job.value, drafts);
    if (!done.ok) return done;
    drafts = [];
  }
  const done = await jobs.add(job.value, drafts);
  return done.ok ? jobs.finish(job.value) : done;
}

/** What counts as revenue where nobody has said so yet, as the first import of purchases says it; and what serving costs. */
async function settledDraft(db: WorkspaceDatabase, language: "de" | "en" = "de"): Promise<Draft[]> {
  const { from, hasOrders } = await readRevenue(db);
  if (from !== null) return [];
  const fields = { revenueFrom: hasOrders ? "order" : "invoice", ...demoRates, cadences: demoCadences(language) };
  return [{ key: "settled", kind: "settings", id: "meta.settings" as RecordId, fields }];
}
