import { generateCompany } from "../demo/company.ts";
import type { Result } from "../lib/result.ts";
import type { CommandRefusal, Draft, JobReport } from "./api.ts";
import type { Jobs } from "./jobs.ts";

const portion = 2_000;

/** Fills the workspace with an invented, seeded company; the same options make the same company. */
export async function generateJob(
  jobs: Jobs,
  options: {
    readonly contacts: number;
    readonly interactions: number;
    readonly seed: number;
    readonly now: number;
    readonly language: "de" | "en";
  },
): Promise<Result<JobReport, CommandRefusal>> {
  const job = await jobs.start({ command: "generate" });
  if (!job.ok) return job;
  let drafts: Draft[] = [];
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
