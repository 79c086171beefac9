// The window's half of analytics: questions go to a worker.
import * as Comlink from "comlink";
import type { AnalysisRefusal, Answers, Method } from "../analytics/analyse.ts";
import type { CustomerFigures } from "../domain/brief.ts";
import type { RecordId } from "../lib/id.ts";
import { err, type Result } from "../lib/result.ts";
import type { AnalysisWork } from "./analysisWorker.ts";
import { unpackAnswer } from "./answerWire.ts";
import { Thread } from "./thread.ts";

export type Analysis = Result<Answers[Method], AnalysisRefusal | { readonly code: "analysis-cancelled" }>;

export class Analyst {
  readonly #workspace: string;
  readonly #thread = new Thread<AnalysisWork>(
    () => new Worker(new URL("./analysisWorker.ts", import.meta.url), { type: "module", name: "kontor-analysis" }),
  );

  constructor(workspace: string) {
    this.#workspace = workspace;
  }

  /** Starts the worker for a question that is likely to come. */
  async prepare(): Promise<void> {
    await this.#thread.ask((work) => work.open(this.#workspace));
  }

  /** The answer of a method of `analytics/analyse.ts`; `onProgress` hears a share between 0 and 1 while facts are being read. */
  async analyse(
    method: string,
    options: unknown,
    { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: (share: number) => void } = {},
  ): Promise<Analysis> {
    const report = Comlink.proxy((share: number) => onProgress?.(share));
    const wire = await this.#thread.ask((work) => work.analyse(this.#workspace, method, options, report), signal);
    return wire === null ? err({ code: "analysis-cancelled" }) : (unpackAnswer(wire) as Analysis);
  }

  /** What the reports say of one contact as a customer; null where they know nothing. */
  customerFigures(party: RecordId): Promise<CustomerFigures | null> {
    return this.#thread.ask<CustomerFigures | null>((work) => work.customerFigures(this.#workspace, party));
  }

  close(): void {
    this.#thread.close();
  }
}
