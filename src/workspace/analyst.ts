// The window's half of analytics: questions go to a worker, which is started for the first one and let go when nobody has
// asked for a while, or when nobody waits for an answer any more.
import * as Comlink from "comlink";
import type { AnalysisRefusal, Answers, Method } from "../analytics/analyse.ts";
import { err, type Result } from "../lib/result.ts";
import type { AnalysisWork } from "./analysisWorker.ts";
import { unpackAnswer } from "./answerWire.ts";

export type Analysis = Result<Answers[Method], AnalysisRefusal | { readonly code: "analysis-cancelled" }>;

/** A million facts in memory are 60 MB: too much to keep for nobody. */
const idleMs = 120_000;

interface RunningWorker {
  readonly work: Comlink.Remote<AnalysisWork>;
  /** Rejects when the worker breaks. */
  readonly failed: Promise<never>;
  /** Resolves when the worker is let go, for whoever still waits. */
  readonly ended: Promise<Analysis>;
  readonly end: () => void;
}

export class Analyst {
  readonly #workspace: string;
  #worker: RunningWorker | null = null;
  #waiting = 0;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: string) {
    this.#workspace = workspace;
  }

  /** Starts the worker for a question that is likely to come. */
  async prepare(): Promise<void> {
    const { work, failed, ended } = this.#start();
    this.#rest();
    await Promise.race([work.open(this.#workspace), failed, ended]);
  }

  /** The answer of a method of `analytics/analyse.ts`; `onProgress` hears a share between 0 and 1 while facts are being read. */
  async analyse(
    method: string,
    options: unknown,
    { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: (share: number) => void } = {},
  ): Promise<Analysis> {
    if (signal?.aborted) return err({ code: "analysis-cancelled" });
    const { work, failed, ended } = this.#start();
    clearTimeout(this.#idleTimer);
    this.#waiting++;
    const cancelled = new Promise<Analysis>((resolve) => {
      signal?.addEventListener("abort", () => resolve(err({ code: "analysis-cancelled" })), { once: true });
    });
    try {
      const report = Comlink.proxy((share: number) => onProgress?.(share));
      const answered = work.analyse(this.#workspace, method, options, report).then((wire) => unpackAnswer(wire) as Analysis);
      return await Promise.race([answered, cancelled, failed, ended]);
    } finally {
      this.#waiting--;
      // Only ending the thread ends what it is working at.
      if (this.#waiting === 0 && signal?.aborted) this.close();
      else this.#rest();
    }
  }

  /** Lets the worker go when nobody asks for a while. */
  #rest(): void {
    clearTimeout(this.#idleTimer);
    if (this.#waiting === 0) this.#idleTimer = setTimeout(() => this.close(), idleMs);
  }

  close(): void {
    clearTimeout(this.#idleTimer);
    this.#worker?.end();
    this.#worker = null;
  }

  #start(): RunningWorker {
    if (this.#worker) return this.#worker;
    const thread = new Worker(new URL("./analysisWorker.ts", import.meta.url), { type: "module", name: "kontor-analysis" });
    const failed = new Promise<never>((_resolve, reject) => {
      thread.onerror = (event) => {
        reject(new Error(event.message || "the analysis worker could not start"));
        this.close();
      };
    });
    // Heard by whoever waits; nobody may be waiting.
    failed.catch(() => undefined);
    const { promise: ended, resolve } = Promise.withResolvers<Analysis>();
    const end = (): void => {
      thread.terminate();
      resolve(err({ code: "analysis-cancelled" }));
    };
    this.#worker = { work: Comlink.wrap<AnalysisWork>(thread), failed, ended, end };
    return this.#worker;
  }
}
