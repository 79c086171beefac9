// The window's half of searching notes and activities: a worker is started for the first question and let go when nobody has asked
// for a while.
import * as Comlink from "comlink";
import type { TextHit } from "../database/textIndex.ts";
import type { TextSearchWork } from "./textSearchWorker.ts";

/** All that was ever written lies in its memory: too much to keep for nobody. */
const idleMs = 120_000;

export class TextSearcher {
  readonly #workspace: string;
  #thread: { readonly worker: Worker; readonly work: Comlink.Remote<TextSearchWork>; readonly failed: Promise<never> } | null = null;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: string) {
    this.#workspace = workspace;
  }

  search(typed: string, limit: number): Promise<readonly TextHit[]> {
    return this.#asked((work) => work.search(this.#workspace, typed, limit));
  }

  /** Reads what will be searched, for whoever is about to ask. */
  prepare(): Promise<void> {
    return this.#asked((work) => work.prepare(this.#workspace));
  }

  async #asked<Answer>(ask: (work: Comlink.Remote<TextSearchWork>) => Promise<Answer>): Promise<Answer> {
    clearTimeout(this.#idleTimer);
    const { work, failed } = (this.#thread ??= this.#start());
    try {
      return await Promise.race([ask(work), failed]);
    } finally {
      clearTimeout(this.#idleTimer);
      this.#idleTimer = setTimeout(() => this.close(), idleMs);
    }
  }

  close(): void {
    clearTimeout(this.#idleTimer);
    this.#thread?.worker.terminate();
    this.#thread = null;
  }

  #start() {
    const worker = new Worker(new URL("./textSearchWorker.ts", import.meta.url), { type: "module", name: "kontor-search" });
    const failed = new Promise<never>((_resolve, reject) => {
      worker.onerror = (event) => {
        reject(new Error(event.message || "the search worker could not start"));
        this.close();
      };
    });
    // Heard by whoever waits; nobody may be waiting.
    failed.catch(() => undefined);
    return { worker, work: Comlink.wrap<TextSearchWork>(worker), failed };
  }
}
